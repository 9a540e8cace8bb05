"""What every reader of tables shares: the error it raises, the limits it keeps, and how the text of a cell is tidied."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext

from compact_portal.documents.formulas import as_meant, is_formula
from compact_portal.text import one_line

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 100
SHOWN = 20
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


class TableError(Exception):
    """A table that cannot be used. Each problem is one sentence that names the file, the place and the remedy."""

    def __init__(self, *problems: str):
        self.problems = list(problems)
        super().__init__(*problems)

    def __str__(self):
        more = len(self.problems) - SHOWN
        return "\n".join(self.problems[:SHOWN] + ([gettext("And %(more)s more like these.") % {"more": more}] if more > 0 else []))


@dataclass
class Grid:
    """The cells of one table as text, with the row numbers that a spreadsheet program shows. The first row is the header.

    In a document of several tables a row's number is words: "3 of table 2".
    """

    name: str
    header_number: int | str
    header: list[str]
    rows: list[tuple[int | str, list[str]]]
    remarks: list[str] = field(default_factory=list)
    file: str = ""
    sheet: str = ""

    def __post_init__(self):
        self.file = self.file or self.name


def tidy(text: str) -> str:
    """Each line of a cell on its own, without empty ones: a line break inside a cell may mean a paragraph."""
    return "\n".join(line for line in map(one_line, text.splitlines()) if line)


def to_grid(name: str, rows: list[list[str]], remarks: list[str]) -> Grid:
    """Rows of a spreadsheet as they stand in the source, from row 1. Blank rows at the end are no rows; those in between are kept.

    A cell that a program would run is refused, unless an apostrophe says that it is meant as it stands; that one is dropped.
    """
    grid = numbered_grid(name, list(enumerate(rows, 1)), remarks)
    problems = [
        gettext("%(name)s, row %(number)s, “%(grid)s”: “%(cell)s” begins like a formula: write words, or put an apostrophe (') in front.")
        % {"name": name, "number": number, "grid": heading_of(grid, place), "cell": cell[:40]}
        for number, cells in [(grid.header_number, grid.header), *grid.rows]
        for place, cell in enumerate(cells)
        if is_formula(cell)
    ]
    if problems:
        raise TableError(*problems)
    for _, cells in grid.rows:
        cells[:] = map(as_meant, cells)
    return grid


def heading_of(grid: Grid, place: int) -> str:
    return (grid.header[place] if place < len(grid.header) else "") or gettext("column %(value)s") % {"value": place + 1}


def numbered_grid(name: str, rows: list[tuple[int | str, list[str]]], remarks: list[str]) -> Grid:
    numbered = [(number, [tidy(cell) for cell in row]) for number, row in rows]
    while numbered and not any(numbered[-1][1]):
        numbered.pop()
    first = next((place for place, (_, cells) in enumerate(numbered) if any(cells)), None)
    if first is None:
        raise TableError(gettext("%(name)s is empty: give a file whose first row holds the column names.") % {"name": name})
    header_number, header = numbered[first]
    for number, cells in numbered[first:]:
        for cell in cells:
            if CONTROL.search(cell):
                raise TableError(
                    gettext("%(name)s, row %(number)s holds characters that are no text: save the table again as CSV (UTF-8) or XLSX.")
                    % {"name": name, "number": number}
                )
    return Grid(name, header_number, header, numbered[first + 1 :], remarks)


def too_many_rows(name: str) -> TableError:
    return TableError(gettext("%(name)s has more than %(MAX_ROWS)s rows: split it into several files.") % {"name": name, "MAX_ROWS": f"{MAX_ROWS:,}"})


def too_many_columns(name: str, number: int) -> TableError:
    return TableError(
        gettext("%(name)s, row %(number)s has more than %(MAX_COLUMNS)s columns: delete the columns that are not needed.")
        % {"name": name, "number": number, "MAX_COLUMNS": MAX_COLUMNS}
    )
