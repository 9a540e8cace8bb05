"""Preparing a review and its report: what an officer sets up, and the words that the steering group prints.

The survey itself is made by designing.py. Each verb refuses with PermissionDenied who is no officer of the Compact.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

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


@dataclass(frozen=True)
class Told:
    """A highlight as the editor's page gives it back; `pk` is None for a new one."""

    pk: int | None
    text: str
    consent: str = Highlight.Consent.NOT_ASKED


@transaction.atomic
def edit_report(*, review: Review, opening: str, process_notes: str, highlights: list[Told], by) -> Review:
    """Set what people write for the report. `highlights` are all of them, in the order in which they are printed.

    One whose words were changed is no longer the text that was passed by two, so it needs a consent of its own.
    Raises ValidationError once the report is published.
    """
    officer_only(by, review.compact)
    review = unpublished(review)
    review.opening, review.process_notes = opening, process_notes
    review.save(update_fields=["opening", "process_notes"])
    there = {highlight.pk: highlight for highlight in review.highlights.all()}
    for pk in there.keys() - {told.pk for told in highlights}:
        there.pop(pk).delete()
    free = max((highlight.number for highlight in there.values()), default=0) + len(highlights)
    for number, told in enumerate(highlights, 1):
        highlight = there.get(told.pk)
        if highlight is None:
            highlight = Highlight(review=review)
        elif (highlight.number, highlight.text, highlight.consent) == (number, told.text, told.consent):
            continue
        else:
            at_its_place = next((one for one in there.values() if one.number == number and one.pk != highlight.pk), None)
            if at_its_place:  # a number stands once
                free += 1
                at_its_place.number = free
                at_its_place.save(update_fields=["number"])
        if highlight.text != told.text:
            highlight.passage = None
        highlight.number, highlight.text, highlight.consent = number, told.text, told.consent
        highlight.save()
    record("report.edited", review, by=by, highlights=len(highlights))
    return review


def unpublished(review: Review) -> Review:
    """The row, locked against its publication. Raises ValidationError when that has happened."""
    review = Review.objects.select_for_update(of=["self"]).select_related("compact__area").get(pk=review.pk)
    if PublishedReport.objects.filter(review=review).exists():
        raise ValidationError("This report has been published. A published report does not change.")
    return review


def checked(review: Review) -> None:
    """Raises ValidationError, in words for the page."""
    check_dates(review, None)
    if Review.objects.filter(compact=review.compact, year=review.year).exclude(pk=review.pk).exists():
        raise ValidationError(f"There is a review of {review.year} already.")
