"""The shape of a table in Word: columns as wide as their words need, a head on each page, a short one on one page."""

from collections.abc import Iterable, Sequence

SHORT = 14  # rows that stay together on a page
LEAST, MOST = 10, 44  # characters that a column counts for
BOLD, EDGES = 1.3, 4  # how much wider bold letters are, also in a wide font; what the edges of a cell take, in characters


def shares_by_words(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[int]:
    """How much of the width each column needs: its longest line, within bounds, and never less than its longest word. Heads may wrap."""
    columns = [max(LEAST, round(longest(head.split()) * BOLD) + EDGES) for head in heads]
    for row in rows:
        for place, text in enumerate(row):
            if place == len(columns):
                columns.append(LEAST)
            columns[place] = max(columns[place], min(longest(text.split("\n")) + 2, MOST))
    return columns


def longest(texts: Iterable[str]) -> int:
    return max(map(len, texts), default=0)


def fit_widths(table, shares: Sequence[float], width: int) -> None:
    """Divide `width` (in Word's own units) among the columns. Word reads a cell's own width, others that of its column."""
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = int(width * share / sum(shares))
    for row in table.rows:
        for cell, column in zip(row.cells, table.columns, strict=True):
            cell.width = column.width
            cell.paragraphs[0].style = "No Spacing"


def breadth(document) -> int:
    """How wide the text of the last section is."""
    section = document.sections[-1]
    return section.page_width - section.left_margin - section.right_margin


def never_split(row, *, head: bool = False) -> None:
    from docx.oxml import OxmlElement

    for mark in ("w:cantSplit", *(["w:tblHeader"] if head else [])):
        row.get_or_add_trPr().append(OxmlElement(mark))


def keep_together(table) -> None:
    """A short table stands on one page: each row but the last keeps to the next."""
    rows = table._tbl.tr_lst
    if len(rows) > SHORT:
        return
    for row in rows[:-1]:
        for cell in row.tc_lst:
            for paragraph in cell.p_lst:
                paragraph.get_or_add_pPr().get_or_add_keepNext()
