"""A person's calendar holds what is asked of them by a day; who guesses an address, or has an old one, finds nothing."""

import pytest
from icalendar import Calendar

from actionplans.actions.calendar import renew_calendar
from compact_portal.days import DAY, today
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
