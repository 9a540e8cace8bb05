"""What agreements and those who stand behind them ask of people."""

import datetime

from compact_portal.tasks import Task
from signatories.correction_tasks import tasks_of_corrections
from signatories.joining_tasks import tasks_of_joining
from signatories.parts import Parts, parts_of
from signatories.people_tasks import tasks_of_people
from signatories.text_tasks import tasks_of_texts


def tasks_of(person, on: datetime.date, parts: Parts | None = None) -> list[Task]:
    parts = parts or parts_of(person, on)
    officers = [*tasks_of_joining(parts.officered), *tasks_of_texts(parts.officered, on)] if parts.officered else []
    corrections = tasks_of_corrections(person, parts.steered) if parts.steered else []
    return [*officers, *corrections, *tasks_of_people(person, on, parts)]
