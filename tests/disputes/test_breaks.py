"""A case that stands still: an agreed break is never longer than the procedure allows, is told of before it ends, and ends by itself."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from compact_portal.audit.models import Event
from compact_portal.days import today
from compact_portal.messaging.models import Message
from compact_portal.working_days import after
from disputes import wall
from disputes.actions import breaks
from disputes.clocks import Clock, Pause
from disputes.due import do_due
from disputes.models import Break, Case, Closure, Move
from tests.disputes import ways
from tests.disputes.ways import address, browser, page, step

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def way(cast):
    made = ways.stage(cast, "facilitated")
    ways.to_direct_talk(made)
    return made


def pause(way, until: datetime.date | None = None, why: str = "agreed"):
    said = {"why": why, "need_1": "Half term."} | (ways.date_of("last_on", until) if until else {})
    return browser(way, "deputy").post(address(way, "step/pause/"), said)


def back(days: int) -> None:
    """As if the break had begun so many days earlier."""
    with wall.inside(clockwork=True):
        for each in Break.objects.filter(until__isnull=True):
            each.since, each.last_on = each.since - days * DAY, each.last_on and each.last_on - days * DAY
            each.save()
        Move.objects.update(taken_on=today() - days * DAY)


def mailed() -> list[str]:
    found = sorted(Message.objects.filter(subject="You have a message").values_list("to", flat=True))
    Message.objects.all().delete()
    return found


def everybody(way) -> list[str]:
    return sorted(way.people[name].email for name in ("lead", "council", "deputy"))


def test_break_of_thirty_working_days_is_the_longest(way):
    longest = after(today(), 30, working=True)
    answer = pause(way, longest + DAY).content.decode()
    assert f"A break can last 30 working days more in this step: until {longest:%-d %B %Y} at the latest." in answer
    assert "Enter the last day of the break" in pause(way).content.decode()
    assert "at the latest" in pause(way, today()).content.decode()
    assert not Case.objects.exists()  # behind the wall
    assert ways.the_case(way).state == "direct_talk"
    assert pause(way, longest).status_code == 302
    assert ways.the_case(way).state == "paused"
    assert f"stands still until {longest:%A %-d %B %Y}" in page(way, "lead")


def test_days_that_do_not_count_make_it_longer(way):
    first = after(today(), 3, working=True)
    Closure.objects.create(compact=way.cast.compact, first_on=first, last_on=first, why="Moving house", noted_on=today() - DAY)
    assert pause(way, after(today(), 31, working=True)).status_code == 302


def test_several_breaks_in_one_step_are_no_longer_than_one(way):
    pause(way, after(today(), 30, working=True))
    first = last = today() - DAY
    while breaks._working_days(first, last, ()) < 30:
        first -= DAY
    with wall.inside(case=ways.the_case(way)):
        Break.objects.update(since=first, last_on=last)
        Move.objects.update(taken_on=first)
    do_due()
    assert ways.the_case(way).state == "direct_talk"
    with wall.inside(case=ways.the_case(way)):
        assert breaks.days_left(ways.the_case(way)) == 0
    assert "All the days of break that this step may have were used" in pause(way, after(today(), 1, working=True)).content.decode()
    assert pause(way, why="elsewhere").status_code == 302


def test_it_is_told_of_before_it_ends_and_ends_by_itself(way):
    pause(way, after(today(), 20, working=True))
    mailed()
    do_due()
    assert mailed() == []
    with wall.inside(clockwork=True):
        last_on = Break.objects.get().last_on
        for left, told in ((6, []), (5, everybody(way)), (4, [])):
            day = last_on
            while breaks._working_days(day, last_on, ()) < left:
                day -= DAY
            assert breaks.mind(day) == 0
            assert mailed() == told
        assert breaks.mind(last_on) == 0
        assert breaks.mind(last_on + DAY) == 1
        assert breaks.mind(last_on + DAY) == 0
    assert mailed() == everybody(way)
    case = ways.the_case(way)
    assert (case.state, case.paused_from) == ("direct_talk", "")
    shown = page(way, "lead")
    assert "The break is over. Then: both sides talk." in shown
    moved = Event.objects.filter(verb="case.moved").latest("pk")
    assert (moved.actor, moved.detail["to"]) == (None, "direct_talk")


def test_the_clock_goes_on_from_the_day_after_even_when_nobody_looked(way):
    """Christmas lies in the break: nothing of it is lost, and nothing is won by an hourly job that came late."""
    day = datetime.date
    with wall.inside(case=ways.the_case(way)):
        Move.objects.update(taken_on="2025-12-15")
        Break.objects.create(case=ways.the_case(way), why="agreed", since="2025-12-17", last_on="2026-01-09")
        Case.objects.update(state="paused", paused_from="direct_talk", due_on=None)
    with wall.inside(clockwork=True):
        breaks.mind(day(2026, 1, 20))
    expected = Clock(day(2025, 12, 15), 15, pauses=(Pause(day(2025, 12, 17), day(2026, 1, 9)),))
    assert ways.the_case(way).due_on == expected.due_on == day(2026, 1, 29)  # 16 December, then fourteen from 12 January


def test_officer_ends_it_earlier_and_withdrawing_ends_it_too(way):
    pause(way, after(today(), 10, working=True))
    assert step(way, "deputy", "resume") == "direct_talk"
    with wall.inside(case=ways.the_case(way)):
        assert Break.objects.get().until == today()
    pause(way, after(today(), 5, working=True))
    assert step(way, "lead", "withdraw") == "withdrawn"
    with wall.inside(case=ways.the_case(way)):
        assert not Break.objects.filter(until__isnull=True).exists()


def test_waiting_for_another_process_has_no_end_and_the_officer_is_asked(way):
    pause(way, why="elsewhere")
    mailed()
    assert "goes on when the case officer says so" in page(way, "council")
    back(60)
    do_due()
    assert mailed() == [way.people["deputy"].email]
    do_due()
    assert (mailed(), ways.the_case(way).state) == ([], "paused")


def test_database_keeps_an_end_for_what_was_agreed(way):
    with wall.inside(case=ways.the_case(way)):
        for words in ({"why": "agreed"}, {"why": "elsewhere", "last_on": today()}):
            with pytest.raises(IntegrityError, match="break_that_is_agreed_has_an_end"), transaction.atomic():
                Break.objects.create(case=ways.the_case(way), **words)


def test_nobody_has_to_do_anything_while_it_stands_still(way, sign_in):
    pause(way, after(today(), 10, working=True))
    page(way, "deputy")
    assert "Read what waits for you" not in sign_in(way.people["deputy"]).get("/home/").content.decode()


def test_list_of_things_to_do_leads_to_what_a_mail_told_of_until_it_was_opened(way, sign_in):
    page(way, "lead")
    page(way, "council")
    browser(way, "council").post(address(way, "say/"), {"audience": "case", "kind": "message", "body": "Shall we meet?"})
    step(way, "lead", "ask for help")  # now it is the officer's turn alone
    page(way, "lead")
    home = sign_in(way.people["council"])
    assert "Read what waits for you" in home.get("/home/").content.decode()
    page(way, "council")
    assert "Read what waits for you" not in home.get("/home/").content.decode()
