"""What is said of an action, once for each month or quarter; and new dates for it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from actionplans.actions.progress import SaidMeanwhile, decide_date, give_update
from actionplans.models import Action, DateChange, Plan, ProgressNote, Update
from compact_portal.audit.models import Event
from compact_portal.messaging.models import Message
from signatories.models import Membership
from tests.actionplans.test_plan_pages import make_plan

pytestmark = pytest.mark.django_db
ON = datetime.date(2009, 6, 15)
DAY = datetime.timedelta(days=1)
LATE = {"rating": "late", "done": "We began.", "reason": "The hall burnt down."}


@pytest.fixture(autouse=True)
def on(monkeypatch):
    """The pages are read in the year of the plan."""
    for where in ("views.plans", "views.progress", "views.acts", "views.officers", "actions.progress"):
        monkeypatch.setattr(f"actionplans.{where}.today", lambda: ON)


@pytest.fixture
def plan(cast):
    return make_plan(cast, actions=1)


@pytest.fixture
def action(plan):
    return Action.objects.get()


def page_of(action, rating="") -> str:
    address = reverse("actionplans:progress", args=["wealdshire", action.target.plan.period, action.pk])
    return f"{address}?rating={rating}" if rating else address


def say(action, by, **words):
    return give_update(action=action, by=by, **({"rating": "on_track", "done": "We began.", "on": ON} | words))


def test_two_short_pages_and_it_stands_in_the_plan(cast, plan, action, sign_in, client):
    address = page_of(action)
    assert address in sign_in(cast.vcs_member).get(plan.get_absolute_url()).content.decode()
    first = client.get(address).content.decode()
    assert "How does it stand in April to June 2009?" in first and "Note 1." in first
    second = client.get(page_of(action, "on_track")).content.decode()
    assert "What was done?" in second and "Why is it" not in second and "On which day was it done?" not in second
    response = client.post(page_of(action, "on_track"), {"seen": "0", "done": "We met.", "next_steps": "Meet again.", "outcome": "Two new friends."})
    assert (response.status_code, response.url) == (302, plan.get_absolute_url())
    assert "<strong>15 June 2009:</strong> We met." in client.get(plan.get_absolute_url()).content.decode()
    update = Update.objects.get()
    assert (update.period_starts_on, update.note.text, update.next_steps, update.outcome) == (
        datetime.date(2009, 4, 1), "We met.", "Meet again.", "Two new friends.",
    )  # fmt: skip
    action.refresh_from_db()
    assert action.status == "under_way"
    event = Event.objects.get(verb="plan.progress_reported")
    assert event.detail == {"of_target": 1, "action": 1, "status": "under_way", "period": "2009-04-01"}


def test_the_action_page_shows_updates_with_outcome_apart(cast, plan, action, client):
    say(action, cast.officer, outcome="Two new friends.", next_steps="Meet again.")
    shown = client.get(action.get_absolute_url()).content.decode()
    assert "<strong>April to June 2009: on track</strong>" in shown
    assert "<strong>What has changed for people:</strong> Two new friends." in shown


@pytest.mark.parametrize(
    ("rating", "status"),
    [("on_track", "under_way"), ("at_risk", "at_risk"), ("late", "late"), ("deferred", "deferred"), ("done", "completed")],
)
def test_the_rating_moves_the_action(cast, action, rating, status):
    say(action, cast.officer, rating=rating, reason="Rain.", completed_on=ON, evidence="Photograph.")
    action.refresh_from_db()
    assert action.status == status
    assert (action.completed_on, action.evidence) == ((ON, "Photograph.") if rating == "done" else (None, ""))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"rating": "fine"}, "Choose how it stands."),
        ({"done": " "}, "Say what was done."),
        ({"rating": "at_risk"}, "Say why it is not on track."),
        ({"rating": "late"}, "Say why it is not on track."),
        ({"rating": "deferred", "reason": " "}, "Say why it is not on track."),
        ({"new_date": "July 2009"}, "Say why the date changes."),
        ({"rating": "done", "evidence": "Photograph."}, "Say on which day it was done."),
        ({"rating": "done", "completed_on": ON}, "Say what shows that it is done, or give a link to it."),
        ({"rating": "done", "completed_on": ON + DAY, "evidence": "x"}, "Nothing can have been done on a day to come."),
        ({"rating": "late", "reason": "Rain.", "new_date": "31 June 2009"}, "By when: there is no day 31/6/2009: correct it."),
    ],
)
def test_what_is_not_whole_is_refused_and_nothing_written(cast, action, words, sentence):
    with pytest.raises(ValidationError) as caught:
        say(action, cast.officer, **words)
    assert caught.value.messages == [sentence]
    assert not Update.objects.exists() and ProgressNote.objects.count() == 1


@pytest.mark.parametrize(
    ("rating", "data", "words"),
    [
        ("late", {"done": "x"}, "Answer “Why is it late?”"),
        ("late", {"done": "x", "reason": "y", "new_date": "soon"}, "“soon” is no date: write it like “June 2009” or “7 June 2009”"),
        ("done", {"done": "x", "evidence": "y", "completed_on-day": "16", "completed_on-month": "6", "completed_on-year": "2009"},
         "Nothing can have been done on a day to come"),
        ("done", {"done": "x", "completed_on-day": "15", "completed_on-month": "6", "completed_on-year": "2009"}, "Say what shows that it is done"),
        ("done", {"done": "x", "evidence_link": "javascript:alert(1)"}, "Enter a web address"),
        ("on_track", {"done": "x" * 2001}, "Use 2000 characters or fewer; you have used 2001"),
    ],
)  # fmt: skip
def test_the_page_says_what_is_missing(cast, action, sign_in, rating, data, words):
    shown = sign_in(cast.officer).post(page_of(action, rating), {"seen": "0"} | data).content.decode()
    assert "<title>Error: Report progress" in shown
    assert words in shown
    assert not Update.objects.exists()


def test_the_database_wants_the_reason_too(cast, action):
    update = say(action, cast.officer)
    with pytest.raises(IntegrityError, match="update_gives_its_reason"), transaction.atomic():
        Update.objects.filter(pk=update.pk).update(rating="late")


def test_once_a_quarter_and_said_again_takes_its_place(cast, plan, action):
    say(action, cast.officer)
    say(action, cast.officer, done="We met.", seen=1, on=ON + DAY)
    assert [(update.revision, update.note.text) for update in Update.objects.all()] == [(2, "We met.")]
    say(action, cast.officer, done="Again.", on=datetime.date(2009, 7, 1))
    assert [update.period_starts_on.month for update in Update.objects.order_by("period_starts_on")] == [4, 7]
    assert [note.text for note in ProgressNote.objects.all()] == ["Note 1.", "We met.", "Again."]


def test_a_month_where_the_plan_says_so(cast, plan, action):
    Plan.objects.update(updates_every="month")
    assert say(action, cast.officer).period_starts_on == datetime.date(2009, 6, 1)


def test_quarters_count_from_the_plan_s_first_month(cast, plan, action):
    Plan.objects.update(starts_on="2008-05-01", ends_on="2009-04-30")
    plan.refresh_from_db()
    assert plan.period_of(datetime.date(2009, 1, 31)) == datetime.date(2008, 11, 1)
    assert plan.period_called(datetime.date(2008, 11, 1)) == "November 2008 to January 2009"
    assert plan.period_of(datetime.date(2008, 5, 1)) == datetime.date(2008, 5, 1)


def test_two_updates_at_once_lose_nothing(cast, plan, action, sign_in, client):
    """Both opened the page before either had sent it."""
    say(action, cast.statutory_member, done="Theirs.")
    data = {"seen": "0", "done": "Mine."}
    response = sign_in(cast.vcs_member).post(page_of(action, "on_track"), data)
    shown = response.content.decode()
    assert response.status_code == 409
    assert "Somebody has reported on this for April to June 2009 meanwhile." in shown
    assert "Theirs." in shown and ">Mine.</textarea>" in shown.replace("\n", "")
    assert Update.objects.get().note.text == "Theirs."
    assert 'name="seen" value="1"' in shown
    client.post(page_of(action, "on_track"), data | {"seen": "1", "done": "Theirs. Mine."})
    assert Update.objects.get().note.text == "Theirs. Mine."
    with pytest.raises(SaidMeanwhile):
        say(action, cast.officer, seen=1)


def test_the_previous_update_is_in_view(cast, action, sign_in):
    say(action, cast.officer, done="Rang everybody.", next_steps="Ring again.", on=datetime.date(2009, 3, 1))
    for rating in ("", "late"):
        shown = sign_in(cast.vcs_member).get(page_of(action, rating)).content.decode()
        assert "Said last time" in shown and "Rang everybody." in shown and "Ring again." in shown


def test_closed_plan_takes_no_update(cast, plan, action, sign_in):
    Plan.objects.update(status="closed")
    assert page_of(action) not in sign_in(cast.officer).get(plan.get_absolute_url()).content.decode()
    for rating in ("", "late"):
        response = sign_in(cast.officer).post(page_of(action, rating), LATE)
        assert response.status_code == 410
        assert "“Plan 2009” is closed, so it takes no reports on progress." in response.content.decode()
    with pytest.raises(ValidationError, match="This plan is closed, so it takes no reports"):
        say(action, cast.officer)


@pytest.mark.parametrize("who", ["champion", "lead", "volunteer", "board_member", "stranger", "superuser"])
def test_nobody_else_reports(cast, plan, action, sign_in, who):
    """The charity does not own it, so its lead has no say in it."""
    person = getattr(cast, who)
    assert sign_in(person).get(page_of(action)).status_code == 404
    assert page_of(action) not in sign_in(person).get(plan.get_absolute_url()).content.decode()
    with pytest.raises(PermissionDenied):
        say(action, person)


@pytest.mark.parametrize("role", ["lead", "contributor"])
def test_owner_reports_on_its_own_action_alone(cast, plan, action, sign_in, client, role):
    Membership.objects.filter(person=cast.council_lead).update(role=role)
    other = Action.objects.create(target=action.target, number=2, text="Theirs.")
    other.owners.add(cast.police)
    shown = sign_in(cast.council_lead).get(plan.get_absolute_url()).content.decode()
    assert page_of(action) in shown and page_of(other) not in shown
    assert client.get(page_of(other)).status_code == 404
    mine = client.get(reverse("actionplans:my_updates", args=["wealdshire", "2009"])).content.decode()
    assert page_of(action) in mine and page_of(other) not in mine and "1 of 1 still to do." in mine
    client.post(page_of(action, "on_track"), {"seen": "0", "done": "We met."})
    assert Update.objects.get().given_by == cast.council_lead


def test_owner_of_yesterday_reports_no_more(cast, action):
    Membership.objects.filter(person=cast.council_lead).update(until=ON)
    assert action.can_be_reported_by(cast.council_lead, on=ON)
    assert not action.can_be_reported_by(cast.council_lead, on=ON + DAY)


@pytest.mark.parametrize("who", ["officer", "vcs_member", "council_lead"])
def test_a_draft_takes_no_update(cast, sign_in, who):
    make_plan(cast, status="draft", actions=1)
    action = Action.objects.get()
    assert sign_in(getattr(cast, who)).get(page_of(action)).status_code == 404
    with pytest.raises(PermissionDenied if who == "council_lead" else ValidationError):
        say(action, getattr(cast, who))


def test_a_new_date_holds_at_once_and_keeps_the_old_one(cast, plan, action, client):
    say(action, cast.council_lead, rating="late", reason="The hall burnt down.", new_date="September  2009")
    action.refresh_from_db()
    assert (action.by_when, action.due_on) == ("September 2009", datetime.date(2009, 9, 30))
    change = DateChange.objects.get()
    assert (change.before, change.after, change.reason, change.state) == ("June 2009", "September 2009", "The hall burnt down.", "accepted")
    shown = client.get(action.get_absolute_url()).content.decode()
    assert "“June 2009” became “September 2009”, accepted. Reason: The hall burnt down." in shown
    assert "Changed since it was adopted" not in shown
    assert "The hall burnt down." in client.get(reverse("actionplans:amendments", args=["wealdshire", "2009"])).content.decode()


def test_where_the_plan_says_so_a_new_date_waits_for_an_officer(cast, plan, action, sign_in, client):
    Plan.objects.update(dates_need_approval=True)
    say(action, cast.council_lead, rating="late", reason="Rain.", new_date="July 2009")
    say(action, cast.council_lead, rating="late", reason="More rain.", new_date="September 2009", seen=1)
    action.refresh_from_db()
    assert action.by_when == "June 2009"
    change = DateChange.objects.get()
    assert (change.after, change.state) == ("September 2009", "proposed")
    decide = reverse("actionplans:date_decision", args=["wealdshire", "2009", change.pk])
    assert decide in sign_in(cast.officer).get(reverse("actionplans:updates", args=["wealdshire", "2009"])).content.decode()
    assert "Say why the new date is refused" in client.post(decide, {"accept": "no", "answer": ""}).content.decode()
    client.post(decide, {"accept": "yes", "answer": ""})
    action.refresh_from_db()
    assert (action.by_when, action.due_on) == ("September 2009", datetime.date(2009, 9, 30))
    assert Message.objects.get(to=cast.council_lead.email).subject == "Wealdshire Compact: the new date you asked for"
    assert "was accepted meanwhile" in client.post(decide, {"accept": "no", "answer": "No."}).content.decode()
    with pytest.raises(PermissionDenied):
        decide_date(change=change, accept=False, answer="No.", by=cast.vcs_member)


def test_a_refused_date_changes_nothing(cast, plan, action, client):
    Plan.objects.update(dates_need_approval=True)
    say(action, cast.council_lead, rating="late", reason="Rain.", new_date="July 2009")
    decide_date(change=DateChange.objects.get(), accept=False, answer="People wait for it.", by=cast.officer)
    action.refresh_from_db()
    assert action.by_when == "June 2009"
    assert "should become “July 2009”, refused. Reason: Rain. Answer: People wait for it." in client.get(action.get_absolute_url()).content.decode()


def test_an_officer_s_own_date_needs_nobody_else(cast, plan, action):
    Plan.objects.update(dates_need_approval=True)
    say(action, cast.officer, rating="late", reason="Rain.", new_date="July 2009")
    action.refresh_from_db()
    assert action.by_when == "July 2009"


def test_supporters_are_told_when_it_moves_and_only_then(cast, action):
    action.supporters.add(cast.charity, cast.police)
    type(cast.police).objects.filter(pk=cast.police.pk).update(contact_email=cast.charity.contact_email)  # one address, one mail
    say(action, cast.officer, done="CANARY of the update")
    message = Message.objects.get()
    assert (message.to, message.subject) == ("bramble@example.org", "Wealdshire Compact: something you support has moved")
    assert action.get_absolute_url() in message.text
    assert "CANARY" not in message.text + message.subject
    say(action, cast.officer, done="Still.", seen=1)
    assert Message.objects.count() == 1
    say(action, cast.officer, rating="late", reason="Rain.", seen=2)
    assert Message.objects.count() == 2


def test_ten_lines_within_the_limit_are_taken(cast, action, sign_in):
    """Browsers post two characters for each line end."""
    note = "\r\n".join(["x" * 199] * 10)
    assert len(note) > 2000 >= len(note.replace("\r", ""))
    sign_in(cast.officer).post(page_of(action, "on_track"), {"seen": "0", "done": note})
    assert Update.objects.get().note.text == note.replace("\r", "")


def test_dropped_takes_no_update(cast, action):
    Action.objects.update(status="dropped")
    with pytest.raises(ValidationError, match="This was dropped"):
        say(action, cast.officer)
