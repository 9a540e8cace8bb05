"""The agenda and the minutes of a meeting as tagged PDF and as Word."""

import datetime
import io

import pytest
from docx import Document

from actionplans.actions.meetings import note_decision, record_meeting
from actionplans.models import ProgressMeeting
from tests.documents.tags import elements, marks_without_owner, opened, pages_of_text

pytestmark = pytest.mark.django_db
DAY = datetime.date(2009, 5, 12)


@pytest.fixture
def held(cast):
    meeting = record_meeting(
        plan=cast.compact, held_on=DAY, of="Steering group", chaired_by="the chair", noted="Two new members were welcomed.\n\nTea is short.",
        agenda=["Gaps: 3 signatories without a main Champion"], by=cast.officer,
    )  # fmt: skip
    note_decision(meeting=meeting, text="Write a guide for newcomers", owners="Oak Hill", by_when="June", by=cast.officer)
    return meeting


@pytest.fixture
def coming(cast):
    words = {"held_on": DAY + datetime.timedelta(days=30), "of": "Steering group", "place": "Town Hall", "items": "The new leaflet\nTea"}
    return ProgressMeeting.objects.create(group=cast.compact, recorded_at="2009-05-01T12:00Z", recorded_by=cast.officer, **words)


def paper(client, meeting, form: str):
    response = client.get(f"/wealdshire/agenda/{meeting.pk}/paper.{form}")
    assert response.status_code == 200
    return response


def test_minutes_are_a_tagged_pdf_with_title_and_language(cast, sign_in, held):
    response = paper(sign_in(cast.vcs_member), held, "pdf")
    assert response["Content-Disposition"] == 'attachment; filename="wealdshire-minutes-2009-05-12.pdf"'
    with opened(response.content) as document:
        kinds = [kind for kind, _ in elements(document)]
        assert (kinds.count("H1"), kinds.count("H2"), kinds.count("LI")) == (1, 3, 2)
        assert marks_without_owner(document) == 0 and bool(document.Root.MarkInfo.Marked)
        assert str(document.Root.Lang) == "en-GB"
        assert str(document.docinfo["/Title"]) == "Minutes: Steering group, 12 May 2009"
    text = " ".join(" ".join(pages_of_text(response.content)).split())
    for words in (
        "Wealdshire Compact", "Chaired by: the chair", "Two new members were welcomed. Tea is short.", "Gaps: 3 signatories",
        "Write a guide for newcomers; Who: Oak Hill; By when: June",
    ):  # fmt: skip
        assert words in text


def test_agenda_is_a_tagged_pdf_with_what_is_open_and_what_somebody_added(cast, sign_in, coming):
    response = paper(sign_in(cast.officer), coming, "pdf")
    assert "wealdshire-agenda-2009-06-11.pdf" in response["Content-Disposition"]
    with opened(response.content) as document:
        assert str(document.docinfo["/Title"]) == "Agenda: Steering group, 11 June 2009" and marks_without_owner(document) == 0
    text = " ".join(" ".join(pages_of_text(response.content)).split())
    for words in ("Where: Town Hall", "Drawn from what is open on", "signatories without a main Champion", "Besides", "The new leaflet"):
        assert words in text


def test_word_has_the_same_headings(cast, sign_in, held):
    document = Document(io.BytesIO(paper(sign_in(cast.officer), held, "docx").content))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == ["What was noted", "What it decided", "The agenda as it was"]


def test_pages_lead_to_the_paper_and_strangers_find_none(cast, sign_in, held, coming):
    officer = sign_in(cast.officer)
    for page, meeting in ((f"/wealdshire/meetings/{held.pk}/", held), (f"/wealdshire/agenda/{coming.pk}/", coming)):
        assert f"/wealdshire/agenda/{meeting.pk}/paper.pdf" in officer.get(page).content.decode()
    assert officer.get(f"/wealdshire/agenda/{held.pk}/paper.txt").status_code == 404
    assert sign_in(cast.lead).get(f"/wealdshire/agenda/{held.pk}/paper.pdf").status_code == 404
