"""Files that are given in a case: what is refused, what they lose, and how much there can be."""

import io
import zipfile

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disputes import keeping, wall
from tests.disputes.conftest import unlocked_client

pytestmark = pytest.mark.django_db


def encrypted_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.txt", "words")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("evidence.txt", lambda: b"0" * 25 * 1024 * 1024, "evidence.txt is larger than 10 MB"),
        ("letter.pdf", encrypted_pdf, "protected by a password: save it again without one"),
        ("letter.pdf", lambda: b"MZ\x90\x00" + b"%PDF-1.7" * 20, "letter.pdf holds a program"),
        ("photo.jpg", lambda: b"GIF89a/*\xff\xd8\xff\xe0*/=1;alert(1)", "photo.jpg is not a JPEG picture"),
        ("letter.docx", lambda: b"%PDF-1.7" + zipped(), "letter.docx is not the document that its name says"),
        ("letter.docx", zipped, "letter.docx is not the document that its name says"),
        ("letter.html", lambda: b"<script>alert(1)</script>", "letter.html is of a type that is not taken"),
    ],
)
def test_file_that_is_too_large_locked_or_not_what_it_says_is_refused(told, name, content, said):
    client = unlocked_client(told.lead.person)
    given = {"audience": "case", "blacked_out": "on", "file": SimpleUploadedFile(name, content())}
    answer = client.post(f"/wealdshire/cases/{told.case.reference}/files/add/", given)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    with wall.inside(case=told.case):
        assert told.case.files.count() == 1


def test_file_loses_what_it_tells_of_its_writer_unless_its_holder_asks_to_keep_it(told):
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Author"] = "CANARY-WRITER"
        document.save(out)
    assert b"CANARY-WRITER" in out.getvalue()
    client = unlocked_client(told.lead.person)
    for keep, kept in ({}, 1), ({"keep_original": "on"}, 3):
        given = {"audience": "case", "blacked_out": "on", "file": SimpleUploadedFile("offer.pdf", out.getvalue())} | keep
        assert client.post(f"/wealdshire/cases/{told.case.reference}/files/add/", given).status_code == 302
        with wall.inside(case=told.case):
            files = {name: file for file, name in keeping.names(case=told.case, sitting=told.lead)}
            assert len(told.case.files.all()) == kept + 1
            cleaned = keeping.take_file(file=files["offer.pdf"], sitting=told.lead)[1]
            assert b"CANARY-WRITER" not in cleaned
    with wall.inside(case=told.case):
        assert b"CANARY-WRITER" in keeping.take_file(file=files["as given: offer.pdf"], sitting=told.lead)[1]


def test_files_of_a_case_have_an_upper_limit(told, monkeypatch):
    monkeypatch.setattr("disputes.actions.talking.MOST", 1024)
    given = {"audience": "case", "blacked_out": "on", "file": SimpleUploadedFile("long.txt", b"words " * 300)}
    answer = unlocked_client(told.lead.person).post(f"/wealdshire/cases/{told.case.reference}/files/add/", given)
    assert "Give a link instead" in answer.content.decode()


def test_files_that_come_at_once_are_counted_one_after_another(told):
    given = {"audience": "case", "blacked_out": "on", "file": SimpleUploadedFile("long.txt", b"words " * 300)}
    with CaptureQueriesContext(connection) as queries:
        unlocked_client(told.lead.person).post(f"/wealdshire/cases/{told.case.reference}/files/add/", given)
    lock = max(n for n, query in enumerate(queries) if "FOR UPDATE" in query["sql"] and '"disputes_case"' in query["sql"])
    assert lock < min(n for n, query in enumerate(queries) if "SUM(" in query["sql"])
