"""Files that go with a paper: cleaned, named as appendices, fetched by whoever may read the paper, frozen with it."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from compact_portal.documents.models import Upload
from reviews.actions.board import writing
from reviews.actions.board.deciding import send_to_board
from reviews.models import Attachment, Paper, ReadingLink
from tests.documents.tags import pages_of_text, words
from tests.reviews.board.conftest import issue_it

pytestmark = pytest.mark.django_db


def a_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Author"] = "CANARY-author"
        document.save(out)
    return out.getvalue()


def address(paper, more: str) -> str:
    return f"/wealdshire/papers/{paper.pk}/{more}"


def add(client, paper, title="Map of the county", name="map.pdf", content=None):
    file = SimpleUploadedFile(name, content or a_pdf())
    return client.post(address(paper, "attach/"), {"title": title, "file": file}, follow=True).content.decode()


def test_file_is_cleaned_named_and_fetched_by_whoever_may_read(cast, paper, client, sign_in):
    assert "It is attached." in add(sign_in(cast.officer), paper)
    assert "Appendix 1: Map of the county" in add(sign_in(cast.officer), paper, title="Figures")
    sign_in(cast.lead)
    assert client.get(address(paper, "attachments/1/")).status_code == 404
    paper = issue_it(paper, cast.officer)
    send_to_board(paper=paper, by=cast.officer)
    client.logout()
    page = client.get(paper.get_absolute_url()).content.decode()
    assert 'href="' + address(paper, "attachments/2/") in page and "Appendix 2: Figures" in page
    answer = client.get(address(paper, "attachments/1/"))
    assert answer["Content-Disposition"].startswith("attachment") and b"CANARY-author" not in answer.content
    assert "Attachments Appendix What it is Appendix 1 Map of the county" in words(" ".join(pages_of_text(bytes(paper.issue.pdf.content))))


def test_closed_paper_keeps_its_files_for_the_board(cast, paper, client, sign_in, monkeypatch):
    add(sign_in(cast.officer), paper)
    writing.save_head(paper=paper, closed=True, by=cast.officer)
    paper = issue_it(paper, cast.officer)
    monkeypatch.setattr("reviews.views.board.attaching.link_of", lambda token: ReadingLink(paper=paper) if token == "right" else None)
    client.logout()
    assert client.get(address(paper, "attachments/1/")).status_code == 404
    assert client.get("/i/board/wrong/attachments/1/").status_code == 404
    by_link = client.get("/i/board/right/attachments/1/")
    assert (by_link.status_code, by_link["Referrer-Policy"]) == (200, "strict-origin")
    assert sign_in(cast.board_member).get(address(paper, "attachments/1/")).status_code == 200


def test_files_change_places_and_go_with_their_bytes(cast, paper, sign_in):
    client = sign_in(cast.officer)
    for title in ("First", "Second"):
        add(client, paper, title=title)
    second = paper.attachments.get(title="Second")
    client.post(address(paper, f"attachment/{second.pk}/move/"), {"way": "up"})
    assert list(paper.attachments.values_list("title", flat=True)) == ["Second", "First"]
    client.post(address(paper, f"attachment/{second.pk}/remove/"))
    assert list(paper.attachments.values_list("number", "title")) == [(1, "First")] and Upload.objects.count() == 1
    writing.remove_paper(paper=paper, by=cast.officer)
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("map.pdf", b"MZ\x90\x00", "map.pdf holds a program"), ("map.pdf", b"%PDF-1.4 x", "map.pdf is not a"), ("m.png", bytes(11 * 2**20), "10 MB")],
)
def test_what_is_not_what_it_says_is_refused_in_one_sentence(cast, paper, sign_in, name, content, said):
    assert said in add(sign_in(cast.officer), paper, name=name, content=content)
    assert not Attachment.objects.exists()


def test_issued_paper_takes_no_further_file(cast, paper, sign_in):
    add(sign_in(cast.officer), paper)
    paper = issue_it(paper, cast.officer)
    assert "so it stands as it is" in add(sign_in(cast.officer), paper)
    with pytest.raises(DatabaseError), transaction.atomic():
        Attachment.objects.update(title="Other")
    assert Paper.objects.get().attachments.get().title == "Map of the county"
