"""Our own HTML as a Word document: Word's own headings, lists and tables, contents that lead to each section, wide parts across."""

import io
from collections.abc import Callable

from django.utils.translation import gettext

from compact_portal.documents.docx_begin import begin, lie
from compact_portal.documents.docx_tables import breadth, fit_widths, keep_together, never_split, shares_by_words
from compact_portal.documents.outline import Grid, Heading, Picture, Run, Turn, Words, read

STYLES = {"": None, "bullet": "List Bullet", "number": "List Number", "numeral": "List Number", "quote": "Quote", "who": "Quote"}
PICTURE = 120  # the width of a picture


def to_docx(title: str, html: str, *, picture_of: Callable[[str], bytes | None] = lambda source: None, language: str = "") -> bytes:
    """A document whose first line is `title`. Headings of the second level in `html` become the first below it, and head the contents.

    `language`: see `begin`.
    """
    pieces = list(read(html))
    document = begin(title, language=language)
    marks = Bookmarks()
    listed = [piece for piece in pieces if isinstance(piece, Heading) and piece.level == 2]
    contents_due = len(listed) > 1
    numbers = Numbers(document)
    for place, piece in enumerate(pieces):
        match piece:
            case Heading():
                if contents_due:
                    add_contents(document, listed)
                    contents_due = False
                marks.around(document.add_heading(piece.text, max(1, piece.level - 1)), piece.anchor)
                numbers.end()
            case Words():
                add_words(document, piece, numbers).paragraph_format.keep_with_next = introduces(pieces, place) or None
            case Grid():
                add_table(document, piece)
                numbers.end()
            case Picture():
                add_picture(document, piece, picture_of(piece.source))
            case Turn():
                turn(document, wide=piece.wide)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def introduces(pieces: list, place: int) -> bool:
    """Whether the words at `place` belong to the table or list below them: a table's sentences, or a line that ends in a colon."""
    following = next((piece for piece in pieces[place + 1 :] if not (isinstance(piece, Words) and not piece.style)), None)
    listed = isinstance(following, Words) and following is pieces[place + 1] and not pieces[place].style
    return (isinstance(following, Grid) and not pieces[place].style) or (listed and pieces[place].text.rstrip().endswith(":"))


class Bookmarks:
    """Places that the contents lead to, numbered as Word wants it."""

    def __init__(self):
        self.count = 0

    def around(self, paragraph, anchor: str) -> None:
        if not anchor:
            return
        self.count += 1
        begin = made("w:bookmarkStart", {"w:id": str(self.count), "w:name": place(anchor)})
        paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, begin)
        paragraph._p.append(made("w:bookmarkEnd", {"w:id": str(self.count)}))


def place(anchor: str) -> str:
    return f"s_{anchor.replace('-', '_')}"[:40]


def made(tag: str, attributes: dict[str, str] | None = None, *, text: str = ""):
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        element.set(qn(name), value)
    if text:
        element.text = text
    return element


def add_contents(document, headings: list[Heading]) -> None:
    """Word's own table of contents, filled: it works at once, and Word brings its page numbers when it is asked to."""
    heading = document.add_paragraph()
    heading.add_run(gettext("Contents")).bold = True
    for number, entry in enumerate(headings):
        paragraph = document.add_paragraph()
        if number == 0:
            for kind, words in (("begin", ""), ("", ' TOC \\o "1-1" \\h \\z \\u '), ("separate", "")):
                run = paragraph.add_run()._r
                run.append(made("w:fldChar", {"w:fldCharType": kind}) if kind else made("w:instrText", text=words))
        link = made("w:hyperlink", {"w:anchor": place(entry.anchor), "w:history": "1"})
        run = made("w:r")
        run.append(made("w:t", text=entry.text))
        link.append(run)
        paragraph._p.append(link)
        if number == len(headings) - 1:
            paragraph.add_run()._r.append(made("w:fldChar", {"w:fldCharType": "end"}))
    document.add_page_break()


class Numbers:
    """Numbered lists, each beginning anew: Word goes on counting unless a list gets a number of its own."""

    def __init__(self, document):
        self.document, self.current = document, {}

    def end(self) -> None:
        self.current = {}

    def of(self, style: str) -> int:
        if style not in self.current:
            self.current[style] = self.new("lowerRoman" if style == "numeral" else "decimal", "%1)" if style == "numeral" else "%1.")
        return self.current[style]

    def new(self, form: str, text: str) -> int:
        numbering = self.document.part.numbering_part.element
        # abstract ones stand before those that use them
        from docx.oxml.ns import qn

        abstract_ids = [int(one.get(qn("w:abstractNumId"))) for one in numbering.findall(qn("w:abstractNum"))]
        abstract_id = max(abstract_ids, default=0) + 1
        abstract = made("w:abstractNum", {"w:abstractNumId": str(abstract_id)})
        level = made("w:lvl", {"w:ilvl": "0"})
        for tag, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text), ("w:lvlJc", "left")):
            level.append(made(tag, {"w:val": value}))
        properties = made("w:pPr")
        properties.append(made("w:ind", {"w:left": "567", "w:hanging": "567"}))
        level.append(properties)
        abstract.append(level)
        first_num = numbering.find(qn("w:num"))
        first_num.addprevious(abstract)
        num = numbering.add_num(abstract_id)
        return num.numId


def add_words(document, words: Words, numbers: Numbers):
    from docx.oxml.ns import qn

    paragraph = document.add_paragraph(style=STYLES[words.style])
    if words.style in ("number", "numeral"):
        properties = paragraph._p.get_or_add_pPr()
        numbered = properties.get_or_add_numPr()
        numbered.get_or_add_ilvl().set(qn("w:val"), "0")
        numbered.get_or_add_numId().set(qn("w:val"), str(numbers.of(words.style)))
    else:
        numbers.end() if words.style == "bullet" else None
    for run in words.runs:
        add_run(document, paragraph, Run(f"– {run.text}", italic=True) if words.style == "who" else run)
    return paragraph


def add_run(document, paragraph, run: Run) -> None:
    if not run.href or run.to:
        added = paragraph.add_run(run.text)
        added.bold, added.italic = run.bold or None, run.italic or None
        return
    from docx.opc.constants import RELATIONSHIP_TYPE

    link = made("w:hyperlink", {"r:id": document.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)})
    inside = made("w:r")
    looks = made("w:rPr")
    looks.append(made("w:color", {"w:val": "0B5F8A"}))
    looks.append(made("w:u", {"w:val": "single"}))
    inside.append(looks)
    inside.append(made("w:t", text=run.text))
    link.append(inside)
    paragraph._p.append(link)


def add_picture(document, picture: Picture, content: bytes | None) -> None:
    """With what it shows, for screen readers; these words alone where the picture is gone."""
    from docx.shared import Mm

    if content is None:
        document.add_paragraph(picture.text)
        return
    shape = document.add_picture(io.BytesIO(content), width=Mm(PICTURE))
    shape._inline.docPr.set("descr", picture.text)


def add_table(document, grid: Grid) -> None:
    """Its caption stands above it, its first row is repeated on each page. Rows are built as XML: python-docx counts cells anew for each."""
    from copy import deepcopy

    columns = max([len(grid.heads), *(len(row) for row in grid.rows)], default=0)
    if not columns:
        return
    if grid.caption:
        document.add_paragraph(grid.caption, style="Caption")
    table = document.add_table(rows=2, cols=columns, style="Table Grid")
    fit_widths(table, shares_by_words(padded(grid.heads, columns), grid.rows), breadth(document))
    head, pattern = table._tbl.tr_lst
    never_split(pattern)
    if grid.heads:
        never_split(head, head=True)
        for cell, text in zip(table.rows[0].cells, padded(grid.heads, columns), strict=True):
            cell.paragraphs[0].add_run(text).bold = True
    for cells in grid.rows:
        row = deepcopy(pattern)
        for cell, text in zip(row.tc_lst, padded(cells, columns), strict=True):
            if text:
                cell.p_lst[0].add_r().text = text
        table._tbl.append(row)
    table._tbl.remove(pattern)
    if not grid.heads:
        table._tbl.remove(head)
    keep_together(table)
    document.add_paragraph()


def padded(cells: list[str], columns: int) -> list[str]:
    return [*cells, *[""] * (columns - len(cells))]


def turn(document, *, wide: bool) -> None:
    lie(document.add_section(), wide=wide)
