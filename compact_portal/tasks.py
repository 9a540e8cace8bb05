"""What somebody is asked to do, as the to-do page shows it. Each room says what it asks in its `tasks.py`."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """`what` begins with a verb; `why` is a sentence that says why this person; `takes` is the time it needs, in words that tell
    nothing of the matter. `due_on` is None where no rule sets a day; `no_day` then says why, where there is more to say than that."""

    what: str
    why: str
    address: str
    due_on: datetime.date | None
    takes: str
    no_day: str = ""

    def is_late(self, on: datetime.date) -> bool:
        return self.due_on is not None and self.due_on < on
