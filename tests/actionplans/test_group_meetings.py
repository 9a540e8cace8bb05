"""A steering group without a plan meets all the same: agenda, minutes, decisions; these become actions once there is a plan."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from actionplans.actions.meetings import note_decision, put_into_plan, record_meeting
from actionplans.models import Action, GroupDecision, ProgressMeeting, Target
from compact_portal.audit.models import Event
from compact_portal.days import DAY, today
from signatories.models import Compact, Officer
from tests.actionplans.test_plan_pages import make_plan
from tests.cast import SINCE

pytestmark = pytest.mark.django_db
PAGE = "/wealdshire/meetings/"


def said_on(day: datetime.date, **words) -> dict:
    return {"held_on-day": day.day, "held_on-month": day.month, "held_on-year": day.year, "of": "Steering group"} | words


@pytest.fixture
def held(cast) -> ProgressMeeting:
    words = {"of": "Steering group", "chaired_by": "the chair", "noted": "CANARY-NOTED"}
    return record_meeting(plan=cast.compact, held_on=today() - 3 * DAY, by=cast.vcs_member, **words)


def test_a_meeting_is_planned_held_and_kept_without_a_plan(cast, sign_in):
    browser = sign_in(cast.vcs_member)
    year = browser.get("/wealdshire/year/").content.decode()
    assert f"{PAGE}plan/" in year
    assert "No meeting is written down yet" in browser.get(PAGE).content.decode()

    year = browser.post(f"{PAGE}plan/", said_on(today(), place="Room 2", items="Who writes the plan"), follow=True).content.decode()

    meeting = ProgressMeeting.objects.get()
    assert (meeting.plan, meeting.group, meeting.compact_id) == (None, cast.compact, cast.compact.pk)
    agenda = f"/wealdshire/agenda/{meeting.pk}/"
    assert agenda in year
    page = browser.get(agenda).content.decode()
    assert "Who writes the plan" in page
    assert f"{PAGE}{meeting.pk}/call-off/" in page
    minutes = browser.post(f"{agenda}minutes/", said_on(today(), chaired_by="the chair", noted="We met."), follow=True).content.decode()
    assert "We met." in minutes
    assert "Who writes the plan" in minutes[minutes.index("The agenda as it was") :]
    assert "There is no plan that a decision could stand in yet" in minutes

    after = browser.post(f"{PAGE}{meeting.pk}/decided/", {"text": "Write a guide.", "owners": "The chair", "by_when": "by June"}, follow=True)
    assert "Write a guide." in after.content.decode()
    assert "It waits for a plan." in after.content.decode()
    browser.post(f"{PAGE}plan/", said_on(today() + 9 * DAY))
    agenda = browser.get(f"/wealdshire/agenda/{ProgressMeeting.objects.coming().get().pk}/").content.decode()
    assert "Decided by the steering group, and not in a plan yet" in agenda
    assert Event.objects.get(verb="meeting.decided").compact_id == cast.compact.pk


def test_a_decision_becomes_an_action_once_there_is_a_plan(cast, held, sign_in):
    decision = note_decision(meeting=held, text="Write a guide.", owners="Wealdshire Council", by_when="by June 2009", by=cast.vcs_member)
    plan = make_plan(cast, actions=1)
    assert f"decisions/{decision.pk}/" not in sign_in(cast.vcs_member).get(f"{PAGE}{held.pk}/").content.decode()
    browser = sign_in(cast.officer)
    way = f"{PAGE}decisions/{decision.pk}/"
    assert way in browser.get(f"{PAGE}{held.pk}/").content.decode()
    form = browser.get(way).content.decode()
    assert "Write a guide." in form
    target = Target.objects.get(plan=plan)
    words = {"target": target.pk, "text": "Write a short guide.", "owners": "Wealdshire Council", "by_when": "by June 2009"}
    after = browser.post(way, words, follow=True).content.decode()

    assert "It stands in" in after
    action = Action.objects.get(text="Write a short guide.")
    decision.refresh_from_db()
    assert (decision.action, action.decided_at, list(action.owners.all())) == (action, held, [cast.council])
    assert browser.get(way).status_code == 404
    with pytest.raises(ValidationError, match="already"):
        put_into_plan(decision=decision, target=target, text="Again", owners="", by_when="", by=cast.officer)


def test_what_was_noted_stays_with_the_group(cast, held, sign_in, client):
    for other in (cast.lead, cast.stranger, cast.superuser):
        assert sign_in(other).get(f"{PAGE}{held.pk}/").status_code == 404
        assert "CANARY" not in client.get("/search/", {"q": "canary-noted"}).content.decode()
    found = sign_in(cast.statutory_member).get("/search/", {"q": "canary-noted"}).content.decode()
    assert f"{PAGE}{held.pk}/" in found


def test_another_agreement_cannot_take_a_decision(cast, held):
    decision = note_decision(meeting=held, text="Write a guide.", by=cast.vcs_member)
    elsewhere = Compact.objects.create(
        slug="elsewhere", name="Elsewhere", area=cast.area, level="county", status="in_force", summary="x", controller="y"
    )
    Officer.objects.create(compact=elsewhere, person=cast.officer, sector="statutory", since=SINCE)
    plan = make_plan(cast, actions=1)
    plan.compact = elsewhere
    plan.save()
    with pytest.raises(ValidationError, match="of this agreement"):
        put_into_plan(decision=decision, target=Target.objects.get(plan=plan), text="x", owners="", by_when="", by=cast.officer)
    assert GroupDecision.objects.get().action is None


def test_list_costs_the_same_for_many(cast, held, sign_in, django_assert_max_num_queries):
    for days in range(10, 20):
        more = record_meeting(plan=cast.compact, held_on=today() - days * DAY, of="Group", chaired_by="x", noted="", by=cast.vcs_member)
        note_decision(meeting=more, text="Go on.", by=cast.vcs_member)
    browser = sign_in(cast.vcs_member)
    browser.get(PAGE)
    with django_assert_max_num_queries(12):
        assert browser.get(PAGE).content.decode().count("One decision.") == 10
