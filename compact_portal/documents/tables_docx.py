"""Tables of a Word document. One table may be cut into several, each under its heading; all those of one shape are one table here."""

import io
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext

from compact_portal.documents.tables_grid import MAX_COLUMNS, MAX_ROWS, Grid, TableError, numbered_grid, too_many_columns, too_many_rows
from compact_portal.documents.tables_package import damaged
from compact_portal.text import one_line

# The first column of every row: the heading above its table, or the line over the table's whole width above the row.
HEADING_ABOVE = "Heading above"  # the name of a column, which readers compare
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


@dataclass
class WordTable:
    number: int
    heading: str
    width: int = 0
    rows: list[tuple[int, str, list[str]]] = field(default_factory=list)  # number, heading above, cells


def read_docx(name: str, data: bytes) -> Grid:
    """The tables that have the commonest number of columns, by rows; a remark names the others."""
    import docx

    try:
        body = docx.Document(io.BytesIO(data)).element.body
        tables = list(tables_of(name, body))
    except TableError:
        raise
    except Exception as error:  # a damaged document makes the reader raise almost anything
        raise damaged(name) from error
    by_width = defaultdict(list)
    for table in tables:
        if table.width > 1:
            by_width[table.width].append(table)
    if not by_width:
        raise TableError(
            gettext("%(name)s is a Word document without a table of two columns or more: put what is to be read into a table.") % {"name": name}
        )
    width, chosen = max(by_width.items(), key=lambda found: sum(len(table.rows) for table in found[1]))
    return one_grid(name, chosen, left_out(name, tables, width))


def left_out(name: str, tables: list[WordTable], width: int) -> list[str]:
    others = ", ".join(str(table.number) for table in tables if table.width != width)
    return (
        [gettext("%(name)s: only tables of %(width)s columns were read, not table %(others)s.") % {"name": name, "width": width, "others": others}]
        if others
        else []
    )


def one_grid(name: str, tables: list[WordTable], remarks: list[str]) -> Grid:
    """The first row of the first table holds the column names; where another table repeats them, they are no row of it."""
    several = len(tables) > 1
    header, rows = None, []
    for table in tables:
        for number, heading, cells in table.rows:
            same = [one_line(cell).casefold() for cell in cells]
            place = gettext("%(number)s of table %(table)s") % {"number": number, "table": table.number} if several or table.number > 1 else number
            if header is None and any(same):
                header = same
                rows.append((place, [HEADING_ABOVE, *cells]))
            elif same != header:
                rows.append((place, [heading if any(same) else "", *cells]))
        if len(rows) > MAX_ROWS + 1:
            raise too_many_rows(name)
    return numbered_grid(name, rows, remarks)


def tables_of(name: str, body):
    heading, nearest, number = "", "", 0
    for block in inside(body):
        if block.tag == f"{W}p":
            text = one_line(text_of(block))
            style = block.find(f"{W}pPr/{W}pStyle")
            if text and style is not None and str(style.get(f"{W}val", "")).lower().startswith("heading"):
                heading = nearest = text
            elif text:
                nearest = text
        elif block.tag == f"{W}tbl":
            number += 1
            yield table_of(name, block, WordTable(number, heading or nearest))
            heading = nearest = ""


def inside(element):
    """The children, those that a form field (content control) wraps among them."""
    for child in element:
        if child.tag == f"{W}sdt":
            for content in child.findall(f"{W}sdtContent"):
                yield from inside(content)
        else:
            yield child


def table_of(name: str, element, table: WordTable) -> WordTable:
    """A cell merged downwards says the same in each of its rows. A row that is one cell is a heading of the rows below it."""
    above, heading = {}, table.heading
    number = 0
    for row in inside(element):
        if row.tag != f"{W}tr":
            continue
        number += 1
        cells, filled = [], 0
        for cell in inside(row):
            if cell.tag != f"{W}tc":
                continue
            filled += 1
            properties = cell.find(f"{W}tcPr")
            merged = properties.find(f"{W}vMerge") if properties is not None else None
            span = properties.find(f"{W}gridSpan") if properties is not None else None
            goes_on = merged is not None and merged.get(f"{W}val") != "restart"
            text = above.get(len(cells), "") if goes_on else "\n".join(text_of(part) for part in cell.iter(f"{W}p"))
            above[len(cells)] = text
            wide = int(span.get(f"{W}val")) if span is not None else 1
            cells += [text, *[""] * (min(wide, MAX_COLUMNS + 1) - 1)]
        if len(cells) > MAX_COLUMNS:
            raise too_many_columns(name, number)
        if filled == 1 and len(cells) > 1:
            heading = one_line(cells[0]) or heading
            continue
        table.width = max(table.width, len(cells))
        table.rows.append((number, heading, cells))
        if number > 2 * MAX_ROWS:
            raise too_many_rows(name)
    return table


def text_of(paragraph) -> str:
    """All text of it, insertions that nobody has accepted yet included; what is struck out as deleted is not."""
    return "".join((node.text or "") if node.tag == f"{W}t" else SIGNS.get(node.tag, "") for node in paragraph.iter())
