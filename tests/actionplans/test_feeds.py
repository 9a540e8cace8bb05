"""Calendars and the feed of changes: what programs fetch, and what they may not see."""

import datetime
import re
import xml.etree.ElementTree as ET

import pytest
from icalendar import Calendar

from actionplans.actions.calendar import renew_calendar
from actionplans.calendars import days_of, of_person
from actionplans.models import Action, Amendment, CalendarFeed, Plan, ProgressNote, Update
from actionplans.tasks import tasks_of
from signatories.models import Organisation
from tests.actionplans.test_plan_pages import make_plan, page
from tests.cast import organisation

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def events(response) -> list:
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return [(str(event["summary"]), event["dtstart"].dt, event["dtend"].dt) for event in Calendar.from_ical(response.content).walk("VEVENT")]


@pytest.fixture
def plan(cast) -> Plan:
    plan = make_plan(cast, actions=4)
    _, second, third, _ = Action.objects.order_by("number")
    Action.objects.filter(pk=second.pk).update(status="completed")
    third.owners.set([cast.charity])
    Action.objects.filter(number=4).update(due_on=None)
    return plan


DUE = datetime.date(2009, 6, 30)
NEXT = datetime.date(2009, 7, 1)


def test_calendar_of_the_agreement(client, plan):
    response = client.get("/wealdshire/plan.ics")
    assert events(response) == [("Due: Activity 1.", DUE, NEXT), ("Due: Activity 3.", DUE, NEXT)]
    event = Calendar.from_ical(response.content).walk("VEVENT")[0]
    assert "Target 1: To know each other" in event["description"] and "By when, as written: June 2009" in event["description"]
    assert event["url"].endswith(f"/wealdshire/plans/2009/#action-{Action.objects.get(number=1).pk}")


def test_calendar_of_an_organisation(client, cast, plan):
    assert events(client.get(f"/wealdshire/organisations/{cast.charity.pk}/plan.ics")) == [("Due: Activity 3.", DUE, NEXT)]
    assert client.get(f"/wealdshire/organisations/{cast.other_charity.pk}/plan.ics").status_code == 404
    assert client.get("/wealdshire/organisations/999999/plan.ics").status_code == 404


def test_drafts_and_closed_plans_are_in_no_calendar(client, plan):
    for status in ("draft", "closed"):
        Plan.objects.update(status=status)
        assert events(client.get("/wealdshire/plan.ics")) == []


def test_several_days_and_meetings(plan):
    action = Action.objects.get(number=1)
    action.milestones = [datetime.date(2009, 6, 1), DUE]
    action.meetings, action.recurrence = [datetime.date(2009, 3, 5), datetime.date(2009, 6, 1)], "At quarterly meetings"
    assert days_of(action) == [
        (datetime.date(2009, 3, 5), "At quarterly meetings"), (datetime.date(2009, 6, 1), "Day of"), (DUE, "Due"),
    ]  # fmt: skip


def test_entry_keeps_its_identity_when_its_day_moves(client, plan):
    def identities():
        return [str(event["uid"]) for event in Calendar.from_ical(client.get("/wealdshire/plan.ics").content).walk("VEVENT")]

    before = identities()
    Action.objects.filter(number=1).update(due_on="2009-06-01")
    assert identities() == before and len(set(before)) == 2


def test_words_cannot_break_out_of_an_entry(client, plan):
    Action.objects.filter(number=1).update(text="One\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:forged")
    assert len(events(client.get("/wealdshire/plan.ics"))) == 2


def address_on(response) -> str:
    return re.search(r"http://[^\s<]+/home/calendar/[\w-]+\.ics", response.content.decode())[0]


def test_own_calendar_needs_no_sign_in_and_shows_my_organisations_days(client, cast, plan, sign_in):
    shown = sign_in(cast.lead).post("/home/calendar/new/")
    address = address_on(shown)
    client.logout()
    response = client.get(address)
    assert events(response) == [("Due: Activity 3.", DUE, NEXT)]
    assert "no-store" in response["Cache-Control"]


def test_address_is_shown_once_and_kept_as_a_hash(cast, plan, sign_in):
    client = sign_in(cast.lead)
    token = address_on(client.post("/home/calendar/new/")).rpartition("/")[2].removesuffix(".ics")
    assert token not in page(client, "/home/calendar/")
    assert "You have had an address since" in page(client, "/home/calendar/")
    assert CalendarFeed.objects.get().token_hash not in ("", token)


def test_new_address_ends_the_one_before(client, cast, plan):
    first, second = renew_calendar(by=cast.lead), renew_calendar(by=cast.lead)
    assert client.get(f"/home/calendar/{first}.ics").status_code == 404
    assert client.get(f"/home/calendar/{second}.ics").status_code == 200
    assert CalendarFeed.objects.count() == 1


def test_stopped_calendar_leads_nowhere(client, cast, plan, sign_in):
    token = renew_calendar(by=cast.lead)
    said = sign_in(cast.lead).post("/home/calendar/stop/", follow=True).content.decode()
    assert "Your calendar address no longer works." in said
    assert client.get(f"/home/calendar/{token}.ics").status_code == 404


def test_who_has_left_sees_nothing_any_more(client, cast, plan):
    token = renew_calendar(by=cast.lead)
    for membership in cast.lead.memberships.all():
        membership.end()
    assert events(client.get(f"/home/calendar/{token}.ics")) == []
    type(cast.lead).objects.filter(pk=cast.lead.pk).update(is_active=False)
    assert client.get(f"/home/calendar/{token}.ics").status_code == 404


@pytest.mark.parametrize("actions", [1, 20])
def test_calendar_takes_the_same_queries_for_more_rows(client, cast, django_assert_num_queries, actions):
    make_plan(cast, actions=actions)
    with django_assert_num_queries(2):
        client.get("/wealdshire/plan.ics")


def entries(client) -> list[tuple]:
    response = client.get("/wealdshire/plan.atom")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(response.content)
    return [(entry.find(f"{ATOM}title").text, entry.find(f"{ATOM}summary").text, entry.find(f"{ATOM}id").text) for entry in feed.iter(f"{ATOM}entry")]


def test_feed_of_changes(client, cast, plan):
    Plan.objects.update(adopted_on="2009-01-15")
    action, note = Action.objects.get(number=1), ProgressNote.objects.get(action__number=1)
    Update.objects.create(
        action=action, period_starts_on="2009-04-01", rating="late", reason="CANARY-REASON", note=note, given_on="2009-05-02", given_by=cast.lead
    )
    Amendment.objects.create(plan=plan, what="A day was moved.", reason="The hall burnt down.", made_at="2009-06-01T12:00Z", made_by=cast.officer)
    found = entries(client)
    assert [(title, words) for title, words, _ in found] == [
        ("Plan 2009 was amended", "A day was moved. Why: The hall burnt down."), ("Late: Activity 1.", "Note 1."),
        ("Plan 2009 was adopted", "Everybody can read it now."),
    ]  # fmt: skip
    assert len({key for *_, key in found}) == 3 and all(key.startswith("tag:") for *_, key in found)
    assert cast.lead.name not in client.get("/wealdshire/plan.atom").content.decode()


def test_feed_tells_nothing_of_drafts(client, cast, plan):
    Plan.objects.update(status="draft", adopted_on="2009-01-15")
    assert entries(client) == []


def test_feed_is_found_from_the_plan(client, plan):
    assert '<link rel="alternate" type="application/atom+xml"' in page(client, "/wealdshire/plans/2009/")


@pytest.mark.parametrize("changes", [1, 12])
def test_feed_takes_the_same_queries_for_more_rows(client, cast, plan, django_assert_num_queries, changes):
    for number in range(changes):
        Amendment.objects.create(plan=plan, what=f"No. {number}", reason="x", made_at="2009-06-01T12:00Z", made_by=cast.officer)
    with django_assert_num_queries(5):
        assert len(entries(client)) == changes


# --- an owner that was merged


def test_action_of_a_body_under_its_other_name_is_mine(client, cast, plan, sign_in):
    """The charity's lead acts for what the charity was merged into, which owns the third action."""
    kept = organisation(cast.compact, "Bramble Lane and Friends", "voluntary", "charity")
    action = Action.objects.get(number=3)
    action.owners.set([kept])
    assert not action.can_be_reported_by(cast.lead)
    Organisation.objects.filter(pk=cast.charity.pk).update(merged_into=kept)
    assert action.can_be_reported_by(cast.lead) and not action.can_be_reported_by(cast.council_lead)
    assert list(of_person(cast.lead)) == [action]
    assert [task.what for task in tasks_of(cast.lead, DUE)] == [action.text, "Give your update for April to June 2009: “Plan 2009” (1)"]
    assert events(client.get(f"/wealdshire/organisations/{kept.pk}/plan.ics")) == [("Due: Activity 3.", DUE, NEXT)]
    action.owners.set([cast.charity])
    assert events(client.get(f"/wealdshire/organisations/{kept.pk}/plan.ics")) == [("Due: Activity 3.", DUE, NEXT)]
