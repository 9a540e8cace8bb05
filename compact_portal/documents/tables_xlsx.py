"""XLSX read cell by cell. A formula is refused, because the file holds its last result only as some program left it."""

import datetime
import io
import re

from django.utils.translation import gettext

from compact_portal.documents.tables_grid import MAX_COLUMNS, MAX_ROWS, Grid, TableError, to_grid, too_many_columns, too_many_rows
from compact_portal.documents.tables_package import damaged

NOT_A_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def read_xlsx(name: str, data: bytes) -> list[Grid]:
    """Each visible sheet that holds anything; of several, each is called by its title too."""
    from openpyxl import load_workbook  # half a second, only paid by who reads a workbook

    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        tables = [(sheet.title, read_sheet(name, sheet)) for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        workbook.close()
    except TableError:
        raise
    except Exception as error:  # a damaged workbook makes openpyxl raise almost anything
        raise damaged(name) from error
    filled = [(title, rows) for title, rows in tables if rows] or [("", [])]
    grids = []
    for title, rows in filled:
        grid = to_grid(gettext("%(name)s, sheet “%(title)s”") % {"name": name, "title": title} if len(filled) > 1 else name, rows, [])
        grid.file, grid.sheet = name, title
        grids.append(grid)
    return grids


def read_sheet(name: str, sheet) -> list[list[str]]:
    """Rows from row 1 to the last one with a value; merged cells have theirs in the first cell only."""
    sheet.reset_dimensions()  # what the file says of its own size is often wrong
    rows, filled = [], 0
    for number, cells in enumerate(sheet.iter_rows(), 1):
        row = [text_of(name, sheet.title, cell) for cell in cells]
        if any(row):
            filled += 1
            if filled > MAX_ROWS + 1 or number > 2 * MAX_ROWS:
                raise too_many_rows(name)
            if any(row[MAX_COLUMNS:]):
                raise too_many_columns(name, number)
            rows += [[] for _ in range(number - 1 - len(rows))]
            rows.append(row[:MAX_COLUMNS])
    return rows


def text_of(name: str, sheet: str, cell) -> str:
    """The cell as a person sees it."""
    value = cell.value
    if value is None:
        return ""
    place = gettext("%(name)s, sheet “%(sheet)s”, cell %(coordinate)s") % {"name": name, "sheet": sheet, "coordinate": cell.coordinate}
    if cell.data_type == "f":
        raise TableError(gettext("%(place)s holds a formula: copy the column, paste it back as values only, and save.") % {"place": place})
    if cell.data_type == "e":
        raise TableError(gettext("%(place)s shows the error %(value)s: correct it or clear it.") % {"place": place, "value": value})
    if isinstance(value, (datetime.datetime, datetime.date)):
        return date_as_shown(value, cell.number_format or "")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def date_as_shown(value: datetime.date, number_format: str) -> str:
    """Excel turns a typed "August 2008" into the first of August shown as "Aug-08": without a day in the format there is none."""
    shown = NOT_A_FORMAT.sub("", number_format).lower()
    month_and_year = f"{value:%B} {value.year}"
    return month_and_year if "m" in shown and "d" not in shown else f"{value.day} {month_and_year}"
