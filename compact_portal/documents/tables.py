"""Tables that people send, CSV, XLSX or DOCX, as rows of text with the row numbers of the source.

`read_table` is the way in. Whatever is wrong becomes a `TableError` of whole sentences; nothing is guessed silently.
"""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from compact_portal.documents.tables_csv import read_csv
from compact_portal.documents.tables_docx import HEADING_ABOVE, read_docx
from compact_portal.documents.tables_grid import MAX_BYTES, Grid, TableError
from compact_portal.documents.tables_package import kind_of_package
from compact_portal.documents.tables_xlsx import read_xlsx
from compact_portal.text import one_line

__all__ = [
    "HEADING_ABOVE", "Column", "Grid", "Row", "Table", "TableError", "as_table", "has_columns", "one_line", "read_grid", "read_grids",
    "read_table", "repeated", "repeats",
]  # fmt: skip


@dataclass(frozen=True)
class Column:
    """A column by its usual name. `also` lists other headings that mean it; `fills_down` says that an empty cell repeats the
    one above, which is what merged cells leave behind."""

    name: str
    required: bool = True
    also: tuple[str, ...] = ()
    fills_down: bool = False

    @property
    def keys(self) -> set[str]:
        return {key(name) for name in (self.name, *self.also)}


@dataclass
class Row:
    """One row by column name. `row["By When"]` is one line of text; `lines` keeps the line breaks of a cell."""

    number: int | str
    cells: dict[str, str]
    blank: bool = False

    def __getitem__(self, column: str) -> str:
        return one_line(self.cells.get(column, ""))

    def lines(self, column: str) -> list[str]:
        return self.cells.get(column, "").splitlines()


@dataclass
class Table:
    name: str
    rows: list[Row]
    present: set[str]
    remarks: list[str] = field(default_factory=list)

    def place(self, row: Row, column: str = "") -> str:
        """Where something is, to begin a sentence with."""
        return (_("%(name)s, row %(number)s") % {"name": self.name, "number": row.number}) + (f", “{column}”" if column else "")


def key(heading: str) -> str:
    """Headings are the same whatever their capitals, spaces and hyphens."""
    return re.sub(r"[\W_]+", " ", heading.casefold()).strip()


def read_table(source, *, name: str = "", columns: Sequence[Column]) -> Table:
    """`source` is a path or an open binary file; `name` is what sentences call it."""
    return as_table(read_grid(source, name=name), columns)


def read_grid(source, *, name: str = "") -> Grid:
    """The cells of a file whatever its columns are called; of a workbook the first sheet, and a remark names the others."""
    grid, *others = read_grids(source, name=name)
    if others:
        named = ", ".join(f"“{other.sheet}”" for other in others)
        grid.name, grid.remarks = (
            grid.file,
            [_("%(file)s: only the sheet “%(sheet)s” was read, not %(named)s.") % {"file": grid.file, "sheet": grid.sheet, "named": named}],
        )
    return grid


def read_grids(source, *, name: str = "") -> list[Grid]:
    """The tables of a file; what kind of file it is, its first bytes say."""
    name = name or Path(getattr(source, "name", None) or source).name
    try:
        if hasattr(source, "read"):
            data = source.read(MAX_BYTES + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise TableError(_("There is no file %(source)s: check its name and folder.") % {"source": source}) from error
    except OSError as error:
        raise TableError(
            _("%(name)s cannot be read (%(value)s): check that it is a file you may open.") % {"name": name, "value": error.strerror or error}
        ) from error
    if len(data) > MAX_BYTES:
        raise TableError(_("%(name)s is larger than %(value)s MB: split it into several files.") % {"name": name, "value": MAX_BYTES // 1024 // 1024})
    if not data.strip():
        raise TableError(_("%(name)s is empty: give a file whose first row holds the column names.") % {"name": name})
    if not data.startswith(b"PK\x03\x04"):
        return [read_csv(name, data)]
    return [read_docx(name, data)] if kind_of_package(name, data) == "docx" else read_xlsx(name, data)


def has_columns(grid: Grid, columns: Iterable[Column]) -> int:
    """How many of `columns` the header has, to tell one layout from another."""
    headings = {key(heading) for heading in grid.header}
    return sum(bool(column.keys & headings) for column in columns)


def as_table(grid: Grid, columns: Sequence[Column]) -> Table:
    places = find_columns(grid, columns)
    table = Table(grid.name, [], set(places), list(grid.remarks))
    problems, above = [], {}
    for number, cells in grid.rows:
        if any(cells[len(grid.header) :]):
            problems.append(
                _(
                    "%(name)s, row %(number)s has more cells than the header:"
                    " put text that holds a comma or semicolon in quotation marks, or save the table as XLSX."
                )
                % {"name": grid.name, "number": number}
            )
        row = Row(number, {column: cells[place] if place < len(cells) else "" for column, place in places.items()}, blank=not any(cells))
        for column in columns:
            if column.fills_down and not row.blank:
                row.cells[column.name] = above[column.name] = row.cells.get(column.name) or above.get(column.name, "")
        table.rows.append(row)
    if problems:
        raise TableError(*problems)
    return table


def find_columns(grid: Grid, columns: Sequence[Column]) -> dict[str, int]:
    """Where each column stands. A missing one is reported with the heading that is most like it."""
    headings = [key(heading) for heading in grid.header]
    places, problems = {}, []
    for column in columns:
        found = [place for place, heading in enumerate(headings) if heading in column.keys]
        if len(found) > 1:
            problems.append(
                _("%(name)s, row %(header_number)s has two columns “%(name_2)s”: delete or rename one of them.")
                % {"name": grid.name, "header_number": grid.header_number, "name_2": column.name}
            )
        elif found:
            places[column.name] = found[0]
        elif column.required:
            problems.append(missing(grid, column, headings))
    if problems:
        raise TableError(*problems)
    return places


def missing(grid: Grid, column: Column, headings: list[str]) -> str:
    alike = difflib.get_close_matches(key(column.name), headings, n=1, cutoff=0.6) or [
        heading for heading in headings if heading and (key(column.name) in heading or heading in key(column.name))
    ]
    sentence = _("%(name)s, row %(header_number)s: there is no column “%(name_2)s”.") % {
        "name": grid.name,
        "header_number": grid.header_number,
        "name_2": column.name,
    }
    if alike:
        return _("%(sentence)s Did you mean “%(header)s”? Then rename that column.") % {
            "sentence": sentence,
            "header": one_line(grid.header[headings.index(alike[0])]),
        }
    return _("%(sentence)s Add it, or check that the first row holds the column names.") % {"sentence": sentence}


def repeated(rows: Iterable[Row]) -> dict[int | str, int | str]:
    """{number of a row: that of the earlier one which says the same in every column}."""
    first, found = {}, {}
    for row in rows:
        words = tuple(one_line(cell).casefold() for cell in row.cells.values())
        if words in first:
            found[row.number] = first[words]
        first.setdefault(words, row.number)
    return found


def repeats(table: Table, rows: Iterable[Row]) -> list[str]:
    """A sentence for each row that says again what an earlier one says in every column."""
    return [
        _("%(name)s, row %(number)s repeats row %(earlier)s: delete one of them.") % {"name": table.name, "number": number, "earlier": earlier}
        for number, earlier in repeated(rows).items()
    ]
