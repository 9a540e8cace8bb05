"""What somebody is asked to do, as the to-do page shows it. Each room says what it asks in its `tasks.py`."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """`what` begins with a verb; `why` is a sentence that says why this person; `due_on` is None where any day
    will do; `takes` is the time it needs, in words that tell nothing of the matter."""

    what: str
    why: str
    address: str
    due_on: datetime.date | None
    takes: str

    def is_late(self, on: datetime.date) -> bool:
        return self.due_on is not None and self.due_on < on
