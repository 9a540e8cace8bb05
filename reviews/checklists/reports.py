"""What checklists give to the annual report."""

import datetime

from reviews.checklists.rollup import Rollup, roll_up, trial_table
from reviews.models import ChecklistRound, CodeLead
from signatories.models import Compact


def round_of(compact: Compact, *, until: datetime.date, since: datetime.date = datetime.date.min) -> ChecklistRound | None:
    """The newest round that had begun by the day `until`; none that was over before `since`."""
    return ChecklistRound.objects.filter(compact=compact, starts_on__lte=until, due_on__gte=since).select_related("compact").first()


def trial_table_of(compact: Compact, *, until: datetime.date, since: datetime.date = datetime.date.min) -> list[tuple[str, list[str]]]:
    """[(code or codes, bodies)] of that round; empty where there is none. Bodies that were asked stand there, never what they answered."""
    found = round_of(compact, until=until, since=since)
    return trial_table(found) if found else []


def roll_up_of(compact: Compact, *, until: datetime.date, since: datetime.date = datetime.date.min) -> Rollup | None:
    """For the steering group's eyes: in a report, say averages of at least `compact.release_floor` bodies alone."""
    found = round_of(compact, until=until, since=since)
    return roll_up(found) if found else None


def leads_of(compact: Compact, *, on: datetime.date) -> list[CodeLead]:
    return list(CodeLead.objects.serving(on=on).filter(compact=compact).select_related("code", "organisation", "brought_to"))
