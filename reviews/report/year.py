"""What a report is drawn from: one review with everything that several of its blocks need, each thing asked for once."""

from datetime import date
from functools import cached_property

from django.core.exceptions import ObjectDoesNotExist

from reviews.models import Review, Survey
from reviews.report.agreement import signatories_of
from reviews.report.blocks import SectorList
from signatories.reports import Background, background


class Year:
    """Everything is as the data stand on the day `on`. Who had signed, who served as a Champion and who sat in the steering
    group is told of the day `then`: the last day of what is reviewed.
    """

    def __init__(self, review: Review, on: date):
        self.review, self.compact, self.on = review, review.compact, on
        self.kinds: set[str] = set()  # of the blocks that are printed
        self.members_in = ""  # the appendix that lists the steering group, or nothing

    @cached_property
    def agreed(self) -> Background | None:
        return background(self.compact)

    @cached_property
    def survey(self) -> Survey | None:
        return Survey.objects.filter(review=self.review).select_related("release", "compact").prefetch_related("documents").first()

    @cached_property
    def figures(self) -> dict | None:
        """Of the survey's release; nothing is ever worked out from answers."""
        try:
            return self.survey.release.figures if self.survey else None
        except ObjectDoesNotExist:
            return None

    @cached_property
    def then(self) -> date:
        """The survey's last day, or the end of the plan where there is no survey; never later than `on`."""
        last = self.survey.closes_on if self.survey else self.review.plan.ends_on if self.review.plan else self.on
        return min(last, self.on)

    @property
    def period(self) -> tuple[date, date]:
        """The first and the last day of what is reviewed: the plan's, or those of the calendar year."""
        plan = self.review.plan
        return (plan.starts_on, plan.ends_on) if plan else (date(self.review.year, 1, 1), date(self.review.year, 12, 31))

    @cached_property
    def signatories(self) -> list[SectorList]:
        return signatories_of(self.compact, self.then)

    @cached_property
    def earlier(self) -> Review | None:
        """The review before this one."""
        reviews = Review.objects.filter(compact=self.compact, year__lt=self.review.year)
        return reviews.select_related("plan", "published_report").order_by("-year").first()
