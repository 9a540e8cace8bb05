"""Files under lock: whole, in order, or not at all."""

import itertools
from dataclasses import replace

import pytest

from disputes.vault import CannotOpen, files, texts
from disputes.vault.places import Place

PLACE = Place(case="c-7f3a", table="statement", row="17", field="body", version=3)
KEY = bytes(range(32))


SIZES = [0, 1, 1023, 1024, files.CHUNK - 1, files.CHUNK, files.CHUNK + 1, 3 * files.CHUNK, 3 * files.CHUNK + 5]


@pytest.mark.parametrize("size", SIZES)
def test_file_comes_back_as_it_was(size):
    content = bytes(range(256)) * (size // 256) + b"\x80" * (size % 256)
    assert files.open_file(files.lock_file(content, key=KEY, place=PLACE), key=KEY, place=PLACE) == content


def test_file_that_is_not_whole_does_not_open():
    head, *chunks = files.lock_file(b"evidence" * 40_000, key=KEY, place=PLACE)
    assert len(chunks) == 5
    wrong = {
        "its end is missing": chunks[:-1],
        "its beginning is missing": chunks[1:],
        "one is missing": chunks[:2] + chunks[3:],
        "two have changed places": [chunks[1], chunks[0], *chunks[2:]],
        "one is there twice": [chunks[0], *chunks],
        "one is cut": [*chunks[:-1], chunks[-1][:-1]],
        "nothing is there": [],
        "another's chunk is among them": [next(itertools.islice(files.lock_file(b"evidence" * 40_000, key=KEY, place=PLACE), 1, 2)), *chunks[1:]],
    }
    for why, stored in wrong.items():
        with pytest.raises(CannotOpen):
            pytest.fail(f"{why}: {files.open_file([head, *stored], key=KEY, place=PLACE)[:20]!r}")
    for stored in ([], [b""], chunks, [b"\x02" + head[1:], *chunks]):
        with pytest.raises(CannotOpen):
            files.open_file(stored, key=KEY, place=PLACE)
    with pytest.raises(CannotOpen):
        files.open_file([head, *chunks], key=KEY, place=replace(PLACE, row="18"))


def test_a_text_is_no_file():
    with pytest.raises(CannotOpen):
        files.open_file([texts.lock("x", key=KEY, place=PLACE)], key=KEY, place=PLACE)
