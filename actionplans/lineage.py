"""The earlier lives of actions that were carried forward: in which plan, by when it was then to be done, and what was said."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import Action, Carry, DateChange

# From the second on: what is in its first year is new.
YEARS = [
    gettext_lazy("second year"),
    gettext_lazy("third year"),
    gettext_lazy("fourth year"),
    gettext_lazy("fifth year"),
    gettext_lazy("sixth year"),
    gettext_lazy("seventh year"),
    gettext_lazy("eighth year"),
    gettext_lazy("ninth year"),
    gettext_lazy("tenth year"),
]


@dataclass
class EarlierLife:
    """One earlier action behind an action of today. `reason` was given when it was carried on; `dates` are its accepted new dates."""

    action: Action
    kind: str
    reason: str
    dates: list[DateChange] = field(default_factory=list)


def year_in_words(action: Action, plan) -> str:
    """ "third year"; "" in the first."""
    year = action.year_of_trying(plan)
    return "" if year < 2 else str(YEARS[year - 2]) if year < len(YEARS) + 2 else _("%(year)sth year") % {"year": year}


def earlier_lives(action: Action) -> list[EarlierLife]:
    """The oldest first. Two queries for each plan that it went through."""
    lives, look_at = [], [action.pk]
    while look_at:
        carries = (
            Carry.objects.filter(into__in=look_at)
            .select_related("action__target__plan__compact")
            .prefetch_related("action__date_changes")
            .order_by("-action__target__plan__starts_on", "pk")
        )
        found = [
            EarlierLife(carry.action, carry.kind, carry.reason, [c for c in carry.action.date_changes.all() if c.state == DateChange.State.ACCEPTED])
            for carry in carries
        ]
        lives += found
        look_at = [life.action.pk for life in found]
    return lives[::-1]
