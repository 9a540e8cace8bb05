"""When the link to the log goes round by itself, and to whom (domain.md P-15: live issues and successes are gathered all year).

Four times a year at most, since those who get it are volunteers: on the days near which the plan's progress is looked at (C6.2).
"""

import datetime

from compact_portal.days import DAY
from compact_portal.working_days import is_working_day
from reviews.models import Survey
from signatories.models import Champion, Compact, Membership, Organisation, Signature

MONTHS = {Compact.LogLinks.QUARTERLY: (3, 6, 9, 12), Compact.LogLinks.HALF_YEARLY: (3, 9), Compact.LogLinks.NEVER: ()}
LATE = 14 * DAY  # a portal that stood still longer leaves the round out
ENOUGH = 28 * DAY  # whoever had a link by hand so shortly before a day gets none on it


def days_of(every: str, year: int) -> list[datetime.date]:
    """The first Monday of each month of this rhythm, or the working day after it."""
    return [_first_monday(year, month) for month in MONTHS[every]]


def _first_monday(year: int, month: int) -> datetime.date:
    day = datetime.date(year, month, 1)
    while day.weekday() or not is_working_day(day):
        day += DAY
    return day


def next_day(compact: Compact, on: datetime.date) -> datetime.date | None:
    """The day on which links go next: `on` itself while a round is due; None where none ever goes."""
    sent = compact.log_links_sent_on
    days = [day for year in (on.year, on.year + 1) for day in days_of(compact.log_links, year)]
    return next((max(day, on) for day in days if day + LATE >= on and (sent is None or sent < day - ENOUGH)), None)


def goes_next(compact: Compact, on: datetime.date) -> dict:
    """For a page: the day, or None, and whether a round that is due waits. One query where one is."""
    day = next_day(compact, on)
    return {"next": day, "waits": day == on and is_paused(compact, on), "today": on}


def is_paused(compact: Compact, on: datetime.date) -> bool:
    """While the survey asks for the same."""
    return any(survey.takes_answers(on=on) for survey in Survey.objects.open().filter(compact=compact))


def to_whom(compact: Compact, on: datetime.date) -> list[tuple]:
    """(person, signature), each once: every Champion, and the lead who serves longest of a signatory that has none, also of
    what was merged into it. Three queries."""
    champions = (
        Champion.objects.of(compact, on=on).filter(person__is_active=True).select_related("person", "signature__organisation", "signature__compact")
    )
    found = {(one.person_id, one.signature_id): (one.person, one.signature) for one in champions if one.signature.is_in_force}
    alone = Signature.objects.in_force().filter(compact=compact).exclude(pk__in=[signature for _, signature in found])
    by_organisation = {one.organisation_id: one for one in alone.select_related("organisation", "compact")}
    kept_under = Organisation.objects.kept_under(*by_organisation)
    leads = Membership.objects.serving(on=on).filter(role=Membership.Role.LEAD, organisation__in=kept_under, person__is_active=True)
    for lead in leads.select_related("person").order_by("since", "pk"):
        if signature := by_organisation.pop(kept_under[lead.organisation_id], None):
            found[lead.person_id, signature.pk] = lead.person, signature
    return list(found.values())
