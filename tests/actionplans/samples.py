"""Small tables for import, and the public record beside the project where it is there."""

import csv
import io
from pathlib import Path

import pytest

PUBLIC_RECORD = Path(__file__).resolve().parents[3] / "shared" / "data"
HEADINGS = ["Objective", "Regional Organisation/Partnership", "Activity", "By When"]
ACTION = ["1. To know each other", "Wealdshire Council", "Hold an open day.", "June 2008"]
ACHIEVEMENT_HEADINGS = ["Target", "Title", "Outcome", "No.", "Achievement"]


def public_record(name: str) -> Path:
    """A table of the public record. Skips the test, saying so, where the project stands alone."""
    if not (PUBLIC_RECORD / name).is_file():
        pytest.skip(f"The public record {name} does not lie beside the project.")
    return PUBLIC_RECORD / name


def csv_bytes(*rows, encoding="utf-8", delimiter=",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def actions_csv(*rows) -> bytes:
    return csv_bytes(HEADINGS, *rows)


def xlsx_bytes(*rows, sheet="Plan", others=()) -> bytes:
    """A workbook; `others` are further sheets as (title, rows). A value that begins with = is a formula, as in Excel."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.active.title = sheet
    for title, cells in [(sheet, rows), *others]:
        page = workbook[title] if title in workbook.sheetnames else workbook.create_sheet(title)
        for row in cells:
            page.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
