"""Word documents with headings, paragraphs and tables, in landscape: headings are Word's own, so that readers can jump between them."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WIDTH, HEIGHT, MARGIN = 297, 210, 18  # A4 in landscape, millimetres


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


def to_docx(title: str, blocks: Iterable[Heading | Paragraph | Table]) -> bytes:
    """A document whose title is the first line; `blocks` follow in order."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm

    document = docx.Document()
    document.core_properties.title, document.core_properties.author, document.core_properties.language = title, "", "en-GB"
    document.core_properties.comments = ""
    language = document.styles.element.find(f".//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), "en-GB")
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(WIDTH), Mm(HEIGHT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    document.add_heading(title, 0)
    for block in blocks:
        if isinstance(block, Heading):
            document.add_heading(block.text, block.level)
        elif isinstance(block, Paragraph):
            document.add_paragraph(block.text, style=block.style or None)
        else:
            add_table(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def add_table(document, block: Table) -> None:
    """Built as XML row by row: python-docx counts all cells again for each one it is asked for."""
    from copy import deepcopy

    from docx.oxml import OxmlElement
    from docx.shared import Mm

    table = document.add_table(rows=2, cols=len(block.header), style="Table Grid")
    table.autofit = False
    shares = block.shares or [1] * len(block.header)
    for row in table.rows:
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = Mm((WIDTH - 2 * MARGIN) * share / sum(shares))
    first, pattern = table._tbl.tr_lst
    for mark in ("w:tblHeader", "w:cantSplit"):
        first.get_or_add_trPr().append(OxmlElement(mark))
    pattern.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text in zip(table.rows[0].cells, block.header, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for cells in block.rows:
        row = deepcopy(pattern)
        for cell, paragraphs in zip(row.tc_lst, cells, strict=True):
            empty = cell.p_lst[0]
            for text in paragraphs or [""]:
                paragraph = deepcopy(empty)
                if text:
                    paragraph.add_r().text = text
                cell.append(paragraph)
            cell.remove(empty)
        table._tbl.append(row)
    table._tbl.remove(pattern)
    document.add_paragraph()
