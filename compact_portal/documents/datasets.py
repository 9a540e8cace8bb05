"""Open data as each room declares it. The files, the answers to programs and their description are all drawn from the same declaration.

What a declaration yields must be what the public pages show: its `rows` begin with the same QuerySet methods.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from compact_portal.documents.tables_out import to_csv

Value = str | int | bool | list[str] | datetime.date | None
TEXT, NUMBER, YES_NO, DAY, LIST, WEB = "text", "number", "yes or no", "day", "list", "web address"


@dataclass(frozen=True)
class Column:
    """`always` says that no row is without it; an empty text counts as none."""

    name: str
    meaning: str
    kind: str = TEXT
    always: bool = False


@dataclass(frozen=True)
class Dataset:
    """One table of an agreement. `key` stands in addresses and never changes; a column is never renamed or removed within a version.

    `rows` gives for an agreement something that can be counted and sliced, such as a QuerySet; `read` turns a slice of it into
    values, one for each column, in a fixed number of queries.
    """

    key: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[..., Sequence]
    read: Callable[..., Iterable[Sequence[Value]]]

    def records(self, compact, rows) -> list[dict]:
        """As JSON holds them: each column under its name, None for what is not known."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, map(plain, values), strict=True)) for values in self.read(compact, rows)]

    def csv(self, compact) -> bytes:
        """The whole table for spreadsheets."""
        rows = ([in_a_cell(value) for value in values] for values in self.read(compact, self.rows(compact)))
        return to_csv([column.name for column in self.columns], rows)


def plain(value: Value):
    if isinstance(value, datetime.date):
        return value.isoformat()
    return list(value) if isinstance(value, list | tuple) else None if value == "" else value


def in_a_cell(value: Value) -> str:
    """Several values are parted by a semicolon; yes and no are words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(value)
    return "" if value is None else value.isoformat() if isinstance(value, datetime.date) else str(value)
