"""What the page of a case says to those who take part: who reads it, who is waited for, and what a step will tell whom."""

import datetime

import pytest

from compact_portal.days import today
from tests.disputes import ways
from tests.disputes.ways import address, browser, page, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def way(cast):
    return ways.stage(cast, "facilitated")


def test_case_says_who_can_read_it_now_and_whether_the_other_side_knows(way):
    ways.raise_concern(way)
    shown = page(way, "lead")
    assert "The other side has not been told." in shown
    assert "Charity Lead, Deputy Officer" in shown
    assert "You need do nothing now" in shown
    assert "The case officer: Say that it has arrived" in shown
    assert "Propose a story" not in shown
    step(way, "deputy", "acknowledge", conflict_check="on")
    step(way, "deputy", "start talk", need_0="The charity is concerned about notice.")
    assert "The other side has not been told." in page(way, "lead")
    step(way, "lead", "start talk")
    shown = page(way, "lead")
    assert "The other side has not been told." not in shown
    assert "Charity Lead, Council Lead, Deputy Officer" in shown
    assert "Bramble Lane Befriending and Wealdshire Council" in page(way, "council")


def test_list_names_the_other_side_only_while_the_key_is_open(way):
    ways.to_direct_talk(way)
    browser(way, "lead").get("/wealdshire/cases/")
    assert "with Wealdshire Council" in browser(way, "lead").get("/wealdshire/cases/").content.decode()
    browser(way, "lead").post("/passphrase/lock/")
    assert "Wealdshire Council" not in browser(way, "lead").get("/wealdshire/cases/").content.decode()


def test_before_the_other_side_is_told_the_page_shows_what_they_will_read(way):
    ways.raise_concern(way)
    step(way, "deputy", "acknowledge", conflict_check="on")
    for event in ("start-talk", "ask-for-help"):
        shown = page(way, "lead", f"step/{event}/").replace("&#x27;", "'")
        assert "From then on they can read all that is marked “for both sides, the helper and the case officer”" in shown
        assert "week's notice" in shown
        assert "We rang twice" not in shown
    assert "is not safe or wise" in page(way, "lead", "step/ask-for-help/")
    step(way, "lead", "start talk", need_0="Notice.")
    assert "Bramble Lane Befriending: you have agreed" not in page(way, "lead")
    step(way, "deputy", "start talk")
    assert "From then on they can read" not in page(way, "lead", "step/ask-for-help/")


def test_whoever_confirms_a_note_reads_it_there_and_sees_who_is_waited_for_by_name(way):
    ways.to_helper(way)
    step(way, "helper1", "set date", need_1="Hall", need_2="", **ways.date_of("date", today() + datetime.timedelta(days=7)))
    step(way, "helper1", "hold talk", need_0="Both")
    step(way, "helper1", "send note", need_0="Payment goes on until June.")
    assert "Payment goes on until June." in page(way, "lead", "step/confirm-note/")
    answer = browser(way, "lead").post(address(way, "step/confirm-note/"), follow=True).content.decode()
    assert "Still needed: Wealdshire Council" in answer
    assert "recommendations" not in page(way, "deputy", "step/pause/")
    step(way, "council", "confirm note")
    assert "The panel made recommendations" not in page(way, "deputy", "step/close/")
