"""What a rule of retention is, and what it says of the rows that it covers: how many there are, and when the next of them go."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, DateField, F, QuerySet
from django.db.models.functions import Cast, TruncDate
from django.utils.translation import gettext_lazy as _

from compact_portal.days import DAY
from compact_portal.holding import Held
from disputes.wall import inside

TASK = _("legitimate interests: keeping the agreement that the organisation has signed; for a public body, its public task (article 6(1)(e) and (f))")
CONSENT = _("the person’s own wish, which can be taken back (article 6(1)(a))")
RUNNERS = _("the person, and those who run the portal")


@dataclass(frozen=True)
class Rule:
    """One kind of personal data. The tables that it covers are `keeps`.

    `rows` gives them, each row with `goes_on`, the first day on which it may not be kept any more: empty where that is not known yet.
    A rule without `rows` says in `uncounted` why nobody counts them.
    `clear` deals with all that may not be kept on a day and says how many that were; None where something else ends it, as `until` says.
    It is done by the command `retention`, or every hour where it is `hourly`.
    `about` gives what of it is held about one person; a kind without it names no person of the portal;
    `yours` is what that person's own page calls it. `basis` is the lawful basis of article 6, `seen_by` who gets to see it.
    """

    key: str
    what: str
    why: str
    until: str
    keeps: tuple[type, ...] = ()
    rows: Callable[[], list[QuerySet]] | None = None
    uncounted: str = ""
    clear: Callable[[datetime.date], int] | None = None
    hourly: bool = False
    whose: str = _("people who take part")
    basis: str = TASK
    seen_by: str = RUNNERS
    about: tuple[Callable[..., list[Held]], ...] = ()
    yours: str = ""


@dataclass(frozen=True)
class Going:
    """`held` rows there are; `due` may not be kept any more; of the others `number` go on the day `on`, the first on which any go."""

    held: int
    due: int
    on: datetime.date | None = None
    number: int = 0


def going(rule: Rule, today: datetime.date) -> Going:
    """One query, whose answer has a line for each day on which something goes. Nothing that only cases know comes into it."""
    first, *others = [rows.order_by().values_list("goes_on").annotate(number=Count("pk")) for rows in rule.rows()]
    by_day: dict[datetime.date | None, int] = {}
    for day, number in first.union(*others, all=True) if others else first:
        by_day[day] = by_day.get(day, 0) + number
    due = sum(number for day, number in by_day.items() if day is not None and day <= today)
    on = min((day for day in by_day if day is not None and day > today), default=None)
    return Going(sum(by_day.values()), due, on, by_day[on] if on else 0)


def number_due(rule: Rule, day: datetime.date) -> int:
    with inside(clockwork=True):  # who takes part in a case is known to the portal's own work alone
        return sum(due.count() for due in rows_due(rule.rows, day))


def carry_out(rule: Rule, day: datetime.date) -> int:
    """In one transaction: all of a rule or nothing of it."""
    with inside(clockwork=True):
        return rule.clear(day)


def rows_due(rows: Callable[[], list[QuerySet]], day: datetime.date) -> list[QuerySet]:
    return [one.filter(goes_on__lte=day) for one in rows()]


def deletes(rows: Callable[[], list[QuerySet]]) -> Callable[[datetime.date], int]:
    return lambda day: sum(due.delete()[0] for due in rows_due(rows, day))


def rewrites(rows: Callable[[], list[QuerySet]], **values: str) -> Callable[[datetime.date], int]:
    """The rows stay, with these words in place of what was personal."""
    return lambda day: sum(due.update(**values) for due in rows_due(rows, day))


def after(field, days: int):
    """`goes_on` of what is kept for so many whole days after the day `field`."""
    return Cast((F(field) if isinstance(field, str) else field) + (days + 1) * DAY, DateField())


def after_moment(field: str, days: int):
    """The same, of a moment, which counts as its day in London."""
    return after(TruncDate(field), days)


def exactly_after(field: str, kept: datetime.timedelta):
    """`goes_on` of what goes in the hour in which so much time has passed since the moment `field`."""
    return TruncDate(F(field) + kept)
