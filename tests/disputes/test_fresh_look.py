"""A concern that was found to be outside the agreement: whoever raised it may ask once for a fresh look by two who have not decided."""

import datetime

import pytest

from compact_portal.days import today
from compact_portal.messaging.models import Message
from compact_portal.working_days import after
from disputes import wall
from disputes.models import Case, Move, Part
from signatories.models import Membership, SeatHolder
from tests.cast import SINCE
from tests.disputes import ways
from tests.disputes.test_convening import TESTS, convenors, seated
from tests.disputes.ways import address, browser, page, step

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
WHY = {"need_0": "A lease is a matter for the courts.", "need_1": "Citizens Advice"}


@pytest.fixture
def way(cast):
    return seated(ways.stage(cast, "facilitated+panel"))


def to_outside(way) -> None:
    ways.raise_concern(way)
    step(way, "deputy", "acknowledge", conflict_check="on")
    assert step(way, "deputy", "find outside", **WHY) == "out_of_scope"


def to_look(way) -> None:
    to_outside(way)
    assert step(way, "lead", "ask again", need_0="It is about notice, not the lease.") == "scope_look"


def told() -> set[str]:
    return set(Message.objects.filter(subject="You have a message").values_list("to", flat=True))


def test_two_others_look_and_one_is_enough_to_go_on(way):
    to_outside(way)
    shown = page(way, "lead")
    assert "A fresh look can be asked for once" in shown
    Message.objects.all().delete()
    assert step(way, "lead", "ask again", need_0="It is about notice, not the lease.") == "scope_look"
    assert convenors(way) == {"statutory convenor", "voluntary convenor"}
    assert told() == {way.people[name].email for name in ("deputy", "statutory convenor", "voluntary convenor")}
    assert ways.the_case(way).due_on == after(today(), 10, working=True)
    assert "not the lease" in page(way, "statutory convenor")
    assert "We rang twice" not in page(way, "statutory convenor")  # what one side keeps to itself stays there
    assert "Who looks again whether the agreement covers it" in page(way, "lead").replace("Compact", "agreement")
    assert "The other side has not been told." in page(way, "lead")
    assert browser(way, "council").get(address(way)).status_code == 404
    assert step(way, "voluntary convenor", "find inside", need_0="Notice is promised.") == "acknowledged"
    assert convenors(way) == set()
    for gone in ("statutory convenor", "voluntary convenor"):
        assert browser(way, gone).get(address(way)).status_code == 404
    assert "Notice is promised." in page(way, "deputy")
    assert ways.the_case(way).due_on == after(today(), 5, working=True)


def test_who_has_decided_is_led_to_what_else_is_to_do(way):
    to_look(way)
    answer = browser(way, "voluntary convenor").post(address(way, "step/find-inside/"), {"need_0": "Yes."})
    assert answer["Location"] == "/home/"


def test_both_must_say_that_it_stays_outside_and_then_it_does(way):
    to_look(way)
    assert step(way, "statutory convenor", "stay outside", **WHY) == "scope_look"
    assert step(way, "voluntary convenor", "stay outside") == "out_of_scope"
    assert convenors(way) == set()
    assert "There was a fresh look already" in page(way, "lead")
    refused = browser(way, "lead").post(address(way, "step/ask-again/"), {"need_0": "x"})
    assert "There was a fresh look already" in refused.content.decode()
    assert step(way, "deputy", "close", result="elsewhere", lesson="") == "closed"


def test_it_is_not_closed_before_there_was_time_to_ask(way):
    to_outside(way)
    until = after(today(), 10, working=True)
    refused = browser(way, "deputy").post(address(way, "step/close/"), {"result": "elsewhere", "lesson": ""}).content.decode()
    assert f"A fresh look can be asked for until {until:%-d %B %Y}." in refused
    with wall.inside(case=ways.the_case(way)):
        Move.objects.update(taken_on=today() - 15 * DAY)
    assert step(way, "deputy", "close", result="elsewhere", lesson="") == "closed"


def test_nobody_but_who_raised_it_asks_and_nobody_of_a_party_looks(way):
    Membership.objects.create(organisation=way.cast.council, person=way.people["statutory convenor"], role="contributor", since=SINCE)
    to_outside(way)
    assert browser(way, "deputy").post(address(way, "step/ask-again/"), {"need_0": "x"}).status_code == 404
    step(way, "lead", "ask again", need_0="Look again.")
    assert convenors(way) == {"statutory second", "voluntary convenor"}


def test_without_two_others_nothing_changes(way):
    people = [way.people[f"voluntary {name}"] for name in ("convenor", "second")] + [way.cast.vcs_member]
    SeatHolder.objects.filter(person__in=people).delete()
    Membership.objects.create(organisation=way.cast.charity, person=way.people["voluntary convenor"], role="contributor", since=SINCE)
    to_outside(way)
    answer = browser(way, "lead").post(address(way, "step/ask-again/"), {"need_0": "x"})
    assert "nobody else of the voluntary and community sector" in answer.content.decode()
    assert ways.the_case(way).state == "out_of_scope"


def test_a_look_at_the_scope_uses_up_neither_the_look_after_the_panel_nor_its_people(way):
    """Where nobody else is left, the two who looked afresh may convene the panel."""
    SeatHolder.objects.all().delete()
    to_look(way)
    step(way, "voluntary convenor", "find inside", need_0="Yes.")
    step(way, "lead", "start talk", need_0="Notice.")
    step(way, "deputy", "start talk")
    step(way, "lead", "not solve", need_0="No.")
    assert step(way, "lead", "ask for panel", **TESTS) == "panel_asked"
    assert convenors(way) == {"statutory convenor", "voluntary convenor"}
    for name in ("statutory convenor", "voluntary convenor"):
        step(way, name, "find not eligible", unmet=ways.UNMET, **({"need_1": "Late."} if name.startswith("s") else {}))
    assert "Ask two others to look again" in page(way, "lead")
    with wall.inside(case=ways.the_case(way)):
        assert Part.objects.filter(role="co-convenors").count() == 4
        assert Case.objects.get().stage == 3
