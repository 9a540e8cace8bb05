"""Words looked for in everything that was published. What PostgreSQL marks in a text is made safe before it reaches a page."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import F
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from reviews.models import PublishedText
from signatories.models import Compact

# Characters that no text holds: they come from Unicode's private use area.
BEGINS, ENDS = "\ue000", "\ue001"


@dataclass(frozen=True)
class Hit:
    title: str
    year: int
    heading: str
    address: str
    excerpt: SafeString


def matching(compact: Compact, words: str):
    """Rows that hold `words`, the best first. Quotation marks hold words together, a minus leaves one out."""
    query = SearchQuery(words, config="english", search_type="websearch")
    headline = SearchHeadline("text", query, config="english", start_sel=BEGINS, stop_sel=ENDS, max_words=35, min_words=15)
    found = PublishedText.objects.filter(compact=compact, words=query).defer("words")
    return found.annotate(rank=SearchRank(F("words"), query), excerpt=headline).order_by("-rank", "-year", "pk")


def hit_of(row: PublishedText) -> Hit:
    marked = escape(row.excerpt).replace(BEGINS, "<mark>").replace(ENDS, "</mark>")
    return Hit(row.title, row.year, row.heading, row.address, mark_safe(marked))  # noqa: S308 (escaped on the line before)
