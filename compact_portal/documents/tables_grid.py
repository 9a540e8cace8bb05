"""What every reader of tables shares: the error it raises, the limits it keeps, and how the text of a cell is tidied."""

import re
from dataclasses import dataclass, field

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
        return "\n".join(self.problems[:SHOWN] + ([f"And {more} more like these."] if more > 0 else []))


@dataclass
class Grid:
    """The cells of one table as text, with the row numbers that a spreadsheet program shows. The first row is the header."""

    name: str
    header_number: int
    header: list[str]
    rows: list[tuple[int, list[str]]]
    remarks: list[str] = field(default_factory=list)


def one_line(text: str) -> str:
    """All white space, no-break spaces and tabs included, as single spaces (domain.md Q25)."""
    return " ".join(text.split())


def tidy(text: str) -> str:
    """Each line of a cell on its own, without empty ones: a line break inside a cell may mean a paragraph."""
    return "\n".join(line for line in map(one_line, text.splitlines()) if line)


def to_grid(name: str, rows: list[list[str]], remarks: list[str]) -> Grid:
    """Rows as they stand in the source, from row 1. Blank rows at the end are no rows; those in between are kept."""
    numbered = [(number, [tidy(cell) for cell in row]) for number, row in enumerate(rows, 1)]
    while numbered and not any(numbered[-1][1]):
        numbered.pop()
    first = next((place for place, (_, cells) in enumerate(numbered) if any(cells)), None)
    if first is None:
        raise TableError(f"{name} is empty: give a file whose first row holds the column names.")
    header_number, header = numbered[first]
    for number, cells in numbered[first:]:
        for cell in cells:
            if CONTROL.search(cell):
                raise TableError(f"{name}, row {number} holds characters that are no text: save the table again as CSV (UTF-8) or XLSX.")
    return Grid(name, header_number, header, numbered[first + 1 :], remarks)


def too_many_rows(name: str) -> TableError:
    return TableError(f"{name} has more than {MAX_ROWS:,} rows: split it into several files.")


def too_many_columns(name: str, number: int) -> TableError:
    return TableError(f"{name}, row {number} has more than {MAX_COLUMNS} columns: delete the columns that are not needed.")
