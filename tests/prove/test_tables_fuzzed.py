"""Five thousand damaged files: the reader gives a table or refuses in sentences, never anything else."""

import io
import random
import time
import zipfile
from collections import Counter

import pytest

from compact_portal.documents.tables import Table, TableError, read_table
from tests.actionplans.samples import csv_bytes, xlsx_bytes
from tests.documents.test_tables import COLUMNS, HEADER, ROW

pytestmark = pytest.mark.prove
FILES, SEED = 5_000, 2008
PIECES = [
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b'""', b",", b";", b"\t", b"\r", b"\n", b"\r\n", b"=1+1", b"#REF!", b"\x1a", b"\xe9", b"\xc3",
    b"PK\x03\x04", b"<", b">", b"/>", b"&", b"]]>", b"<!DOCTYPE x>", b'r="XFD1048576"', b'r="A0"', b't="s"', b't="e"', b"<v>-1</v>", b"<f>1</f>",
    b"1e999", b"-99999999999", b"NaN", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b'xmlns=""', b"mergeCell", b"A1:XFD1048576", b'encoding="utf-7"',
]  # fmt: skip


def samples() -> list[bytes]:
    rows = [HEADER, ROW, ["", "", ""], ["Second line\nof a cell", "1st and 7th October 2008", "A; B"], ["Last", "ongoing", ""]]
    tables = [csv_bytes(*rows, encoding=code, delimiter=sign) for code in ("utf-8", "utf-8-sig", "utf-16", "cp1252") for sign in ",;\t"]
    return tables + [xlsx_bytes(*rows), xlsx_bytes(*rows, sheet="Plan", others=[("Notes", [["x"]])])] * 6


def damaged(chance: random.Random, data: bytes) -> bytes:
    """One to eight changes: bytes flipped, pieces put in, taken out, doubled, moved, or the end cut off."""
    data = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 4, 8])):
        place, length = chance.randrange(len(data) + 1), chance.randint(0, 40)
        match chance.randrange(6):
            case 0:
                data[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                data[place:place] = chance.choice(PIECES) * chance.choice([1, 1, 1, 50])
            case 2:
                del data[place : place + length]
            case 3:
                data[place:place] = data[place : place + length]
            case 4:
                piece, to = data[place : place + length], chance.randrange(len(data) + 1)
                data[to : to + length] = piece
            case 5 if chance.random() < 0.2:
                del data[place:]
    return bytes(data)


def damaged_inside(chance: random.Random, data: bytes) -> bytes:
    """A workbook that unpacks well and whose parts are damaged, missing or doubled."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        names = whole.namelist()
        hit = set(chance.sample(names, chance.randint(1, 2))) | ({"xl/worksheets/sheet1.xml"} if chance.random() < 0.6 else set())
        for name in names:
            if name in hit and chance.random() < 0.1:
                continue
            package.writestr(name, damaged(chance, whole.read(name)) if name in hit else whole.read(name))
    return out.getvalue()


def test_damaged_files_give_a_table_or_sentences(figure):
    chance, whole = random.Random(SEED), samples()
    seen, slowest = Counter(), 0.0
    for number in range(FILES):
        base = chance.choice(whole)
        inside = base.startswith(b"PK") and chance.random() < 0.7
        data = damaged_inside(chance, base) if inside else damaged(chance, base)
        started = time.perf_counter()
        try:
            table = read_table(io.BytesIO(data), name="plan.file", columns=COLUMNS)
        except TableError as refused:
            seen["refused"] += 1
            for line in str(refused).splitlines():
                assert line.endswith(".") and (line.startswith(("plan.file", "And "))), (number, line)
        except BaseException as error:
            raise AssertionError(f"file {number} of seed {SEED}: {error!r}") from error
        else:
            assert isinstance(table, Table), number
            seen["read"] += 1
        slowest = max(slowest, time.perf_counter() - started)
    figure(f"table reader: {FILES} damaged files, {seen['read']} read as a table, {seen['refused']} refused in sentences, slowest {slowest:.1f} s")
    assert seen["read"] and seen["refused"] and slowest < 10
