"""How a view gets a report: everybody reads a published one, the steering group also the draft; for others there is no such page."""

from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from reviews.models import Correction, PublishedReport, Review
from signatories.models import Compact

READ = ("compact__area", "plan__strategy", "plan__compact", "next_plan__compact", "published_report")

LAST = Correction.objects.filter(report=OuterRef("pk")).order_by("-version").values("version")[:1]
ON_ITS_PAGE = PublishedReport.objects.select_related("review__compact__area").annotate(last=Subquery(LAST))


def published_for_page(compact: str, year: int) -> PublishedReport | None:
    """With all that its page says besides its words, and `last`, the version of its last correction: one query."""
    return next(iter(ON_ITS_PAGE.filter(review__compact__slug=compact, review__year=year)), None)


def readable(person, compact: str, year: int) -> tuple[Review, PublishedReport | None]:
    """The review and its published report; 404 for somebody who may not see a draft."""
    review = get_object_or_404(Review.objects.select_related(*READ), compact__slug=compact, year=year)
    published = getattr(review, "published_report", None)
    if not published and not steers(person, review.compact):
        raise Http404
    return review, published


def steers(person, compact: Compact) -> bool:
    return person.is_authenticated and Compact.objects.steered_by(person).filter(pk=compact.pk).exists()
