"""What the board and the yearly event give to the report."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

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
        words = [Listing(gettext("What people wrote:"), [f"“{text}”" for text in told.words])] if told.words else []
        parts.append(Subsection("", [told.opening, *told.figures], words))
    return Section("event", gettext("What the event said"), TEXT, parts) if parts else None


def decisions(year: Year, block: Block) -> Section | None:
    """What the board said to the papers about this review; those for the board alone stay out."""
    said = Decision.objects.filter(recommendation__paper__review=year.review, recommendation__paper__closed=False, decided_on__lte=year.on)
    items = []
    for decision in said.select_related("recommendation__paper").order_by("decided_on", "recommendation__number"):
        told = {
            "asked": decision.recommendation.text.rstrip("."),
            "outcome": decision.get_outcome_display(),
            "day": in_words(decision.decided_on),
            "minute": decision.minute,
        }
        if decision.minute:
            line = gettext("%(asked)s: %(outcome)s on %(day)s, minute %(minute)s.") % told
        else:
            line = gettext("%(asked)s: %(outcome)s on %(day)s.") % told
        items.append(f"{line} {decision.words}" if decision.words else line)
    listing = Listing(gettext("The board was asked to:"), items)
    return Section("board", gettext("What the board decided"), TEXT, [Subsection("", [], [listing])]) if items else None


def events_page(year: Year) -> str:
    return reverse("reviews:events", args=[year.compact.slug])


def board_page(year: Year) -> str:
    return reverse("reviews:board", args=[year.compact.slug])


def passed(year: Year) -> Consent:
    return Consent(True, gettext("Nobody is named; figures are released by the rules of the survey, and two people passed each text."))


EVENT = Source("event", _("What the event said"), _("From the event’s feedback, once it has closed."), event, events_page, passed)
BOARD = Source("board", _("What the board decided"), _("From the decisions on papers about this review."), decisions, board_page)
