"""CSV that leaves the portal is text to every spreadsheet program."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_portal.documents.tables_out import neutral, to_csv


@pytest.mark.parametrize(
    "text",
    ["=1+1", "\t=1+1", "\r=1", "\n=1", " =1+1", "\u00a0=1", "\u200b=1", "＝1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "|x", "%x", "\x00=1"],
)
def test_what_would_be_calculated_is_text(text):
    assert neutral(text).startswith("'")


@pytest.mark.parametrize("text", ["", "June 2008", "-1.5", "+44 20 7946 0000", "12%", "a=b", "– dash", "1. To know"])
def test_ordinary_text_is_untouched(text):
    assert neutral(text) == text


@given(st.text())
def test_no_cell_begins_a_formula(text):
    shape = unicodedata.normalize("NFKC", neutral(text)).strip().lstrip("\u200b\ufeff")
    assert shape[:1] not in ("=", "@", "|") or not shape


def test_bytes_are_read_by_excel():
    data = to_csv(["Activity"], [["Café, “open”"], ["=1"]])
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) == [["Activity"], ["Café, “open”"], ["'=1"]]
