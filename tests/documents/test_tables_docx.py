"""Tables of Word documents: one cut into several, merged cells, changes nobody accepted yet, and what is no table."""

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from compact_portal.documents.tables import HEADING_ABOVE, TableError, read_grid


def document(*tables, headings=(), start=()) -> docx.document.Document:
    """Tables given as rows of text; each stands under its heading, where there is one."""
    made = docx.Document()
    for text in start:
        made.add_paragraph(text)
    for place, rows in enumerate(tables):
        if place < len(headings):
            made.add_heading(headings[place], 1)
        table = made.add_table(rows=len(rows), cols=len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    return made


def grid_of(made):
    out = io.BytesIO()
    made.save(out)
    return read_grid(io.BytesIO(out.getvalue()), name="plan.docx")


HEADER = ["Who", "Activity", "By When"]


def test_one_table():
    grid = grid_of(document([HEADER, ["WC", "Meet.\nTalk.", "May  2008"]]))
    assert grid.header == [HEADING_ABOVE, *HEADER]
    assert grid.rows == [(2, ["", "WC", "Meet.\nTalk.", "May 2008"])]


def test_table_under_each_heading():
    grid = grid_of(document([HEADER, ["WC", "Meet.", ""]], [HEADER, ["WP", "Talk.", "June"]], headings=["1. To meet", "2. To talk"]))
    assert grid.rows == [("2 of table 1", ["1. To meet", "WC", "Meet.", ""]), ("2 of table 2", ["2. To talk", "WP", "Talk.", "June"])]


def test_table_without_column_names_goes_on_under_those_before():
    grid = grid_of(document([HEADER, ["WC", "Meet.", ""]], [["WP", "Talk.", "June"]], headings=["A", "B"]))
    assert grid.rows[1] == ("1 of table 2", ["B", "WP", "Talk.", "June"])


def test_line_over_the_whole_width_is_a_heading():
    made = document([["1. To meet", "", ""], HEADER, ["WC", "Meet.", ""], ["2. To talk", "", ""], ["WP", "Talk.", ""]])
    for number in (0, 3):
        made.tables[0].rows[number].cells[0].merge(made.tables[0].rows[number].cells[2])
    grid = grid_of(made)
    assert grid.rows == [(3, ["1. To meet", "WC", "Meet.", ""]), (5, ["2. To talk", "WP", "Talk.", ""])]


def test_cell_merged_downwards_says_the_same_in_each_row():
    made = document([HEADER, ["WC", "Meet.", ""], ["", "Talk.", ""]])
    made.tables[0].rows[1].cells[0].merge(made.tables[0].rows[2].cells[0])
    assert [cells[1] for _, cells in grid_of(made).rows] == ["WC", "WC"]


def test_words_inserted_with_changes_shown_count_and_deleted_ones_do_not():
    made = document([HEADER, ["WC", "Meet.", ""]])
    paragraph = made.tables[0].rows[1].cells[1].paragraphs[0]._p
    paragraph.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="x"><w:r><w:t xml:space="preserve"> Twice.</w:t></w:r></w:ins>'))
    paragraph.append(parse_xml(f'<w:del {nsdecls("w")} w:id="2" w:author="x"><w:r><w:delText>Never.</w:delText></w:r></w:del>'))
    assert grid_of(made).rows[0][1][2] == "Meet. Twice."


def test_tables_of_another_shape_are_named():
    grid = grid_of(document([["Version", "3"]], [HEADER, ["WC", "Meet.", ""], ["WC", "Talk.", ""]]))
    assert len(grid.rows) == 2
    assert grid.remarks == ["plan.docx: only tables of 3 columns were read, not table 1."]


def test_document_without_a_table():
    with pytest.raises(TableError, match="is a Word document without a table of two columns or more"):
        grid_of(document(start=["Only words."]))


def test_word_never_calculates_so_nothing_is_refused():
    assert grid_of(document([HEADER, ["WC", "=1+1", ""]])).rows[0][1][2] == "=1+1"
