"""CSV as people save it: four encodings, three separators, and quotation marks that must close."""

import csv
import io

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.documents.tables_grid import MAX_COLUMNS, MAX_ROWS, Grid, TableError, to_grid, too_many_columns, too_many_rows

SEPARATORS = ",;\t"
# What other programs write, by the first bytes: the extension of a file is often wrong.
OTHER_KINDS = {
    b"%PDF": _("a PDF"),
    b"\xd0\xcf\x11\xe0": _("an old Excel or Word file"),
    b"\x89PNG": _("a picture"),
    b"\xff\xd8\xff": _("a picture"),
    b"GIF8": _("a picture"),
    b"{\\rtf": _("a word-processor document"),
    b"\x1f\x8b": _("a compressed file"),
    b"Rar!": _("a compressed file"),
    b"7z\xbc\xaf": _("a compressed file"),
}


def decode(name: str, data: bytes) -> str:
    """Text in UTF-8, UTF-16 or, where neither fits, cp1252: what Excel in Britain writes as plain "CSV"."""
    for start, kind in OTHER_KINDS.items():
        if data.startswith(start):
            raise TableError(
                gettext("%(name)s is %(kind)s, not a table: open it in a spreadsheet program and save it as CSV or XLSX.")
                % {"name": name, "kind": kind}
            )
    encodings = ["utf-8-sig", "cp1252"]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in data[:200]:
        encodings = ["utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise TableError(gettext("%(name)s is not a table that can be read: save it as CSV (UTF-8) or XLSX.") % {"name": name})


def separator_of(text: str) -> str:
    """The one that cuts the header into most cells; a comma when they tie. Data rows are no evidence: prose is full of commas."""

    def cells(separator: str) -> int:
        records = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            return len(next((record for record in records if any(cell.strip(f" {SEPARATORS}") for cell in record)), []))
        except csv.Error:
            return 0

    return max(SEPARATORS, key=cells)


def read_csv(name: str, data: bytes) -> Grid:
    text = decode(name, data)
    rows = []
    declared = text[:6].lower()  # Excel's own first line, such as "sep=;"
    if declared.startswith("sep=") and declared[4:5] in SEPARATORS and text[5:6] in "\r\n":
        separator, text = declared[4], text[5:]
    else:
        separator = separator_of(text)
    # strict: a quotation mark that never closes would otherwise swallow the rest of the file into one cell
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > MAX_ROWS + 1:
                raise too_many_rows(name)
            if len(row) > MAX_COLUMNS:
                raise too_many_columns(name, len(rows))
    except csv.Error as error:
        raise TableError(
            gettext(
                "%(name)s, row %(value)s cannot be cut into cells, because of a quotation mark that does not close or a cell of enormous length:"
                " mend the row, or save the table as XLSX."
            )
            % {"name": name, "value": len(rows) + 1}
        ) from error
    return to_grid(name, rows, [])
