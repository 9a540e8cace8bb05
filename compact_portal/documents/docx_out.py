"""Word documents with headings, paragraphs and tables: headings are Word's own, so that readers can jump between them."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from compact_portal.documents.docx_begin import begin
from compact_portal.documents.docx_lists import NOT_XML
from compact_portal.documents.docx_tables import breadth, fit_widths, keep_together, never_split

BULLETS = "List Bullet"  # Word's own name of a style
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass
class Heading:
    text: str
    level: int = 1


@dataclass
class Paragraph:
    text: str
    style: str = ""


@dataclass
class Table:
    """`header` is repeated on each page; a cell is a list of paragraphs. `shares` are the columns' parts of the width."""

    header: Sequence[str]
    rows: Iterable[Sequence[list[str]]]
    shares: Sequence[float] = field(default_factory=list)


def to_docx(title: str, blocks: Iterable[Heading | Paragraph | Table], *, wide: bool = True, language: str = "") -> bytes:
    """A document whose title is the first line; `blocks` follow in order. Tables want it `wide`, in landscape. `language`: see `begin`."""
    document, blocks = begin(title, wide=wide, language=language), list(blocks)
    for block, following in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Heading):
            document.add_heading(clean(block.text), block.level)
        elif isinstance(block, Paragraph):
            paragraph = document.add_paragraph(clean(block.text), style=block.style or None)
            paragraph.paragraph_format.keep_with_next = isinstance(following, Table) or None
        else:
            add_table(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def clean(text: str) -> str:
    return NOT_XML.sub("", text)


def add_table(document, block: Table) -> None:
    """Built as XML row by row: python-docx counts all cells again for each one it is asked for."""
    from copy import deepcopy

    table = document.add_table(rows=2, cols=len(block.header), style="Table Grid")
    fit_widths(table, block.shares or [1] * len(block.header), breadth(document))
    first, pattern = table._tbl.tr_lst
    never_split(first, head=True)
    never_split(pattern)
    for cell, text in zip(table.rows[0].cells, block.header, strict=True):
        cell.paragraphs[0].add_run(clean(text)).bold = True
    for cells in block.rows:
        row = deepcopy(pattern)
        for cell, paragraphs in zip(row.tc_lst, cells, strict=True):
            empty = cell.p_lst[0]
            for text in paragraphs or [""]:
                paragraph = deepcopy(empty)
                if text:
                    paragraph.add_r().text = clean(text)
                cell.append(paragraph)
            cell.remove(empty)
        table._tbl.append(row)
    table._tbl.remove(pattern)
    keep_together(table)
    document.add_paragraph()
