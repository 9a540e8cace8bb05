"""What agreements and those who stand behind them ask of people."""

import datetime

from compact_portal.tasks import Task
from signatories.joining_tasks import tasks_of_joining
from signatories.text_tasks import tasks_of_texts


def tasks_of(person, on: datetime.date) -> list[Task]:
    return [*tasks_of_joining(person, on), *tasks_of_texts(person, on)]
