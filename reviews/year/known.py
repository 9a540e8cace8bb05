"""What the portal knows of the steps of a year by itself (domain.md C6.2, "done when"), and the page on which each of them is done.

Where nothing is known of a step, because it is of the group's own making or because the group does it elsewhere, people say that it is
done. Where something is known, that holds, and nobody says otherwise.
"""

import datetime
from dataclasses import dataclass

from django.db.models import BooleanField, Case, OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse

from actionplans.models import Plan, Update
from reviews.models import ChecklistRound, Event, Finding, Proposal, Review
from signatories.models import RefreshRound

QUARTERS = (1, 2, 3, 4)
HALF_A_YEAR = datetime.timedelta(days=182)
COMPACT, YEAR = OuterRef("review__compact"), OuterRef("review__year")
# Of the compact alone, or also of the year, in this order.
PAGES = {
    "seats": "signatories:seats",
    "plan-year": "actionplans:current",
    "refresh": "signatories:refresh_rounds",
    "checklists": "checklists:rounds",
    "invitations": "reviews:events",
    "event": "reviews:events",
    "plan": "actionplans:plans",
    "next-plan": "actionplans:plans",
    **{f"progress-{n}": "actionplans:current" for n in QUARTERS},
}
PAGES_OF_THE_YEAR = {"findings": "reviews:findings", "published": "reviews:report"}


@dataclass(frozen=True)
class Known:
    """Whether the step is done: True, False, or None while nothing is known of it."""

    rows: QuerySet
    done_when: Q

    @property
    def answer(self) -> Subquery:
        said = Case(When(self.done_when, then=True), default=False)
        return Subquery(self.rows.order_by().annotate(said=said).order_by("-said").values("said")[:1])


THERE = Q(pk__isnull=False)
EVENTS = Event.objects.filter(Q(review=OuterRef("review")) | Q(review=None, compact=COMPACT, starts_on__year=YEAR))
# The one that begins nearest to the step: in February that of this year, in December the next one.
PLANS = Plan.objects.filter(
    compact=COMPACT, kind=Plan.Kind.ACTIONS, starts_on__gte=OuterRef("on") - HALF_A_YEAR, starts_on__lte=OuterRef("on") + HALF_A_YEAR
)
KNOWN = {
    "refresh": Known(RefreshRound.objects.filter(compact=COMPACT, year=YEAR), Q(closed_at__isnull=False)),
    "checklists": Known(ChecklistRound.objects.filter(compact=COMPACT, starts_on__year=YEAR), Q(assignments__bodies__isnull=False)),
    "findings": Known(Finding.objects.filter(review=OuterRef("review")), THERE),
    "event": Known(EVENTS, Q(feedback__responses__gt=0) | Q(feedback_closed_on__isnull=False)),
    "published": Known(Proposal.objects.filter(review=OuterRef("review")), Q(review__published_report__isnull=False)),
    "plan": Known(PLANS, ~Q(status=Plan.Status.DRAFT)),
    "next-plan": Known(PLANS, Q(targets__isnull=False)),
}


def knowing(milestones: QuerySet, on: datetime.date) -> QuerySet:
    """Each with `known`, in the same query."""
    notes = Update.objects.filter(action__target__plan__compact=COMPACT, period_starts_on__year=YEAR)
    whens = [
        When(key="plan-year", then=Case(When(on__lte=on, then=True), default=False)),  # a day on which nothing is to be recorded
        *(When(key=key, then=known.answer) for key, known in KNOWN.items()),
        # The notes of a quarter that still runs say nothing of the whole of it.
        *(When(key=f"progress-{n}", on__lte=on, then=Known(notes.filter(period_starts_on__quarter=n), THERE).answer) for n in QUARTERS),
    ]
    return milestones.annotate(known=Case(*whens, default=None, output_field=BooleanField(null=True)))


def undone(milestones: QuerySet, on: datetime.date) -> QuerySet:
    return knowing(milestones, on).filter(Q(known=False) | Q(known__isnull=True, done_on__isnull=True))


def page_of_step(key: str, review: Review) -> str:
    """Empty for a day of the group's own."""
    if key in PAGES:
        return reverse(PAGES[key], args=[review.compact.slug])
    return reverse(PAGES_OF_THE_YEAR[key], args=[review.compact.slug, review.year]) if key in PAGES_OF_THE_YEAR else ""
