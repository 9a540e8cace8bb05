"""Adopting a plan and reporting on its actions."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from actionplans.actions import adopt_plan, report_progress
from actionplans.models import Action, Plan, ProgressNote
from compact_portal.audit.models import Event
from compact_portal.days import today
from tests.actionplans.test_plan_pages import make_plan

pytestmark = pytest.mark.django_db
ADOPT = ("wealdshire", "2009")


@pytest.fixture
def draft(cast):
    return make_plan(cast, status="draft", actions=1)


@pytest.fixture
def plan(cast):
    return make_plan(cast, actions=1)


def progress_page(plan):
    return reverse("actionplans:progress", args=["wealdshire", plan.period, Action.objects.get().pk])


def test_officer_adopts_from_the_page(cast, draft, sign_in, client):
    address = reverse("actionplans:adopt", args=ADOPT)
    assert address in sign_in(cast.officer).get(draft.get_absolute_url()).content.decode()
    response = client.post(address, follow=True)
    assert "Plan 2009 is adopted. Everybody can see it now." in response.content.decode()
    draft.refresh_from_db()
    assert (draft.status, draft.is_public) == ("adopted", True)
    event = Event.objects.get(verb="plan.adopted")
    assert (event.actor, event.compact_id, event.target_name) == (cast.officer, cast.compact.pk, "Plan 2009")


def test_get_adopts_nothing(cast, draft, sign_in):
    assert sign_in(cast.officer).get(reverse("actionplans:adopt", args=ADOPT)).status_code == 405
    assert Plan.objects.get().status == "draft"


@pytest.mark.parametrize("who", ["vcs_member", "champion", "stranger", "superuser"])
def test_nobody_else_adopts(cast, draft, sign_in, who):
    person = getattr(cast, who)
    assert sign_in(person).post(reverse("actionplans:adopt", args=ADOPT)).status_code == 404
    with pytest.raises(PermissionDenied):
        adopt_plan(plan=draft, by=person)
    assert Plan.objects.get().status == "draft"


def test_member_sees_the_draft_without_the_button(cast, draft, sign_in):
    shown = sign_in(cast.vcs_member).get(draft.get_absolute_url()).content.decode()
    assert "This is a draft." in shown
    assert reverse("actionplans:adopt", args=ADOPT) not in shown


def test_adopting_twice_is_refused(cast, plan, sign_in):
    assert "This plan has been adopted already." in sign_in(cast.officer).post(reverse("actionplans:adopt", args=ADOPT), follow=True).content.decode()
    assert not Event.objects.filter(verb="plan.adopted").exists()


def test_an_empty_plan_is_not_adopted(cast, draft):
    draft.targets.all().delete()
    with pytest.raises(ValidationError, match="There is nothing in this plan yet"):
        adopt_plan(plan=draft, by=cast.officer)


def test_member_reports_progress(cast, plan, sign_in, client):
    address = progress_page(plan)
    assert address in sign_in(cast.vcs_member).get(plan.get_absolute_url()).content.decode()
    assert "Report progress</h1>" in client.get(address).content.decode()
    day = {"noted_on-day": "1", "noted_on-month": "6", "noted_on-year": "2009"}
    response = client.post(address, {"status": "completed", "note": "It is done.", **day}, follow=True)
    shown = response.content.decode()
    assert "Your report on this action stands in the plan." in shown
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
        ({"status": "planned", "note": "Soon.", "noted_on-day": "1", "noted_on-month": "1", "noted_on-year": str(today().year + 1)},
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
    assert "This plan is closed: its actions do not change any more." in shown
    assert Action.objects.get().status == "planned"


@pytest.mark.parametrize("who", ["champion", "council_lead", "stranger", "superuser"])
def test_nobody_else_reports(cast, plan, sign_in, who):
    person = getattr(cast, who)
    assert sign_in(person).get(progress_page(plan)).status_code == 404
    with pytest.raises(PermissionDenied):
        report_progress(action=Action.objects.get(), status="completed", note="", noted_on=None, by=person)
    assert Action.objects.get().status == "planned"


def test_an_unknown_status_is_refused(cast, plan):
    with pytest.raises(ValidationError):
        report_progress(action=Action.objects.get(), status="gone", note="", noted_on=None, by=cast.officer)
