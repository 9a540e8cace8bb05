"""Tables that people send: four encodings, three separators, workbooks; and one sentence for whatever is wrong."""

import datetime
import io
import struct
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from compact_portal.documents.tables import Column, TableError, read_table, repeats
from compact_portal.documents.tables_grid import MAX_ROWS
from tests.actionplans.samples import csv_bytes, xlsx_bytes

COLUMNS = [Column("Activity"), Column("By When", also=("Deadline",)), Column("Owner", required=False, fills_down=True)]
HEADER = ["Activity", "By When", "Owner"]
ROW = ["Hold “open” day – café, £5", "June 2008", "RAISE"]


def read(data: bytes, name="plan.csv"):
    return read_table(io.BytesIO(data), name=name, columns=COLUMNS)


def cells(table):
    return [[row[name] for name in HEADER] for row in table.rows]


def refusal(data: bytes, name="plan.csv") -> str:
    with pytest.raises(TableError) as caught:
        read(data, name)
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_and_separator(encoding, delimiter):
    assert cells(read(csv_bytes(HEADER, ROW, encoding=encoding, delimiter=delimiter))) == [ROW]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending(ending):
    assert cells(read(ending.join(["Activity;By When;Owner", "Meet;June 2008;RAISE", ""]).encode())) == [["Meet", "June 2008", "RAISE"]]


def test_separator_named_by_excel():
    assert cells(read(b"sep=;\r\nActivity;By When;Owner\r\nMeet;June 2008;RAISE\r\n")) == [["Meet", "June 2008", "RAISE"]]


def test_prose_full_of_semicolons_does_not_change_the_separator():
    assert cells(read(b'Activity,By When,Owner\n"Meet; talk; agree; part",June,RAISE\n'))[0][0] == "Meet; talk; agree; part"


def test_white_space_is_made_even():
    assert cells(read(csv_bytes(HEADER, [" Hold\tan open\u00a0 day ", "June  2008", "RAISE"]))) == [["Hold an open day", "June 2008", "RAISE"]]


def test_lines_of_a_cell_are_kept():
    row = read(csv_bytes(HEADER, ["First.\n\n Second.", "June", "RAISE"])).rows[0]
    assert (row.lines("Activity"), row["Activity"]) == (["First.", "Second."], "First. Second.")


def test_row_numbers_are_those_of_the_source():
    table = read(csv_bytes([], HEADER, ROW, [], ["Meet", "May", ""]))
    assert [(row.number, row.blank, row["Owner"]) for row in table.rows] == [(3, False, "RAISE"), (4, True, ""), (5, False, "RAISE")]


def test_workbook_like_csv():
    assert cells(read(xlsx_bytes(HEADER, ROW), "plan.xlsx")) == [ROW]


def test_workbook_of_the_wrong_extension():
    assert cells(read(xlsx_bytes(HEADER, ROW), "plan.csv")) == [ROW]


def test_merged_cells_repeat_the_one_above():
    workbook = Workbook()
    for row in [HEADER, ["Meet", "June", "RAISE"], ["Talk", "July", None]]:
        workbook.active.append(row)
    workbook.active.merge_cells("C2:C3")
    out = io.BytesIO()
    workbook.save(out)
    assert [row["Owner"] for row in read(out.getvalue()).rows] == ["RAISE", "RAISE"]


def test_dates_and_numbers_as_they_are_shown():
    workbook = Workbook()
    workbook.active.append(HEADER)
    workbook.active.append([3.0, datetime.date(2008, 8, 1), 2.5])
    workbook.active.append(["Meet", datetime.date(2008, 8, 1), True])
    workbook.active["B2"].number_format = "mmm-yy"
    workbook.active["B3"].number_format = "dd/mm/yyyy"
    out = io.BytesIO()
    workbook.save(out)
    assert cells(read(out.getvalue())) == [["3", "August 2008", "2.5"], ["Meet", "1 August 2008", "True"]]


def test_other_sheets_are_named():
    table = read(xlsx_bytes(HEADER, ROW, sheet="Plan", others=[("Notes", [["x"]]), ("Empty", [])]), "plan.xlsx")
    assert table.remarks == ["plan.xlsx: only the sheet “Plan” was read, not “Notes”."]


def test_a_row_far_down_costs_nothing():
    workbook = Workbook()
    workbook.active.append(HEADER)
    workbook.active.append(ROW)
    workbook.active["A1048576"] = None
    workbook.active["A1048576"].number_format = "0.00"
    out = io.BytesIO()
    workbook.save(out)
    assert cells(read(out.getvalue())) == [ROW]


def test_ten_thousand_rows_in_seconds():
    rows = [[f"Activity {n}", "June 2008", "RAISE"] for n in range(10_000)]
    for data in (csv_bytes(HEADER, *rows), xlsx_bytes(HEADER, *rows)):
        started = time.perf_counter()
        assert len(read(data).rows) == 10_000
        assert time.perf_counter() - started < 10


def test_missing_column_names_its_likely_twin():
    assert refusal(csv_bytes(["Activity", "By-When date"], ["Meet", "June"])) == (
        "plan.csv, row 1: there is no column “By When”. Did you mean “By-When date”? Then rename that column."
    )


def test_missing_column_without_a_twin():
    assert refusal(csv_bytes(["Activity", "Colour"], ["Meet", "June"])) == (
        "plan.csv, row 1: there is no column “By When”. Add it, or check that the first row holds the column names."
    )


def test_column_twice():
    assert refusal(csv_bytes(["Activity", "By When", "Deadline"], ["Meet", "June", "July"])) == (
        "plan.csv, row 1 has two columns “By When”: delete or rename one of them."
    )


@pytest.mark.parametrize("data", [b"", b" \r\n\r\n", "\ufeff\n".encode(), b",,\n,,\n"])
def test_empty_file(data):
    assert refusal(data) == "plan.csv is empty: give a file whose first row holds the column names."


def test_empty_workbook():
    assert refusal(xlsx_bytes(), "plan.xlsx") == "plan.xlsx is empty: give a file whose first row holds the column names."


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"%PDF-1.7 ...", "is a PDF"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Excel or Word file"), (b"\x89PNG\r\n\x1a\n", "is a picture"),
     (b"\x1f\x8b\x08\x00", "is a compressed file"), (bytes(range(256)) * 4, "is not a table"), (b"Activity,By When\n\x81\x8d,x\n", "is not a table")],
)  # fmt: skip
def test_another_kind_of_file(data, kind):
    said = refusal(data)
    assert kind in said
    assert "save it as CSV" in said


def test_control_characters():
    assert refusal(b"Activity,By When\nMe\x07et,June\n") == (
        "plan.csv, row 2 holds characters that are no text: save the table again as CSV (UTF-8) or XLSX."
    )


def packed(files: dict) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def test_damaged_word_document():
    assert "is damaged" in refusal(packed({"word/document.xml": "<w/>"}), "plan.docx")


def test_zip_of_another_kind():
    assert "is a package of another kind" in refusal(packed({"a.txt": "x"}), "plan.zip")


def test_damaged_workbook():
    data = xlsx_bytes(HEADER, ROW)
    assert "is damaged" in refusal(data[: len(data) // 2], "plan.xlsx")
    assert "is damaged" in refusal(packed({"xl/workbook.xml": "<nonsense>"}), "plan.xlsx")


def test_zip_bomb_is_refused_by_its_table_of_contents():
    assert "unpacks to far more" in refusal(packed({"xl/workbook.xml": b"0" * 30_000_000}), "plan.xlsx")


def test_zip_bomb_that_lies_about_its_size():
    bomb = packed({"xl/workbook.xml": b"0" * 30_000_000})
    data = bomb.replace(struct.pack("<L", 30_000_000), struct.pack("<L", 1000))
    assert "is damaged" in refusal(data, "plan.xlsx")


def test_entity_bomb():
    assert "holds definitions" in refusal(packed({"xl/workbook.xml": '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'}), "plan.xlsx")


def test_formula_names_sheet_cell_and_remedy():
    assert refusal(xlsx_bytes(HEADER, ["Meet", '="June "&2008', "RAISE"]), "plan.xlsx") == (
        "plan.xlsx, sheet “Plan”, cell B2 holds a formula: copy the column, paste it back as values only, and save."
    )


def test_error_cell():
    assert refusal(xlsx_bytes(HEADER, ["Meet", "#REF!", "RAISE"]), "plan.xlsx") == (
        "plan.xlsx, sheet “Plan”, cell B2 shows the error #REF!: correct it or clear it."
    )


def test_quotation_mark_that_never_closes():
    assert refusal(b'Activity,By When\nMeet,June\n"Talk,July\nPart,May\n').startswith("plan.csv, row 3 cannot be cut into cells")


def test_comma_without_quotation_marks():
    assert refusal(b"Activity,By When\nMeet, talk,June\n").startswith("plan.csv, row 2 has more cells than the header")


def test_too_many_rows():
    said = "plan.csv has more than 20,000 rows: split it into several files."
    assert refusal(b"Activity,By When\n" + b"Meet,June\n" * (MAX_ROWS + 1)) == said


def test_too_many_rows_in_a_workbook():
    assert "has more than 20,000 rows" in refusal(xlsx_bytes(HEADER, *[["Meet", "June", ""]] * (MAX_ROWS + 1)), "plan.xlsx")


def test_too_many_bytes():
    assert refusal(b"x" * (10 * 1024 * 1024 + 1)) == "plan.csv is larger than 10 MB: split it into several files."


def test_too_many_columns():
    assert "row 1 has more than 100 columns" in refusal(csv_bytes(HEADER + ["x"] * 100))
    assert "row 1 has more than 100 columns" in refusal(xlsx_bytes(HEADER + ["x"] * 100), "plan.xlsx")


def test_no_such_file(tmp_path):
    with pytest.raises(TableError, match="There is no file"):
        read_table(tmp_path / "none.csv", columns=COLUMNS)
    with pytest.raises(TableError, match="cannot be read"):
        read_table(tmp_path, columns=COLUMNS)


def test_same_row_twice_names_both():
    table = read(csv_bytes(HEADER, ROW, ["Talk", "May", "RAISE"], [ROW[0] + " ", *ROW[1:]]))
    assert repeats(table, table.rows) == ["plan.csv, row 4 repeats row 2: delete one of them."]


def test_at_most_twenty_problems_are_shown():
    said = str(TableError(*[f"Problem {n}." for n in range(25)])).splitlines()
    assert (len(said), said[-1]) == (21, "And 5 more like these.")


@given(st.binary(max_size=400))
def test_no_bytes_crash_the_reader(data):
    try:
        read(data)
    except TableError as error:
        assert str(error).startswith("plan.csv")


@given(st.binary(min_size=1, max_size=30), st.integers(0, 4000))
def test_no_damage_crashes_the_workbook_reader(noise, place):
    data = bytearray(WORKBOOK)
    place %= len(data)
    data[place : place + len(noise)] = noise
    try:
        read(bytes(data))
    except TableError as error:
        assert str(error).startswith("plan.csv")


WORKBOOK = xlsx_bytes(HEADER, ROW)
