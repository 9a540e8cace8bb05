"""CSV and XLSX that a spreadsheet program opens as text: no cell of it is ever run as a formula."""

import codecs
import csv
import io
import itertools
from collections.abc import Iterable, Iterator

from django.http import HttpResponse

from compact_portal.documents.formulas import neutral


def csv_lines(header: Iterable[str], rows: Iterable[Iterable]) -> Iterator[bytes]:
    """UTF-8 with the mark that makes Excel read it as UTF-8, line for line; lines end as RFC 4180 says."""
    yield codecs.BOM_UTF8
    out = io.StringIO()
    writer = csv.writer(out)
    for row in itertools.chain([header], rows):
        writer.writerow([neutral(cell) for cell in row])
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()


def to_csv(header: Iterable[str], rows: Iterable[Iterable]) -> bytes:
    """All lines of `csv_lines` as one file."""
    return b"".join(csv_lines(header, rows))


def csv_response(name: str, content: bytes) -> HttpResponse:
    """What `to_csv` made, as a file called `name` that the browser keeps."""
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'})


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def to_xlsx(sheets: Iterable[tuple[str, list[str], Iterable[Iterable]]], *, widths: Iterable[int] = ()) -> bytes:
    """A workbook of text; each sheet is (title, header, rows), its header stays in view. `widths` are those of the columns, in letters."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    workbook.remove(workbook.active)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for title, header, rows in sheets:
        sheet = workbook.create_sheet(title)
        sheet.freeze_panes = "A2"
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = "1:1"
        for number, row in enumerate((header, *rows), 1):
            for place, value in enumerate(row, 1):
                cell = sheet.cell(number, place)
                cell.value, cell.data_type, cell.alignment = neutral(value), "s", wrapped
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for place, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def file_response(name: str, content: bytes, media_type: str) -> HttpResponse:
    """A file called `name` that the browser keeps."""
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
