"""Blocks of the editors' own words."""

from reviews.models import Block
from reviews.report.blocks import NOTHING, Section
from reviews.report.source import Source
from reviews.report.year import Year


def build(year: Year, block: Block) -> Section | None:
    return Section(f"part-{block.pk or block.position}", block.heading, NOTHING, None) if block.text.strip() else None


WORDS = Source("text", "Words of your own", "You write it; nothing is drawn from the records.", build, own_words=True)


def not_in_the_report(year: Year, block: Block) -> None:
    return None


SUMMARY = Source(
    "summary", "Opening of the four-page summary", "You write it; the rest of the summary is drawn from the same records as the report.",
    not_in_the_report, elsewhere="the summary for the board",
)  # fmt: skip
EASY_READ = Source(
    "easy_read", "The year in plain words, on one page",
    "You write it, in short sentences. Left empty, a starting text is used, with the year’s figures.",
    not_in_the_report, elsewhere="the page in plain words",
)  # fmt: skip
