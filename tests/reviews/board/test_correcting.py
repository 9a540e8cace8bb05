"""An error in an issued paper makes a further version; every version keeps its address, and the search finds the newest words."""

import io

import docx
import pytest
from django.core.exceptions import PermissionDenied

from compact_portal.audit.models import Event
from reviews.actions.board.correcting import correct_paper
from reviews.archive.indexing import index_new
from reviews.models import IssuedPaper, PaperPart
from tests.documents.tags import opened, pages_of_text, words
from tests.reviews.board.conftest import issue_it

pytestmark = pytest.mark.django_db
SAID = {"place": "Paragraph 3.1", "wrong": "more is to come", "right": "nothing more comes <b>heron</b>"}


def text_of(pdf) -> str:
    return words(" ".join(pages_of_text(bytes(pdf.content))))


def test_correction_is_a_version_that_begins_with_it(cast, paper, client, sign_in):
    paper = issue_it(paper, cast.officer)
    first = paper.issue
    officer = sign_in(cast.officer)
    answer = officer.post(f"/wealdshire/papers/{paper.pk}/correct/", SAID, follow=True).content.decode()
    assert "Version 2 is issued." in answer and "This is version 2" in answer
    client.logout()
    page = words(client.get(paper.get_absolute_url()).content.decode())
    assert page.index("In place of: more is to come") < page.index("nothing more comes &lt;b&gt;heron&lt;/b&gt;") < page.index("As paragraph")
    assert client.get(f"/wealdshire/papers/{paper.pk}.pdf").content == bytes(first.newest.pdf.content)
    earlier = client.get(f"/wealdshire/papers/{paper.pk}/versions/1/").content.decode()
    assert "A newer one" in earlier and "In place of" not in earlier
    assert client.get(f"/wealdshire/papers/{paper.pk}/versions/1/paper.pdf").content == bytes(first.pdf.content)
    assert client.get(f"/wealdshire/papers/{paper.pk}/versions/3/").status_code == 404
    assert Event.objects.get(verb="paper.corrected").detail["version"] == 2


def test_every_form_carries_all_corrections_and_draws_nothing_anew(cast, paper):
    paper = issue_it(paper, cast.officer)
    cast.compact.words = {"steering_group": "CANARY"}
    cast.compact.save(update_fields=["words"])
    for place in ("Paragraph 2.1", "Paragraph 3.1"):
        correct_paper(paper=paper, by=cast.officer, **SAID | {"place": place})
    newest = IssuedPaper.objects.get().newest
    assert newest.version == 3
    pdf = text_of(newest.pdf)
    assert pdf.count("In place of: more is to come") == 2 and "CANARY" not in pdf
    assert text_of(paper.issue.pdf).split("Recommendation", 1)[1] == pdf.split("are wrong:", 1)[1].split("Recommendation", 1)[1]
    with opened(bytes(newest.pdf.content)) as document:
        assert str(document.Root.Lang) == "en-GB"
    read = docx.Document(io.BytesIO(bytes(newest.docx.content)))
    assert [one.text for one in read.paragraphs if one.style.name.startswith("Heading")][:2] == ["Corrections", "Recommendation"]


def test_search_finds_the_correction_in_place_of_what_stood_there(cast, paper, client):
    paper = issue_it(paper, cast.officer)
    assert (index_new(), index_new()) == (1, 0)
    correct_paper(paper=paper, by=cast.officer, **SAID)
    assert (index_new(), index_new()) == (1, 0)
    page = client.get("/wealdshire/years/search/", {"q": "heron"}).content.decode()
    assert "1 section holds these words" in page and paper.get_absolute_url() in page


def test_only_an_officer_corrects_and_a_draft_is_not_corrected(cast, paper, sign_in):
    assert sign_in(cast.officer).get(f"/wealdshire/papers/{paper.pk}/correct/").status_code == 404
    paper = issue_it(paper, cast.officer)
    with pytest.raises(PermissionDenied):
        correct_paper(paper=paper, by=cast.vcs_member, **SAID)
    assert PaperPart.objects.filter(paper=paper).exists()
