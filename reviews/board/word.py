"""A board paper as a Word document: real headings, paragraphs that number themselves, pointers that Word brings up to date by itself."""

import io

from django.utils.translation import gettext as _

from compact_portal.documents.docx_begin import begin
from compact_portal.documents.docx_lists import NOT_XML, new_list, put_in_list
from compact_portal.documents.docx_tables import breadth, fit_widths, keep_together, never_split, shares_by_words
from compact_portal.documents.outline import Run
from reviews.board.printed import Block, PaperTable, PrintedPaper

MARKS = {"letters": ("lowerLetter", "%1"), "numbers": ("decimal", "%1."), "bullets": ("bullet", "•")}
HANGING = 851  # twentieths of a point, 15 mm: room for "12.14"


def to_docx(paper: PrintedPaper) -> bytes:
    document = begin(paper.title, subject=paper.agreement, language=paper.language)
    header(document, paper)
    corrections(document, paper)
    numbers = Numbers(document)
    if paper.recommendations:
        document.add_heading(clean(paper.recommendation_heading), level=1)
        if paper.stem:
            document.add_paragraph(clean(paper.stem))
    for place, block in enumerate([*paper.recommendations, *paper.blocks], 1):
        if block.level:
            document.add_heading(clean(f"{block.number}. {block.text}" if block.number else block.text), level=block.level - 1)
        else:
            body(document, block, numbers, place)
    for found in paper.tables:
        table(document, found)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def clean(text: str) -> str:
    return NOT_XML.sub("", text)


def header(document, paper: PrintedPaper) -> None:
    if paper.draft:
        document.add_paragraph(_("DRAFT, not yet issued"))
    if paper.header:
        rows(document, PaperTable("", [], [list(line) for line in paper.header]))


def corrections(document, paper: PrintedPaper) -> None:
    """What was found wrong since it was issued comes first."""
    if not paper.corrected:
        return
    document.add_heading(_("Corrections"), level=1)
    for place, wrong, right in paper.corrected:
        document.add_paragraph(clean(place)).runs[0].bold = True
        document.add_paragraph(clean(_("In place of: %(wrong)s") % {"wrong": wrong}))
        document.add_paragraph(clean(_("Read: %(right)s") % {"right": right}))


class Numbers:
    """Word's own list for each run of numbers: 2.1, 2.2 … is one list, 3.1 the next; through the paper there is only one."""

    def __init__(self, document):
        self.document, self.stem, self.count, self.list = document, None, 0, 0

    def for_(self, number: str) -> int:
        stem, _, count = number.rpartition(".")
        if stem != self.stem or int(count) != self.count + 1:
            self.list = new_list(self.document, "decimal", f"{stem}.%1" if stem else "%1.", start=int(count), left=HANGING, hanging=HANGING)
        self.stem, self.count = stem, int(count)
        return self.list


def body(document, block: Block, numbers: Numbers, place: int) -> None:
    from docx.shared import Twips

    paragraph = document.add_paragraph()
    if block.anchor:
        bookmark(paragraph, block.anchor, place)
    write(paragraph, block.runs)
    if block.number:
        put_in_list(paragraph, numbers.for_(block.number))
    else:
        paragraph.paragraph_format.left_indent = Twips(HANGING)
    if block.items:
        kind, text = MARKS[block.marks]
        marks = new_list(document, kind, text, left=HANGING + 425)
        for item in block.items:
            write(put_in_list(document.add_paragraph(), marks), item)
    if block.after:
        further = document.add_paragraph()
        further.paragraph_format.left_indent = Twips(HANGING)
        write(further, block.after)


def write(paragraph, runs: list[Run]) -> None:
    for run in runs:
        if run.to:
            reference(paragraph, run)
        else:
            paragraph.add_run(clean(run.text))


def bookmark(paragraph, name: str, number: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(kind)
        mark.set(qn("w:id"), str(number))
        if kind == "w:bookmarkStart":
            mark.set(qn("w:name"), word_name(name))
        paragraph._p.append(mark)


def reference(paragraph, run: Run) -> None:
    """A field that Word fills with the number of the paragraph; until then it shows the number of today."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" REF {word_name(run.to)} \\n \\h ")
    shown = paragraph.add_run(run.text)._r
    field.append(shown)
    paragraph._p.append(field)


def word_name(anchor: str) -> str:
    """Word's names of bookmarks hold no hyphens."""
    return anchor.replace("-", "_")


def table(document, found: PaperTable) -> None:
    document.add_heading(found.caption, level=1)
    rows(document, found)


def rows(document, found: PaperTable) -> None:
    lines = [found.head, *found.rows] if found.head else found.rows
    drawn = document.add_table(rows=len(lines), cols=len(lines[0]), style="Table Grid")
    fit_widths(drawn, shares_by_words(found.head, found.rows), breadth(document))
    for row, texts in zip(drawn.rows, lines, strict=True):
        never_split(row._tr, head=texts is found.head)
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.paragraphs[0].add_run(clean(text)).bold = texts is found.head or (not found.head and place == 0) or None
    keep_together(drawn)
    document.add_paragraph()
