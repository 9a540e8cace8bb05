"""Blocks of the editors' own words."""

from reviews.models import Block
from reviews.report.blocks import NOTHING, Section
from reviews.report.source import Source
from reviews.report.year import Year


def build(year: Year, block: Block) -> Section | None:
    return Section(f"part-{block.pk or block.position}", block.heading, NOTHING, None) if block.text.strip() else None


WORDS = Source("text", "Words of your own", "You write it; nothing is drawn from the records.", build, own_words=True)
