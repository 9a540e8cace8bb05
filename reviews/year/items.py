"""A year as one line: the dates of the review and its survey, which move with these, and the milestones beside them."""

import datetime
from dataclasses import dataclass

from django.db.models import Case, F, Prefetch, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compact_portal.working_days import after, is_working_day
from reviews.models import Decision, Milestone, Proposal, Review, Survey
from reviews.rhythm import OF_REVIEW, OF_SURVEY, WORDS, dates_of
from reviews.year.known import knowing, page_of_step

SOON = 10  # working days before a day from which it is marked (domain.md C6.5)
FUTURE = 10_000  # sorts years to come after all that have begun
STATES = {"done": _("done"), "late": _("late"), "soon": _("soon"), "coming": _("to come")}


@dataclass(frozen=True)
class Item:
    """`name` is that of a date (reviews/rhythm.py) or the key of a milestone. `page` is where it is done, empty where it is nowhere."""

    name: str
    what: str
    owner: str
    day: datetime.date
    done: bool
    page: str = ""
    milestone: Milestone | None = None

    def state(self, on: datetime.date) -> str:
        if self.done:
            return "done"
        if self.day < on:
            return "late"
        return "soon" if self.day <= after(on, SOON, working=True) else "coming"

    @property
    def is_said_by_hand(self) -> bool:
        """Whether people say that it is done, because the portal knows nothing of it."""
        return self.milestone is not None and self.milestone.known is None

    @property
    def is_free_day(self) -> bool:
        """A weekend or a bank holiday: kept, but marked."""
        return not is_working_day(self.day)


def review_of_year(compact, on: datetime.date, *, year: int | None = None) -> Review | None:
    """That of `year`, or of the year in which `on` is, or the nearest: the last one before it, else the first one after it.

    With what tells how far it has come on the day `on`. Four queries, however long its year.
    """
    reviews = Review.objects.filter(compact=compact).select_related("survey", "published_report")
    reviews = reviews.prefetch_related(
        Prefetch("milestones", knowing(Milestone.objects.all(), on)),
        Prefetch("proposals", Proposal.objects.defer("content").prefetch_related("approvals")),
    )
    nearest = reviews.order_by(Case(When(year__lte=on.year, then=on.year - F("year")), default=FUTURE + F("year")))
    review = reviews.filter(year=year).first() if year else nearest.first()
    if review:
        review.compact = compact
    return review


def items_of(review: Review, on: datetime.date) -> list[Item]:
    """Of a review from `review_of_year`, in order of date. One query."""
    survey = getattr(review, "survey", None)
    found = [
        Item(name, words_for(name, review), owner_of(name, review), day, is_done(name, day, review, survey, on), page_of(name, review, survey))
        for name, day in dates_of(review, survey).items()
        if day
    ]
    found += [
        Item(one.key, one.name, one.owner, one.on, one.done_on is not None if one.known is None else one.known, page_of_step(one.key, review), one)
        for one in review.milestones.all()
    ]
    return sorted(found, key=lambda item: (item.day, item.name not in WORDS))


def words_for(name: str, review: Review) -> str:
    terms = review.compact.terms
    return {
        "started_on": _("The review begins"),
        "opens_on": _("The survey opens"),
        "due_on": _("Answers asked for by this day"),
        "closes_on": _("Last day of the survey"),
        "interim_on": _("First findings to the %(board)s") % {"board": terms.board},
        "report_due_on": _("The written report"),
        "week_on": _("Week of the %(agreement)s") % {"agreement": terms.agreement},
        "board_on": _("The final report to the %(board)s") % {"board": terms.board},
    }[name]


def owner_of(name: str, review: Review) -> str:
    return {"interim_on": _("author"), "report_due_on": _("authors"), "board_on": _("chair")}.get(name, review.compact.terms.steering_group)


def is_done(name: str, day: datetime.date, review: Review, survey: Survey | None, on: datetime.date) -> bool:
    """What the portal knows by itself. A day on which nothing is to be recorded is done once it has come."""
    match name:
        case "opens_on":
            return survey.status != Survey.Status.DRAFT
        case "closes_on":
            return survey.is_over
        case "report_due_on":
            # Not while the survey is open, and only by the word of both sectors (domain.md C6.5): a proposal needs a released survey.
            return hasattr(review, "published_report") or any(not proposal.missing for proposal in review.proposals.all())
        case "board_on":
            return Decision.objects.filter(recommendation__paper__review=review).exists()
    return day <= on


def page_of(name: str, review: Review, survey: Survey | None) -> str:
    place = [review.compact.slug, review.year]
    if name in OF_SURVEY:
        return reverse("reviews:manage", args=place)
    return {"report_due_on": reverse("reviews:report", args=place), "board_on": reverse("reviews:papers", args=place[:1])}.get(name, "")


def is_date(name: str) -> bool:
    """Of the review or its survey, and no milestone of its own."""
    return name in OF_REVIEW or name in OF_SURVEY
