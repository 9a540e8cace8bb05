"""A case that stands still: for another process, or for a break that both sides have agreed to, which is never longer than the
procedure allows and ends by itself (domain.md C3.4)."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compact_portal.days import in_words, today
from compact_portal.working_days import DAY, after, is_working_day
from disputes import wall
from disputes.actions.moving import advance
from disputes.emails import tell, tell_others
from disputes.models import Break, Case, Closure, Role
from disputes.timing import last_limit_began, procedure_of

WARNED = 5  # working days before an agreed break ends
Why = Break.Why


def check(case: Case, *, why: str, last_on: datetime.date | None) -> None:
    """Raises ValidationError with the last day that a break may have."""
    if why == Why.ELSEWHERE:
        return
    left = days_left(case)
    if not left:
        raise ValidationError(_("All the days of break that this step may have were used. It can still be paused for another process."))
    longest = after(today(), left, working=True, closed=Closure.objects.days(case.compact_id, on=today()))
    if not today() < last_on <= longest:
        said = ngettext(
            "A break can last %(left)d working day more in this step: until %(day)s at the latest.",
            "A break can last %(left)d working days more in this step: until %(day)s at the latest.",
            left,
        )
        raise ValidationError(said % {"left": left, "day": in_words(longest)})


def days_left(case: Case) -> int:
    """Working days of break that the present step may still have: several breaks in a row are no longer than one."""
    began = last_limit_began(case)
    closed = Closure.objects.days(case.compact_id, on=today())
    breaks = case.breaks.filter(why=Why.AGREED, until__isnull=False, since__gte=began.taken_on) if began else []
    return max(0, procedure_of(case).limit("break") - sum(_working_days(each.since, each.until, closed) for each in breaks))


def _working_days(first: datetime.date, last: datetime.date, closed) -> int:
    """After `first`, up to and with `last`."""
    return sum(is_working_day(first + number * DAY, closed=closed) for number in range(1, (last - first).days + 1))


def begin(case: Case, *, why: str, last_on: datetime.date | None) -> Break:
    return Break.objects.create(case=case, why=why, last_on=last_on if why == Why.AGREED else None)


@transaction.atomic
def mind(on: datetime.date) -> int:
    """Ends the breaks that are over, tells everybody of a case WARNED working days before, and asks the case officer now and then about
    those without an end. Inside the wall's clockwork. Returns how many were ended."""
    ended = 0
    running = Break.objects.filter(until__isnull=True).select_related("case__compact")
    for each in running.select_for_update(of=["self"], skip_locked=True):
        if each.why == Why.ELSEWHERE:
            _ask_whether_it_waits(each, on)
        elif on > each.last_on:
            with wall.inside(case=each.case):  # its clock needs more than days and states
                advance(case=each.case, event="end break", part=None)
                tell_others(each.case)
            ended += 1
        else:
            _warn(each, on)
    return ended


def _warn(each: Break, on: datetime.date) -> None:
    closed = Closure.objects.days(each.case.compact_id, on=each.since)
    ends_soon = _working_days(on, each.last_on, closed) <= WARNED < _working_days(each.since, each.last_on, closed)
    if ends_soon and each.told_on is None:
        tell_others(each.case)
        _told(each, on)


def _ask_whether_it_waits(each: Break, on: datetime.date) -> None:
    """As often as an agreed break could have lasted: nothing is forgotten because nobody thought of it."""
    closed = Closure.objects.days(each.case.compact_id, on=each.since)
    if _working_days(each.told_on or each.since, on, closed) >= procedure_of(each.case).limit("break"):
        tell([part.person for part in each.case.parts.serving().filter(role=Role.OFFICER).select_related("person")], each.case)
        _told(each, on)


def _told(each: Break, on: datetime.date) -> None:
    each.told_on = on
    each.save(update_fields=["told_on"])
