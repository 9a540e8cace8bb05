"""Meetings look at progress: what they noted stays with the steering group, what they decided becomes updates; and the paper for them."""

import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from actionplans.actions.asking import ask_all_due
from actionplans.actions.meetings import call_off, decide_action, plan_meeting, record_meeting
from actionplans.actions.progress import give_update
from actionplans.models import Action, Plan, ProgressMeeting, ProgressNote, Risk, Update
from actionplans.papers import paper_of
from actionplans.tasks import papers_to_bring, tasks_of
from compact_portal.audit.models import Event
from compact_portal.messaging.models import Message
from tests.actionplans.test_plan_pages import make_plan

pytestmark = pytest.mark.django_db
ON = datetime.date(2009, 6, 15)
HELD = datetime.date(2009, 6, 10)
SAID = {"held_on": HELD, "of": "Working group", "chaired_by": "the chair", "noted": "CANARY-NOTED"}


@pytest.fixture(autouse=True)
def on(monkeypatch):
    for where in ("views.plans", "views.progress", "views.seeing", "views.papers", "actions.progress", "actions.meetings", "forms.meetings"):
        monkeypatch.setattr(f"actionplans.{where}.today", lambda: ON)


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan(cast, actions=1)


def address(plan, name="meetings", *more) -> str:
    return reverse(f"actionplans:{name}", args=["wealdshire", plan.period, *more])


def day(on: datetime.date) -> dict:
    return {"held_on-day": on.day, "held_on-month": on.month, "held_on-year": on.year}


def test_meeting_is_written_down_and_its_decision_becomes_an_update(cast, plan, sign_in, client):
    words = {"of": "Working group", "chaired_by": "the chair", "noted": "CANARY-NOTED"}
    page = sign_in(cast.vcs_member).post(address(plan, "meeting_add"), day(HELD) | words, follow=True).content.decode()
    held, action = ProgressMeeting.objects.get(), Action.objects.get()
    assert (held.recorded_by, Event.objects.get(verb="plan.progress_looked_at").actor) == (cast.vcs_member, cast.vcs_member)
    way = address(plan, "progress", action.pk)
    assert "Working group, 10 June 2009" in page and "CANARY-NOTED" in page and f"{way}?meeting={held.pk}" in page
    first = client.get(f"{way}?meeting={held.pk}").content.decode()
    assert f'name="meeting" value="{held.pk}"' in first
    second = f"{way}?meeting={held.pk}&rating=on_track"
    assert f'<option value="{held.pk}" selected>Working group, 10 June 2009</option>' in client.get(second).content.decode()
    said = client.post(second, {"seen": "0", "done": "We shall meet in July.", "meeting": held.pk}, follow=True).content.decode()
    assert "We shall meet in July." in said[said.index("What it decided") :]
    assert Update.objects.get().meeting == held
    client.logout()
    public = client.get(plan.get_absolute_url()).content.decode()
    assert "We shall meet in July." in public and "CANARY-NOTED" not in public
    assert "CANARY-NOTED" not in client.get(address(plan, "action", action.pk)).content.decode()


def test_owner_is_not_asked_for_a_meeting(cast, plan, sign_in):
    record_meeting(plan=plan, by=cast.officer, **SAID)
    Action.objects.get().owners.add(cast.charity)
    page = sign_in(cast.lead).get(f"{address(plan, 'progress', Action.objects.get().pk)}?rating=on_track").content.decode()
    assert "What was done?" in page and "Did a meeting decide it?" not in page


def test_words_of_a_meeting_are_mended(cast, plan, sign_in):
    held = record_meeting(plan=plan, by=cast.officer, **SAID)
    client = sign_in(cast.officer)
    assert "CANARY-NOTED" in client.get(address(plan, "meeting_change", held.pk)).content.decode()
    client.post(address(plan, "meeting_change", held.pk), day(HELD) | {"of": "Forum", "chaired_by": "the officer", "noted": ""})
    held.refresh_from_db()
    assert (held.of, held.chaired_by, held.noted) == ("Forum", "the officer", "")


def test_refusals(cast, plan, sign_in):
    for person in (cast.lead, cast.stranger, cast.superuser):
        with pytest.raises(PermissionDenied):
            record_meeting(plan=plan, by=person, **SAID)
    with pytest.raises(ValidationError, match="has not come yet"):
        record_meeting(plan=plan, by=cast.officer, **SAID | {"held_on": ON + datetime.timedelta(days=1)})
    held = record_meeting(plan=plan, by=cast.officer, **SAID)
    with pytest.raises(ValidationError, match="in the record already"):
        record_meeting(plan=plan, by=cast.officer, **SAID)
    action = Action.objects.get()
    action.owners.add(cast.charity)
    with pytest.raises(PermissionDenied):  # an owner reports for itself, not for the group
        give_update(action=action, rating="on_track", done="x", meeting=held, by=cast.lead, on=ON)
    Plan.objects.update(status="draft")
    with pytest.raises(ValidationError, match="draft"):
        record_meeting(plan=Plan.objects.get(), by=cast.officer, **SAID | {"of": "Forum"})


@pytest.mark.parametrize("more", [0, 6])
def test_list_costs_the_same_for_more_meetings(cast, plan, sign_in, django_assert_num_queries, more):
    for number in range(more + 1):
        held = record_meeting(plan=plan, by=cast.officer, **SAID | {"of": f"Group {number}"})
    give_update(action=Action.objects.get(), rating="on_track", done="x", meeting=held, by=cast.officer, on=ON)
    client = sign_in(cast.officer)
    with django_assert_num_queries(9):
        page = client.get(address(plan)).content.decode()
    assert page.count("CANARY-NOTED") == more + 1


def reported(plan, cast) -> Action:
    action = Action.objects.get()
    ProgressNote.objects.all().delete()
    ProgressNote.objects.create(action=action, number=1, text="CANARY of another time.", noted_on="2009-02-01")
    give_update(
        action=action, rating="late", done="We asked the hall.", reason="It burnt down.", next_steps="Ask the school.", by=cast.officer, on=ON
    )
    return action


def test_paper_says_what_was_reported_in_its_time(cast, plan, client):
    action = reported(plan, cast)
    paper = paper_of(plan, datetime.date(2009, 4, 1), on=ON)
    rows = [row for _, rows in paper.parts for row in rows]
    assert [row.action for row in rows] == [action]
    assert rows[0].said == ["15 June 2009: We asked the hall.", "Why: It burnt down.", "Next: Ask the school."]
    page = client.get(address(plan, "papers")).content.decode()
    assert "April to June 2009" in page and "January to March 2009" in page and "July to September" not in page
    pdf = client.get(address(plan, "paper_pdf", "2009-04"))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert client.get(address(plan, "paper_pdf", "2009-05")).status_code == client.get(address(plan, "paper_pdf", "2009-07")).status_code == 404


def test_paper_as_a_word_document(cast, plan, client):
    import docx

    reported(plan, cast)
    document = docx.Document(io.BytesIO(client.get(address(plan, "paper_docx", "2009-04")).content))
    assert document.paragraphs[0].text == f"Wealdshire Compact: progress of “{plan}”, April to June 2009"
    assert document.tables[0].rows[1].cells[1].text.splitlines()[0] == "15 June 2009: We asked the hall."
    assert "CANARY" not in "".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)


def test_meeting_to_come_reminds_of_the_paper(cast, plan):
    meeting = ON + datetime.timedelta(days=5)
    Action.objects.update(recurrence="At quarterly meetings of the partnership", meetings=[meeting], status="under_way", ongoing=True)
    assert [(task.due_on, task.address) for task in papers_to_bring({cast.compact.pk}, ON)] == [(meeting, address(plan, "papers"))]
    assert papers_to_bring({cast.compact.pk}, meeting + datetime.timedelta(days=1)) == []
    assert not [task for task in tasks_of(cast.vcs_member, ON) if "Bring progress" in task.what]
    ask_all_due(on=ON)
    assert all(address(plan, "papers") in message.text for message in Message.objects.all()) and Message.objects.exists()


def test_who_named_a_barrier_is_for_the_steering_group_alone(cast, plan, sign_in, client):
    client = sign_in(cast.officer)
    words = {
        "text": "Nobody has time.",
        "likelihood": "2",
        "impact": "2",
        "owner": "All",
        "answer": "Shorter meetings.",
        "named_by": [cast.charity.pk],
    }
    client.post(address(plan, "risk_add"), words)
    risk = Risk.objects.get()
    assert list(risk.named_by.all()) == [cast.charity]
    assert f'value="{cast.charity.pk}" checked' in client.get(address(plan, "risk_change", risk.pk)).content.decode()
    named = f"Named by {cast.charity}"
    assert named in client.get(plan.get_absolute_url()).content.decode()
    client.logout()
    for page in (plan.get_absolute_url(), address(plan, "plan_docx"), address(plan, "plan_csv")):
        assert named.encode() not in client.get(page).content
    assert "Nobody has time." in client.get(plan.get_absolute_url()).content.decode()


def test_a_meeting_is_planned_held_and_decides_something_new(cast, sign_in, plan):
    """From the agenda, drawn from what is open, to the minutes that keep it, and a new action of the plan."""
    Action.objects.update(due_on=ON - datetime.timedelta(days=3), status="planned", text="Print the folder", ongoing=False)
    client = sign_in(cast.vcs_member)
    planned = client.post(address(plan, "meeting_plan"), day(ON) | {"of": "Steering group", "items": "Parking\nA name for the folder"})
    meeting = ProgressMeeting.objects.get()
    assert not meeting.is_held
    agenda = f"/wealdshire/agenda/{meeting.pk}/"
    assert planned.url == agenda
    assert client.get(address(plan, "meeting", meeting.pk)).url == agenda
    page = client.get(agenda).content.decode()
    assert "Print the folder" in page and "Parking" in page and "without a main Champion" in page
    assert str(meeting) in client.get("/wealdshire/year/").content.decode()
    minutes = day(ON) | {"of": "Steering group", "chaired_by": "the chair", "noted": "All well."}
    assert client.post(f"{agenda}minutes/", minutes).url == address(plan, "meeting", meeting.pk)
    meeting.refresh_from_db()
    assert meeting.is_held and meeting.agenda[-2:] == ["Parking", "A name for the folder"]
    assert any("Print the folder" in line for line in meeting.agenda)
    assert client.get(agenda).status_code == 404
    assert client.get(address(plan, "meeting_decide", meeting.pk)).status_code == 404
    officer, target = sign_in(cast.officer), plan.targets.first()
    officer.post(address(plan, "meeting_decide", meeting.pk), {"target": target.pk, "text": "Name the folder", "by_when": "June 2009"})
    made = Action.objects.get(text="Name the folder")
    assert (made.decided_at, made.target) == (meeting, target)
    assert "Name the folder" in officer.get(address(plan, "meeting", meeting.pk)).content.decode()


def test_a_meeting_that_was_held_is_neither_moved_nor_called_off(cast, sign_in, plan):
    held = record_meeting(plan=plan, held_on=ON, of="Group", chaired_by="the chair", noted="", by=cast.officer, on=ON)
    with pytest.raises(ValidationError, match="was held"):
        plan_meeting(plan=plan, meeting=held, held_on=ON, of="Group", by=cast.officer, on=ON)
    with pytest.raises(ValidationError, match="was held"):
        call_off(meeting=held, by=cast.officer, on=ON)
    coming = plan_meeting(plan=plan, held_on=ON, of="Forum", by=cast.vcs_member, on=ON)
    for somebody in (cast.lead, cast.superuser):
        with pytest.raises(PermissionDenied):
            plan_meeting(plan=plan, held_on=ON, of="Another", by=somebody, on=ON)
        with pytest.raises(PermissionDenied):
            call_off(meeting=coming, by=somebody, on=ON)
    with pytest.raises(ValidationError, match="minutes first"):
        decide_action(meeting=coming, target=plan.targets.first(), text="x", owners="", by_when="", by=cast.officer)
    assert [str(one) for one in ProgressMeeting.objects.held()] == [str(held)]
    call_off(meeting=coming, by=cast.vcs_member, on=ON)
    assert ProgressMeeting.objects.get() == held
