"""Adopting a plan and reporting on its actions."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from actionplans.actions.adopting import adopt_plan
from actionplans.actions.progress import report_progress
from actionplans.models import Action, Plan, ProgressNote
from compact_portal.audit.models import Event
from signatories.models import Membership
from tests.actionplans.test_plan_pages import make_plan

pytestmark = pytest.mark.django_db
ADOPT = ("wealdshire", "2009")
ON = datetime.date(2009, 6, 15)
ADOPTED_ON = {"adopted_on-day": "27", "adopted_on-month": "March", "adopted_on-year": "2009"}


@pytest.fixture(autouse=True)
def on(monkeypatch):
    """The pages are read in the year of the plan."""
    for where in ("views.plans", "views.officers", "views.progress", "actions.adopting", "actions.progress"):
        monkeypatch.setattr(f"actionplans.{where}.today", lambda: ON)


@pytest.fixture
def draft(cast):
    return make_plan(cast, status="draft", actions=1)


@pytest.fixture
def plan(cast):
    return make_plan(cast, actions=1)


def progress_page(plan, action=None):
    return reverse("actionplans:progress", args=["wealdshire", plan.period, (action or Action.objects.get()).pk])


def test_officer_adopts_after_a_page_that_asks_for_the_day(cast, draft, sign_in, client):
    address = reverse("actionplans:adopt", args=ADOPT)
    assert address in sign_in(cast.officer).get(draft.get_absolute_url()).content.decode()
    asked = client.get(address).content.decode()
    assert "Has the steering group adopted this plan?</h1>" in asked
    assert "Adopted by the steering group on" in asked
    assert Plan.objects.get().status == "draft"
    shown = client.post(address, ADOPTED_ON, follow=True).content.decode()
    assert "Plan 2009 is adopted. Everybody can see it now." in shown
    assert "Adopted by the steering group on 27 March 2009." in shown
    draft.refresh_from_db()
    assert (draft.status, draft.is_public, draft.adopted_on) == ("adopted", True, datetime.date(2009, 3, 27))
    event = Event.objects.get(verb="plan.adopted")
    assert (event.actor, event.compact_id, event.target_name) == (cast.officer, cast.compact.pk, "Plan 2009")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Enter the day on which the plan was adopted"),
        (ADOPTED_ON | {"adopted_on-year": "2010"}, "A plan cannot have been adopted on a day to come"),
    ],
)
def test_a_plan_is_not_adopted_without_its_day(cast, draft, sign_in, data, words):
    shown = sign_in(cast.officer).post(reverse("actionplans:adopt", args=ADOPT), data).content.decode()
    assert "<title>Error: Adopt Plan 2009" in shown
    assert words in shown
    assert Plan.objects.get().status == "draft"


def test_the_verb_takes_no_day_to_come(cast, draft):
    with pytest.raises(ValidationError, match="a day to come"):
        adopt_plan(plan=draft, adopted_on=ON, by=cast.officer, on=ON - datetime.timedelta(days=1))


@pytest.mark.parametrize("who", ["vcs_member", "champion", "stranger", "superuser"])
def test_nobody_else_adopts(cast, draft, sign_in, who):
    person = getattr(cast, who)
    assert sign_in(person).get(reverse("actionplans:adopt", args=ADOPT)).status_code == 404
    assert sign_in(person).post(reverse("actionplans:adopt", args=ADOPT), ADOPTED_ON).status_code == 404
    with pytest.raises(PermissionDenied):
        adopt_plan(plan=draft, adopted_on=ON, by=person)
    assert Plan.objects.get().status == "draft"


def test_member_sees_the_draft_without_the_link(cast, draft, sign_in):
    shown = sign_in(cast.vcs_member).get(draft.get_absolute_url()).content.decode()
    assert "This is a draft." in shown
    assert reverse("actionplans:adopt", args=ADOPT) not in shown


def test_adopting_twice_is_refused(cast, plan, sign_in):
    shown = sign_in(cast.officer).post(reverse("actionplans:adopt", args=ADOPT), ADOPTED_ON, follow=True).content.decode()
    assert "This plan has been adopted already." in shown
    assert not Event.objects.filter(verb="plan.adopted").exists()


def test_an_empty_plan_is_not_adopted(cast, draft):
    draft.targets.all().delete()
    with pytest.raises(ValidationError, match="There is nothing in this plan yet"):
        adopt_plan(plan=draft, adopted_on=ON, by=cast.officer)


def test_member_reports_progress(cast, plan, sign_in, client):
    address = progress_page(plan)
    assert address in sign_in(cast.vcs_member).get(plan.get_absolute_url()).content.decode()
    assert "Report progress</h1>" in client.get(address).content.decode()
    day = {"noted_on-day": "1", "noted_on-month": "6", "noted_on-year": "2009"}
    response = client.post(address, {"status": "completed", "note": "It is done.", **day}, follow=True)
    shown = response.content.decode()
    assert "Your report on “Activity 1.” stands in the plan." in shown
    assert response.redirect_chain == [(plan.get_absolute_url(), 302)]
    assert "<strong>1 June 2009:</strong> It is done." in shown
    assert Action.objects.get().by_when_printed == "June 2009 COMPLETED"
    assert [note.number for note in ProgressNote.objects.all()] == [1, 2]
    assert Event.objects.get(verb="plan.progress_reported").detail == {"of_target": 1, "action": 1, "status": "completed", "noted": True}


def test_a_status_needs_no_note(cast, plan):
    report_progress(action=Action.objects.get(), status="at_risk", note=" ", noted_on=None, by=cast.officer)
    assert (Action.objects.get().status, ProgressNote.objects.count()) == ("at_risk", 1)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"status": "planned", "note": ""}, "Nothing has changed yet: choose another answer, or write what has happened"),
        ({"note": "It is done."}, "Choose how far the action has come"),
        ({"status": "planned", "note": "Soon.", "noted_on-day": "1", "noted_on-month": "1", "noted_on-year": "2010"},
         "Progress cannot be dated in the future"),
        ({"status": "planned", "note": "x" * 2001}, "Use 2000 characters or fewer; you have used 2001"),
    ],
)  # fmt: skip
def test_odd_reports_are_refused_in_words(cast, plan, sign_in, data, words):
    shown = sign_in(cast.officer).post(progress_page(plan), data).content.decode()
    assert "<title>Error: Report progress" in shown
    assert words in shown
    assert ProgressNote.objects.count() == 1


def test_closed_plan_takes_no_report(cast, plan, sign_in):
    Plan.objects.update(status="closed")
    assert progress_page(plan) not in sign_in(cast.officer).get(plan.get_absolute_url()).content.decode()
    shown = sign_in(cast.officer).post(progress_page(plan), {"status": "completed", "note": ""}).content.decode()
    assert "This plan is closed, so it takes no reports on progress." in shown
    assert Action.objects.get().status == "planned"


@pytest.mark.parametrize("who", ["champion", "lead", "volunteer", "board_member", "stranger", "superuser"])
def test_nobody_else_reports(cast, plan, sign_in, who):
    """The charity does not own it, so its lead has no say in it."""
    person = getattr(cast, who)
    assert sign_in(person).get(progress_page(plan)).status_code == 404
    assert progress_page(plan) not in sign_in(person).get(plan.get_absolute_url()).content.decode()
    with pytest.raises(PermissionDenied):
        report_progress(action=Action.objects.get(), status="completed", note="", noted_on=None, by=person)
    assert Action.objects.get().status == "planned"


@pytest.mark.parametrize("role", ["lead", "contributor"])
def test_owner_reports_on_its_own_action_alone(cast, plan, sign_in, client, role):
    Membership.objects.filter(person=cast.council_lead).update(role=role)
    mine = Action.objects.get()
    other = Action.objects.create(target=mine.target, number=2, text="Theirs.")
    other.owners.add(cast.police)
    shown = sign_in(cast.council_lead).get(plan.get_absolute_url()).content.decode()
    assert progress_page(plan, mine) in shown
    assert progress_page(plan, other) not in shown
    assert client.get(progress_page(plan, other)).status_code == 404
    assert client.get(progress_page(plan, mine)).status_code == 200
    client.post(progress_page(plan, mine), {"status": "under_way", "note": ""})
    mine.refresh_from_db()
    assert mine.status == "under_way"
    assert Event.objects.get(verb="plan.progress_reported").actor == cast.council_lead


def test_owner_of_yesterday_reports_no_more(cast, plan):
    Membership.objects.filter(person=cast.council_lead).update(until=ON)
    action = Action.objects.get()
    assert action.can_be_reported_by(cast.council_lead, on=ON)
    assert not action.can_be_reported_by(cast.council_lead, on=ON + datetime.timedelta(days=1))


@pytest.mark.parametrize("who", ["officer", "vcs_member", "council_lead"])
def test_a_draft_takes_no_report(cast, draft, sign_in, client, who):
    person = getattr(cast, who)
    assert sign_in(person).get(progress_page(draft)).status_code == 404
    assert progress_page(draft) not in client.get(draft.get_absolute_url()).content.decode()
    with pytest.raises(PermissionDenied if who == "council_lead" else ValidationError):
        report_progress(action=Action.objects.get(), status="completed", note="", noted_on=None, by=person)


def test_the_verb_takes_no_note_of_a_day_to_come(cast, plan):
    with pytest.raises(ValidationError, match="dated in the future"):
        report_progress(
            action=Action.objects.get(), status="completed", note="Soon.", noted_on=ON, by=cast.officer, on=ON - datetime.timedelta(days=1)
        )


def test_ten_lines_within_the_limit_are_taken(cast, plan, sign_in):
    """Browsers post two characters for each line end."""
    note = "\r\n".join(["x" * 199] * 10)
    assert len(note) > 2000 >= len(note.replace("\r", ""))
    sign_in(cast.officer).post(progress_page(plan), {"status": "planned", "note": note})
    assert ProgressNote.objects.last().text == note.replace("\r", "")


def test_an_unknown_status_is_refused(cast, plan):
    with pytest.raises(ValidationError):
        report_progress(action=Action.objects.get(), status="gone", note="", noted_on=None, by=cast.officer)
