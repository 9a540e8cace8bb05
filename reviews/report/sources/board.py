"""What the board and the yearly event give to the report."""

from django.urls import reverse

from compact_portal.days import in_words
from reviews.events.reports import events_of
from reviews.models import Block, Decision
from reviews.report.blocks import TEXT, Listing, Section, Subsection
from reviews.report.source import Consent, Source
from reviews.report.year import Year


def event(year: Year, block: Block) -> Section | None:
    """Its theme, its released figures, and the words that two people passed."""
    parts = []
    for told in events_of(year.review, on=year.on):
        words = [Listing("What people wrote:", [f"“{text}”" for text in told.words])] if told.words else []
        parts.append(Subsection("", [told.opening, *told.figures], words))
    return Section("event", "What the event said", TEXT, parts) if parts else None


def decisions(year: Year, block: Block) -> Section | None:
    """What the board said to the papers about this review; those for the board alone stay out."""
    said = Decision.objects.filter(recommendation__paper__review=year.review, recommendation__paper__closed=False, decided_on__lte=year.on)
    items = []
    for decision in said.select_related("recommendation__paper").order_by("decided_on", "recommendation__number"):
        minute = f", minute {decision.minute}" if decision.minute else ""
        words = f" {decision.words}" if decision.words else ""
        items.append(
            f"{decision.recommendation.text.rstrip('.')}: {decision.get_outcome_display()} on {in_words(decision.decided_on)}{minute}.{words}"
        )
    return Section("board", "What the board decided", TEXT, [Subsection("", [], [Listing("The board was asked to:", items)])]) if items else None


def events_page(year: Year) -> str:
    return reverse("reviews:events", args=[year.compact.slug])


def board_page(year: Year) -> str:
    return reverse("reviews:board", args=[year.compact.slug])


def passed(year: Year) -> Consent:
    return Consent(True, "Nobody is named; figures are released by the rules of the survey, and two people passed each text.")


EVENT = Source("event", "What the event said", "From the event’s feedback, once it has closed.", event, events_page, passed)
BOARD = Source("board", "What the board decided", "From the decisions on papers about this review.", decisions, board_page)
