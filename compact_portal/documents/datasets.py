"""Open data as each room declares it. The files, the answers to programs and their description are all drawn from the same declaration.

What a declaration yields must be what the public pages show: its `rows` begin with the same QuerySet methods.
"""

import datetime
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compact_portal.documents.tables_out import csv_lines, to_csv

Value = str | int | bool | list[str] | datetime.date | dict | None
TEXT, NUMBER, YES_NO, DAY, LIST, WEB, KEY = "text", "number", "yes or no", "day", "list", "web address", "identifier"
SLICE = 2000  # rows that stand in memory at once while a table is written
AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=DjangoJSONEncoder().default)


@dataclass(frozen=True)
class Column:
    """`always` says that no row is without it; an empty text counts as none."""

    name: str
    meaning: str
    kind: str = TEXT
    always: bool = False


# What every row of open data ends with; `known_by` gives the two values.
ID = Column("id", _("By what the row is known for ever, drawn by lot. It tells nothing, and stays when names and numbers change."), KEY, always=True)
URL = Column("url", _("The row’s own address, for programs."), WEB, always=True)


def known_by(compact, table: str) -> Callable[[object], tuple[str, str]]:
    """From a row's `public_id` its values of ID and URL. The address is worked out once for all rows."""
    address = settings.PORTAL_URL + reverse("open_data:rows", args=[compact.slug, table])
    return lambda public_id: (str(public_id), f"{address}{public_id}/")


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

    def one(self, compact, key: str) -> dict | None:
        """The record whose identifier is `key`, of a table that has identifiers."""
        rows = self.rows(compact)
        found = rows.filter(public_id=key) if isinstance(rows, QuerySet) else rows
        return next((record for record in self.records(compact, found) if record["id"] == key), None)

    def records(self, compact, rows) -> list[dict]:
        """As JSON holds them: each column under its name, None for what is not known."""
        return [self.record(values) for values in self.read(compact, rows)]

    def record(self, values: Sequence[Value]) -> dict:
        return dict(zip((column.name for column in self.columns), map(plain, values), strict=True))

    def csv(self, compact) -> bytes:
        """The whole table for spreadsheets."""
        rows = ([in_a_cell(value) for value in values] for values in self.read(compact, self.rows(compact)))
        return to_csv([column.name for column in self.columns], rows)

    def values(self, compact) -> Iterator[Sequence[Value]]:
        """Every row, read slice by slice, so that a long table never stands in memory whole. `rows` must have a fixed order."""
        rows = self.rows(compact)
        for start in itertools.count(0, SLICE):
            found = list(self.read(compact, rows[start : start + SLICE]))
            yield from found
            if len(found) < SLICE:
                return

    def csv_lines(self, compact) -> Iterator[bytes]:
        """The file of `csv` in pieces."""
        return csv_lines([column.name for column in self.columns], ([in_a_cell(value) for value in values] for values in self.values(compact)))

    def json_lines(self, compact) -> Iterator[bytes]:
        """One list of records, a line each."""
        before = "[\n"
        for values in self.values(compact):
            yield f"{before}{AS_JSON.encode(self.record(values))}".encode()
            before = ",\n"
        yield b"[]\n" if before == "[\n" else b"\n]\n"


def plain(value: Value):
    if isinstance(value, datetime.date):
        return value.isoformat()
    return list(value) if isinstance(value, list | tuple) else None if value == "" else value


def in_a_cell(value: Value) -> str:
    """Several values are parted by a semicolon; yes and no are words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return "; ".join(value)
    if isinstance(value, dict | list | tuple):
        return AS_JSON.encode(value)
    return "" if value is None else value.isoformat() if isinstance(value, datetime.date) else str(value)
