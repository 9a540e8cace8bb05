"""One printed paper out of its rows and the agreement's records. A fixed number of queries, whatever its length."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from compact_portal.days import in_words
from compact_portal.documents.outline import Run
from compact_portal.text import paragraphs
from reviews.board.lists import joined
from reviews.board.live import Records
from reviews.board.numbering import numbered, resolved, starts_at
from reviews.board.printed import Block, PaperTable, PrintedPaper
from reviews.models import Attachment, BackgroundPaper, Consulted, Paper, PaperPart, Recommendation


@dataclass(frozen=True)
class Rows:
    """All rows of one paper, in order."""

    parts: list[PaperPart]
    recommendations: list[Recommendation]
    background: list[BackgroundPaper]
    consulted: list[Consulted]
    attachments: list[Attachment]


def rows_of(paper: Paper) -> Rows:
    """Five queries."""
    kinds = (paper.parts, paper.recommendations, paper.background, paper.consulted, paper.attachments)
    return Rows(*(list(rows.all()) for rows in kinds))


def assemble(paper: Paper, rows: Rows | None = None) -> PrintedPaper:
    rows = rows or rows_of(paper)
    asked, blocks = asked_of(paper, rows), blocks_of(paper, rows)
    names = {block.anchor.removeprefix("p-"): block.number for block in [*asked, *blocks] if block.anchor}
    return PrintedPaper(
        title=paper.title,
        agreement=paper.compact.name,
        language=paper.compact.language,
        header=header_of(paper),
        recommendation_heading=paper.recommendation_heading,
        stem=paper.stem,
        recommendations=[pointed(block, names) for block in asked],
        blocks=[pointed(block, names) for block in blocks],
        tables=[*(tables_of(paper, rows) if paper.council_tables else []), *attached(rows)],
        draft=not paper.is_issued,
        by_section=paper.numbering == Paper.Numbering.SECTIONS,
    )


def numbers_of(paper: Paper, rows: Rows) -> dict[str, str]:
    """{name: number} of what can be pointed to; "" for what has no number."""
    found = [*asked_of(paper, rows), *blocks_of(paper, rows)]
    return {block.anchor.removeprefix("p-"): block.number for block in found if block.anchor}


def asked_of(paper: Paper, rows: Rows) -> list[Block]:
    """The recommendations, numbered from 1. After a stem they are one sentence, as its list."""
    texts = joined([one.text for one in rows.recommendations]) if paper.stem.strip() else [one.text for one in rows.recommendations]
    return [
        Block([Run(text)], number=str(number), anchor=anchor(one.tag))
        for number, (one, text) in enumerate(zip(rows.recommendations, texts, strict=True), 1)
    ]


def blocks_of(paper: Paper, rows: Rows) -> list[Block]:
    return list(numbered(drawn(paper, rows), starts_at(paper, len(rows.recommendations))))


def drawn(paper: Paper, rows: Rows) -> Iterator[tuple[PaperPart, Block]]:
    """Each part with what is printed of it; a part that draws from the records may give several blocks, or none."""
    records = None
    for part in rows.parts:
        if part.is_heading:
            yield part, Block([Run(part.text)], level=2 if part.kind == PaperPart.Kind.SECTION else 3, anchor=anchor(part.tag))
        elif part.kind == PaperPart.Kind.PARAGRAPH:
            first, *rest = paragraphs(part.text) or [part.text]
            listed = listing(part.items, part.marks)
            yield part, Block([Run(first)], anchor=anchor(part.tag), items=[] if rest else listed, marks=part.marks, after=after(part, rest))
            for place, text in enumerate(rest, 1):
                last = place == len(rest)
                yield unnumbered(part), Block([Run(text)], items=listed if last else [], marks=part.marks, after=after(part, []) if last else [])
        else:
            records = records or Records(paper, rows.consulted)
            for place, words in enumerate(records.draw(part.live)):
                items = listing(words.items, part.marks)
                where = anchor(part.tag) if place == 0 else ""
                yield part, Block([Run(words.text)], level=3 if words.heading else 0, anchor=where, items=items, marks=part.marks)


def after(part: PaperPart, rest: list[str]) -> list[Run]:
    return [Run(part.after)] if part.after and not rest else []


def unnumbered(part: PaperPart) -> PaperPart:
    return PaperPart(kind=part.kind, numbered=False)


def listing(items: list[str], marks: str) -> list[list[Run]]:
    """Lettered items are one sentence; numbers and bullets stand as they were typed."""
    return [[Run(item)] for item in (joined(items) if marks == PaperPart.Marks.LETTERS else items)]


def pointed(block: Block, names: dict[str, str]) -> Block:
    return replace(
        block,
        runs=resolved(block.text, names),
        items=[resolved(item[0].text, names) for item in block.items],
        after=resolved(block.after[0].text, names) if block.after else [],
    )


def anchor(tag: str) -> str:
    return f"p-{tag}" if tag else ""


def header_of(paper: Paper) -> list[tuple[str, str]]:
    """(words, fact) in the order of the layout, without those that say nothing."""
    facts = {"meeting_on": in_words(paper.meeting_on) if paper.meeting_on else ""}
    lines = [(words, facts[key] if key in facts else getattr(paper, key)) for key, words in paper.header]
    return [(words, fact) for words, fact in lines if fact]


def tables_of(paper: Paper, rows: Rows) -> list[PaperTable]:
    """What a council's paper ends with; a table without rows is left out."""
    trail = [
        [_("Lead officer"), paper.lead_officer],
        [_("Report author"), ", ".join(part for part in (paper.author_name, paper.author_post, paper.author_employer) if part)],
        [_("Version"), paper.version],
        [_("Dated"), in_words(paper.dated_on) if paper.dated_on else ""],
        [_("Key decision"), "" if paper.key_decision is None else yes(paper.key_decision)],
    ]
    asked = [[one.title, yes(one.sought), yes(one.included)] for one in rows.consulted]
    if paper.sent_on:
        sent = _("Date final report sent to %(whom)s") % {"whom": paper.sent_to} if paper.sent_to else _("Date final report sent")
        asked.append([sent, in_words(paper.sent_on), ""])
    background = [[one.title, one.held_at, one.contact] for one in rows.background]
    tables = [
        PaperTable(_("Background papers"), [_("Background paper"), _("Held at"), _("Contact")], background),
        PaperTable(_("Audit trail"), [], [row for row in trail if row[1]]),
        PaperTable(_("Consultation with other officers"), [_("Officer"), _("Comments sought"), _("Comments included")], asked),
    ]
    return [table for table in tables if table.rows]


def attached(rows: Rows) -> list[PaperTable]:
    listed = [[_("Appendix %(number)s") % {"number": one.number}, one.title] for one in rows.attachments]
    return [PaperTable(_("Attachments"), [_("Appendix"), _("What it is")], listed)] if listed else []


def yes(is_so: bool) -> str:
    return _("Yes") if is_so else _("No")
