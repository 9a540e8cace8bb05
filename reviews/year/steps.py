"""The template of a year (domain.md C6.2 and C6.3): every step that is no date of the review or its survey itself.

A step's day is the end of a month, a day of a month, or counted from W, the first Monday of the agreement's own week. What the portal
knows of each of them stands in reviews/year/known.py.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from actionplans.models import Plan
from compact_portal.days import DAY
from reviews.models import Review
from reviews.rhythm import dates_from
from signatories.models import Compact
from signatories.terms import Terms

When = Callable[[int, datetime.date, int], datetime.date]  # of the year, W, and the month in which plans begin
APRIL = 4
CHAIR = _("chair")


@dataclass(frozen=True)
class Step:
    """`what` and `owner` may hold names of terms in braces. `after` and `before` are as in Milestone."""

    key: str
    what: str
    owner: str
    when: When
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()

    def called(self, terms: Terms) -> str:
        words = self.what.format_map(vars(terms))
        return words[:1].upper() + words[1:]

    def kept_by(self, terms: Terms) -> str:
        return self.owner.format_map(vars(terms))


def end_of(month: int) -> When:
    """Its last day; months above 12 are those of the next year."""
    return lambda year, week, plans: datetime.date(year + month // 12, month % 12 + 1, 1) - DAY


def on_day(month: int, day: int) -> When:
    return lambda year, week, plans: datetime.date(year, month, day)


def from_week(days: int) -> When:
    return lambda year, week, plans: week + days * DAY


def plans_begin(years_later: int) -> When:
    return lambda year, week, plans: datetime.date(year + years_later, plans, 1)


def first_findings(days: int) -> Step:
    """Before the report; `days` from W."""
    return Step("findings", _("first findings, with what {champions} tell"), _("analysts"), from_week(days), before=("report_due_on",))


def plan_year(years_later: int) -> Step:
    return Step("plan-year", _("the plan’s year begins"), "", plans_begin(years_later))


PROGRESS = tuple(Step(f"progress-{n}", _("progress of {actions} looked at"), "{steering_group}", end_of(3 * n)) for n in (1, 2, 3, 4))
ALWAYS = (
    Step("seats", _("seats of the {steering_group} confirmed for the year"), CHAIR, end_of(1), before=("opens_on",)),
    Step("refresh", _("yearly refresh of {signatories} and {champions} closed"), "{officer}", end_of(4)),
    Step("checklists", _("checklists given out to be tried"), _("those who lead on a part"), end_of(5)),
    Step("invitations", _("invitations to the yearly event sent"), "{officer}", from_week(-21), before=("event",)),
    Step("event", _("yearly event, with words of those who came"), "{officer}", from_week(3), after=("invitations",)),
    *PROGRESS,
)
STEPS = {
    Review.Rhythm.SUMMER: (
        *ALWAYS,
        plan_year(0),
        first_findings(-47),
        Step("plan", _("plan for this year adopted"), "{steering_group}", end_of(2), after=("seats",)),
        Step(
            "published",
            _("report published, copies sent to all {signatories}"),
            "{officer}",
            on_day(12, 15),
            ("board_on",),
        ),
        Step(
            "next-plan",
            _("next plan drafted from findings, checklists and offers"),
            "{steering_group}",
            on_day(12, 20),
            ("board_on",),
        ),
    ),
    Review.Rhythm.AUTUMN: (
        *ALWAYS,
        first_findings(14),
        Step("published", _("report published, copies sent to all {signatories}"), "{officer}", from_week(94), after=("board_on",)),
        Step("next-plan", _("next plan drafted from findings, checklists and offers"), "{steering_group}", from_week(101), after=("board_on",)),
        Step("plan", _("next plan adopted"), "{steering_group}", end_of(14), after=("next-plan",)),
        plan_year(1),
    ),
}


def plans_begin_in(compact: Compact) -> int:
    """The month in which its newest plan begins; April where it has none."""
    months = compact.plans.filter(kind=Plan.Kind.ACTIONS).order_by("-starts_on").values_list("starts_on__month", flat=True)
    return months.first() or APRIL


def days_from(rhythm: str, week: datetime.date, plans: int = APRIL, survey_days: int = 0) -> list[tuple[Step, datetime.date]]:
    """In order of date; none for dates of one's own. `plans` is the month in which they begin.

    Where the week is so early or late in the year that a day of the calendar would come on the wrong side of what it depends on, it comes
    on the same day as that. A step stands in STEPS after those that it comes after.
    """
    days = dates_from(rhythm, week, survey_days)
    steps = STEPS.get(rhythm, ())
    for step in steps:
        first, last = [days[name] for name in step.after], [days[name] for name in step.before if name in days]
        days[step.key] = max([min([step.when(week.year, week, plans), *last]), *first])
    return sorted(((step, days[step.key]) for step in steps), key=lambda row: row[1])
