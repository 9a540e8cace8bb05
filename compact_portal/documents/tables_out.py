"""CSV that a spreadsheet program opens as text: no cell of it is ever run as a formula."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable

from django.http import HttpResponse

RUN_AS_FORMULA = frozenset("=+-@|%")
BREAKS_A_CELL = frozenset("\t\r\n")
PLAIN_NUMBER = re.compile(r"[+-]?[0-9][0-9 ,.]*%?", re.ASCII)


def neutral(value) -> str:
    """`value` as text; an apostrophe in front where a program would start to calculate.

    Full-width forms and leading spaces count too, because programs drop them. Numbers and telephone numbers stay as they are.
    """
    text = "" if value is None else str(value).replace("\x00", "")
    shape = unicodedata.normalize("NFKC", text).strip("\u200b\ufeff")
    bare = shape.strip().lstrip("\u200b\ufeff")
    risky = bare[:1] in RUN_AS_FORMULA or shape[:1] in BREAKS_A_CELL
    return f"'{text}" if risky and not PLAIN_NUMBER.fullmatch(bare) else text


def to_csv(header: Iterable[str], rows: Iterable[Iterable]) -> bytes:
    """UTF-8 with the mark that makes Excel read it as UTF-8; lines end as RFC 4180 says."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in (header, *rows):
        writer.writerow([neutral(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def csv_response(name: str, content: bytes) -> HttpResponse:
    """What `to_csv` made, as a file called `name` that the browser keeps."""
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'})
