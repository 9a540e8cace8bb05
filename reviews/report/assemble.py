"""One report out of everything that the portal knows about a year. A fixed number of queries, whatever the report's length."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.dateformat import format as day
from django.utils.translation import gettext as _

from compact_portal.documents.markdown import to_html
from reviews.models import Block, Review
from reviews.report.blocks import NOTHING, Report, Section
from reviews.report.easy_read import easy_read
from reviews.report.outlines import blocks_of
from reviews.report.printed import Printed, printed
from reviews.report.source import Source
from reviews.report.sources import SOURCES, kinds_printed
from reviews.report.summary import summary
from reviews.report.year import Year


def all_forms(review: Review, on: date) -> dict[str, Printed]:
    """The report, its summary and the page in plain words, drawn from the same records on the same day."""
    year = Year(review, on)
    own = {block.kind: block.text for block in blocks_of(review) if not block.hidden}
    report = printed(assemble(review, on))
    said = {"summary": summary(year, own.get("summary", "")), "easy_read": easy_read(year, own.get("easy_read", ""))}
    return {"report": report} | {name: replace(form, dated=report.dated) for name, form in said.items()}


@dataclass(frozen=True)
class Drawn:
    """A block with what it prints: `section` is None while it has nothing to say. A block whose source is gone has none."""

    block: Block
    source: Source | None
    section: Section | None


def assemble(review: Review, on: date, *, draft: bool = True) -> Report:
    """The report of `review` as the data stand on the day `on`. Blocks that have nothing to say are left out."""
    year = Year(review, on)
    printed = draw(year, [block for block in blocks_of(review) if not block.hidden])
    compact = review.compact
    dated = _("Draft of %(day)s") if draft else _("Published on %(day)s")
    return Report(
        title=_("%(agreement)s annual review report %(review)s") % {"agreement": compact.name, "review": review.label},
        agreement=compact.name,
        edition=year.agreed.edition.label if year.agreed else "",
        dated=dated % {"day": day(on, "j F Y")},
        draft=draft,
        sections=[drawn.section for drawn in printed if drawn.section],
    )


def draw(year: Year, blocks: list[Block]) -> list[Drawn]:
    """Each block with its section, the appendices last and numbered without a gap (domain.md Q23)."""
    known = [(block, SOURCES.get(block.kind)) for block in blocks]
    year.kinds = kinds_printed(block.kind for block, _ in known)
    appendices = [drawn(year, block, source) for block, source in known if source and source.appendix]
    numbered = number(appendices)
    year.members_in = next((one.section.title.split(":")[0] for one in numbered if one.section and one.block.kind == "seats"), "")
    return [drawn(year, block, source) for block, source in known if not (source and source.appendix)] + numbered


def drawn(year: Year, block: Block, source: Source | None) -> Drawn:
    if source is None or source.elsewhere:
        return Drawn(block, source, None)
    section, words = source.build(year, block), to_html(block.text)
    if section is None and words:
        section = Section(block.kind.replace("_", "-"), str(source.label), NOTHING, None)
    if section is not None:
        section = replace(section, title=block.heading or section.title, words=words)
    return Drawn(block, source, section)


def number(appendices: list[Drawn]) -> list[Drawn]:
    numbers = iter(range(1, len(appendices) + 1))
    called = lambda: _("Appendix %(number)s") % {"number": next(numbers)}  # noqa: E731
    return [replace(one, section=replace(one.section, title=f"{called()}: {one.section.title}")) if one.section else one for one in appendices]
