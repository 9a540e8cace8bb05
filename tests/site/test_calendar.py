"""A person's calendar holds what is asked of them by a day; who guesses an address, or has an old one, finds nothing."""

import pytest
from django.utils import timezone
from icalendar import Calendar

from actionplans.actions.calendar import renew_calendar
from actionplans.models import Plan, ProgressMeeting
from compact_portal.days import DAY, today
from reviews.models import Event, Milestone, Review
from signatories.actions.refreshing import answer_refresh, start_round
from signatories.models import Refresh, RefreshRound

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(cast):
    """The charity is asked to renew, by a day."""
    round = RefreshRound.objects.create(compact=cast.compact, year=2030, due_on=today() + 30 * DAY, lapses_on=today() + 90 * DAY)
    start_round(round=round, by=cast.officer)
    return Refresh.objects.get(signature__organisation=cast.charity)


def entries(client, token: str) -> list[tuple]:
    found = Calendar.from_ical(client.get(f"/home/calendar/{token}.ics").content).walk("VEVENT")
    return [(str(event["summary"]), event.decoded("dtstart"), str(event["uid"])) for event in found]


def test_calendar_holds_my_tasks_until_they_are_done(client, cast, asked):
    token = renew_calendar(by=cast.lead)
    [(what, day, uid)] = entries(client, token)
    assert (what, day) == (f"Check the details of {cast.charity} and renew its commitment", asked.round.due_on)
    assert entries(client, token)[0][2] == uid
    details = {"website": "", "contact_email": "bramble@example.org", "areas": [], "offered": []}
    answer_refresh(
        refresh=asked, by=cast.lead, details=details, champion="kept", successor=None, codes=[], renewed_by_name="Jo", renewed_by_post="Chair"
    )
    assert entries(client, token) == []


def test_guessed_and_renewed_addresses_lead_nowhere(client, cast, asked):
    old, new = renew_calendar(by=cast.lead), renew_calendar(by=cast.lead)
    for token in (old, "x" * 43, "compact"):
        assert client.get(f"/home/calendar/{token}.ics").status_code == 404
    assert entries(client, new)


def test_tasks_of_others_are_not_in_it(client, cast, asked):
    assert entries(client, renew_calendar(by=cast.council_lead)) != []
    assert entries(client, renew_calendar(by=cast.stranger)) == []


@pytest.fixture
def year(cast):
    """A year with one thing of each kind to come, and what must not be told: notes of a meeting, an event that is not published."""
    on = today()
    review = Review.objects.create(compact=cast.compact, year=on.year, label=str(on.year), week_on=on + 60 * DAY, started_on=on - 5 * DAY)
    Milestone.objects.create(review=review, key="own-1", name="Seats confirmed", owner="chair", on=on - 3 * DAY)
    Milestone.objects.create(review=review, key="own-2", name="Plan drafted", owner="chair", on=on - 9 * DAY, done_on=on, done_by=cast.officer)
    plan = Plan.objects.create(compact=cast.compact, label="Plan", period="now", starts_on=on, ends_on=on + 300 * DAY, status="draft")
    ProgressMeeting.objects.create(
        plan=plan, held_on=on + 10 * DAY, of="Steering group", items="CANARY-ITEM", recorded_at=timezone.now(), recorded_by=cast.officer
    )
    days = {"starts_on": on + 20 * DAY, "ends_on": on + 21 * DAY}
    Event.objects.create(compact=cast.compact, name="Open day", published_at=timezone.now(), published_by=cast.officer, **days)
    Event.objects.create(compact=cast.compact, name="CANARY-DRAFT", **days)
    return on


def test_the_year_stands_in_it_for_who_steers(client, cast, year):
    token = renew_calendar(by=cast.vcs_member)
    found = {what: day for what, day, _ in entries(client, token)}
    assert found == {
        "Seats confirmed (Wealdshire Compact)": year - 3 * DAY,
        "Steering group (Wealdshire Compact)": year + 10 * DAY,
        "Open day (Wealdshire Compact)": year + 20 * DAY,
        "Week of the Compact (Wealdshire Compact)": year + 60 * DAY,
    }
    whole = client.get(f"/home/calendar/{token}.ics").content
    assert b"CANARY" not in whole
    events = {str(event["summary"])[:8]: event for event in Calendar.from_ical(whole).walk("VEVENT")}
    assert events["Open day"].decoded("dtend") == year + 22 * DAY  # the day after its last one (RFC 5545, 3.6.1)
    assert all(event["uid"] and event["dtstamp"] and event["url"].startswith("http") for event in events.values())
    assert max(len(line) for line in whole.split(b"\r\n")) <= 75
    assert not Calendar.from_ical(whole).errors


def test_who_takes_part_sees_its_events_and_strangers_nothing(client, cast, year):
    assert [what for what, _, _ in entries(client, renew_calendar(by=cast.lead))] == ["Open day (Wealdshire Compact)"]
    assert entries(client, renew_calendar(by=cast.stranger)) == []
