"""What is uploaded stays in memory: no temporary file is opened for it, and a request holds no more than may be kept."""

import tempfile
from unittest.mock import Mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import RequestFactory

from compact_portal.documents.uploads import MAX_BYTES
from tests.disputes.conftest import unlocked_client

KEPT = 4 * 1024 * 1024  # more than Django would leave in memory


def sent(*contents: bytes):
    """The files as a view gets them."""
    given = {f"file{number}": SimpleUploadedFile(f"{number}.txt", content) for number, content in enumerate(contents)}
    files = RequestFactory().post("/", given).FILES
    return [files[name] for name in given]


@pytest.fixture
def no_disk(monkeypatch):
    refused = Mock(side_effect=AssertionError("a file was put on disk"))
    monkeypatch.setattr(TemporaryUploadedFile, "__init__", refused)
    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refused)


def test_large_file_is_given_whole_without_a_disk(no_disk):
    (file,) = sent(b"a" * KEPT)
    assert (file.size, file.read()) == (KEPT, b"a" * KEPT)


@pytest.mark.parametrize("size", [MAX_BYTES + 1, 3 * MAX_BYTES])
def test_what_is_too_large_says_how_large_and_is_not_held(no_disk, size):
    small, large = sent(b"words", b"a" * size)
    assert (small.read(), large.size, large.read()) == (b"words", size, b"")


def test_files_that_are_too_large_together_are_not_taken_in_part(no_disk):
    first, second, third = sent(b"a" * KEPT, b"b" * (MAX_BYTES - 1), b"c" * KEPT)
    assert (first.size, third.size) == (KEPT, KEPT)
    assert second.size > MAX_BYTES and second.read() == b""


@pytest.mark.django_db
def test_file_of_a_case_never_stands_on_a_disk(told, no_disk):
    given = {"audience": "case", "blacked_out": "on", "file": SimpleUploadedFile("long.txt", b"CANARY words " * (KEPT // 13))}
    assert unlocked_client(told.lead.person).post(f"/wealdshire/cases/{told.case.reference}/files/add/", given).status_code == 302
