"""A document that the survey asks about, kept here: taken, fetched by those who are asked, and gone when nothing needs it."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from compact_portal.documents.models import Upload
from reviews.actions.running import open_survey, send_invitations
from reviews.designing.copying import copy_questions
from reviews.designing.editing import remove
from reviews.models import Review, Survey
from tests.reviews.answers import BASE, link_for, numbers
from tests.reviews.conftest import CLOSES, OPENS, at

pytestmark = pytest.mark.django_db
DESIGN = f"{BASE}design/"


def letter(words: str = "What the folder says.") -> bytes:
    written, out = docx.Document(), io.BytesIO()
    written.add_paragraph(words)
    written.core_properties.author = "CANARY-WRITER"
    written.save(out)
    return out.getvalue()


@pytest.fixture
def document(draft_survey):
    return draft_survey.documents.get(number=1)


def change(client, document, **more):
    typed = {"title": document.title, "purpose": document.purpose, "link": ""}
    return client.post(f"{DESIGN}documents/{document.pk}/", typed | more, follow=True)


def test_document_is_uploaded_and_fetched_by_those_who_are_asked(cast, document, sign_in, today_is):
    officer = sign_in(cast.officer)
    assert "enctype" in officer.get(f"{DESIGN}documents/{document.pk}/").content.decode()
    change(officer, document, file=SimpleUploadedFile("Folder 2009.docx", letter()))
    address = f"{BASE}documents/1/"
    assert f'href="{address}"' in officer.get(DESIGN).content.decode()
    survey = open_survey(survey=document.survey, by=cast.officer, at=at(OPENS))
    send_invitations(survey=survey, by=cast.officer, at=at(OPENS))
    browser = Client()
    assert browser.get(address).status_code == 403
    browser.post(link_for(cast.charity))
    page = browser.get(f"{BASE}{numbers(survey)[document.title]}/").content.decode()
    assert "Fetch Information Folder" in page and f'href="{address}"' in page
    answer = browser.get(address)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Folder 2009.docx"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert docx.Document(io.BytesIO(answer.content)).paragraphs[0].text == "What the folder says."
    assert b"CANARY-WRITER" not in answer.content
    for person, status in ((cast.lead, 200), (cast.vcs_member, 200), (cast.stranger, 404), (cast.superuser, 404)):
        assert sign_in(person).get(address).status_code == status, person
    assert browser.get(f"{BASE}documents/2/").status_code == 404


@pytest.mark.parametrize(("name", "content", "sentence"), [
    ("folder.csv", b"a,b", "folder.csv is of a type that not everybody can read"),
    ("folder.txt", b"Words", "folder.txt is of a type that not everybody can read"),
    ("folder.exe", b"MZ", "folder.exe is of a type that is not taken"),
    ("folder.pdf", b"<script>", "folder.pdf is not a PDF document"),
    ("folder.pdf", b"%PDF-" + b"x" * (10 * 1024 * 1024), "folder.pdf is larger than 10 MB"),
])  # fmt: skip
def test_what_is_no_such_document_is_refused_in_words(cast, document, sign_in, name, content, sentence):
    page = change(sign_in(cast.officer), document, file=SimpleUploadedFile(name, content)).content.decode()
    assert sentence in page
    assert not Upload.objects.exists()


def test_file_is_replaced_and_taken_away_and_nothing_is_left(cast, document, sign_in):
    officer = sign_in(cast.officer)
    for name in ("first.docx", "second.docx"):
        change(officer, document, file=SimpleUploadedFile(name, letter()))
    assert [upload.name for upload in Upload.objects.all()] == ["second.docx"]
    assert "Take away the file second.docx" in officer.get(f"{DESIGN}documents/{document.pk}/").content.decode()
    change(officer, document)  # other words: the file stays
    assert Upload.objects.count() == 1
    change(officer, document, take_file_away="on")
    assert not Upload.objects.exists()


def test_next_years_survey_shares_the_file_until_neither_needs_it(cast, document, sign_in):
    change(sign_in(cast.officer), document, file=SimpleUploadedFile("folder.docx", letter()))
    review = Review.objects.create(compact=cast.compact, year=2010, label="2010 – 2011")
    later = Survey.objects.create(review=review, compact=cast.compact, opens_on=OPENS.replace(year=2010), closes_on=CLOSES.replace(year=2010))
    copy_questions(document.survey, later)
    assert later.documents.get(number=1).upload == Upload.objects.get()
    remove(part=later.documents.get(number=1), by=cast.officer)
    assert Upload.objects.count() == 1
    document.refresh_from_db()
    remove(part=document, by=cast.officer)
    assert not Upload.objects.exists()
