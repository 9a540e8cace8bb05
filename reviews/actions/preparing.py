"""Preparing a review and its report: what an officer sets up, and the words that the steering group prints.

The survey itself is made by designing.py. Each verb refuses with PermissionDenied who is no officer of the Compact.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.audit.recording import record
from reviews.facts import starting_facts
from reviews.models import Fact, Highlight, PublishedReport, Review
from reviews.rhythm import check_dates
from signatories.models import Compact
from signatories.roles import officer_only

FIELDS = ("label", "plan", "next_plan")
DATES = ("rhythm", "week_on", "started_on", "interim_on", "report_due_on", "board_on")


@transaction.atomic
def create_review(*, compact: Compact, year: int, by, **fields) -> Review:
    """Begin the review of `year`; `fields` are some of FIELDS and DATES. Raises ValidationError when there is one, or days are out of order."""
    officer_only(by, compact)
    review = Review(compact=compact, year=year, **fields)
    checked(review)
    review.save()
    Fact.objects.bulk_create(Fact(review=review, number=n, **item) for n, item in enumerate(starting_facts(), 1))
    record("review.created", review, by=by)
    return review


@transaction.atomic
def change_review(*, review: Review, by, **fields) -> Review:
    """Change its label or plans. Raises ValidationError once the report is published. Its days have a verb of their own (dates.py)."""
    officer_only(by, review.compact)
    review = unpublished(review)
    for name in FIELDS:
        setattr(review, name, fields.get(name, getattr(review, name)))
    checked(review)
    review.save(update_fields=FIELDS)
    record("review.changed", review, by=by)
    return review


@transaction.atomic
def edit_report(
    *, review: Review, opening: str, process_notes: str, highlights: list[str], by, origins: dict[str, int | None] | None = None,
    consents: dict[str, str] | None = None,
) -> Review:  # fmt: skip
    """Set what people write for the report. `highlights` are all of them, in the order in which they are printed; `origins` says of
    those that were taken from the survey, by their text, which passage; `consents`, by the text as well, whether those concerned agreed.

    One whose words were changed is no longer the text that was passed by two, so it needs a consent of its own.
    Raises ValidationError once the report is published.
    """
    officer_only(by, review.compact)
    review = unpublished(review)
    review.opening, review.process_notes = opening, process_notes
    review.save(update_fields=["opening", "process_notes"])
    there, origins, consents = list(review.highlights.order_by("number")), origins or {}, consents or {}
    review.highlights.exclude(passage=None).update(passage=None)  # each passage stands once, while they change places
    for highlight in there:
        highlight.passage_id = None
    for number, (highlight, text) in enumerate(zip(there, highlights, strict=False), 1):
        said = (number, text, origins.get(text), consents.get(text, Highlight.Consent.NOT_ASKED))
        if (highlight.number, highlight.text, highlight.passage_id, highlight.consent) != said:
            highlight.number, highlight.text, highlight.passage_id, highlight.consent = said
            highlight.save(update_fields=["number", "text", "passage", "consent"])
    for highlight in there[len(highlights) :]:
        highlight.delete()
    for number, text in enumerate(highlights[len(there) :], len(there) + 1):
        Highlight.objects.create(review=review, number=number, text=text, consent=consents.get(text, Highlight.Consent.NOT_ASKED))
    record("report.edited", review, by=by, highlights=len(highlights))
    return review


def unpublished(review: Review) -> Review:
    """The row, locked against its publication. Raises ValidationError when that has happened."""
    review = Review.objects.select_for_update(of=["self"]).select_related("compact__area").get(pk=review.pk)
    if PublishedReport.objects.filter(review=review).exists():
        raise ValidationError(_("This report has been published. A published report does not change."))
    return review


def checked(review: Review) -> None:
    """Raises ValidationError, in words for the page."""
    check_dates(review, None)
    if Review.objects.filter(compact=review.compact, year=review.year).exclude(pk=review.pk).exists():
        raise ValidationError(_("There is a review of %(year)s already.") % {"year": review.year})
