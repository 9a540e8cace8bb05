"""What happens by itself: reminders on the last day and after it, private questions on their day; once each, and never with a word."""

import datetime

import pytest

from compact_portal.days import today
from compact_portal.messaging.models import Message
from compact_portal.working_days import after
from disputes import wall
from disputes.actions.reminding import remind
from disputes.due import do_due
from disputes.models import Case, PrivateQuestion
from tests.disputes import ways
from tests.disputes.test_afterwards import close

pytestmark = pytest.mark.django_db


@pytest.fixture
def way(cast):
    return ways.stage(cast, "facilitated")


def told() -> list[str]:
    return sorted(Message.objects.filter(subject="You have a message").values_list("to", flat=True))


@pytest.mark.parametrize(("days", "reminded"), [(-2, False), (-1, True), (0, True), (1, False)])
def test_those_whose_turn_it_is_are_reminded_once(way, days, reminded):
    ways.to_direct_talk(way)
    with wall.inside(case=ways.the_case(way)):
        Case.objects.update(due_on=today() + datetime.timedelta(days=days))
    Message.objects.all().delete()
    do_due()
    do_due()
    assert told() == (sorted([way.people["lead"].email, way.people["council"].email]) if reminded else [])


def test_who_is_told_of_a_concern_says_that_they_have_it_or_is_reminded(way):
    """In five working days; the fifteen for an answer run on from the same day."""
    ways.to_direct_talk(way)
    day, answer_by = after(today(), 5, working=True), ways.the_case(way).due_on
    assert f"is asked to say so by {day:%A %-d %B %Y}" in ways.page(way, "lead")
    with wall.inside(clockwork=True):
        Message.objects.all().delete()
        assert remind(day) == 1
        assert remind(day) == 0
    assert told() == [way.people["council"].email]
    assert ways.step(way, "council", "receive") == "direct_talk"
    assert ways.the_case(way).due_on == answer_by
    assert "Has it reached them?" not in ways.page(way, "lead")
    assert "Say that you have it</strong>" not in ways.page(way, "council")
    with wall.inside(clockwork=True):
        assert remind(day + datetime.timedelta(days=1)) == 0


def test_paused_case_reminds_nobody(way):
    ways.to_direct_talk(way)
    ways.step(way, "deputy", "pause", why="elsewhere", need_1="x")
    Message.objects.all().delete()
    do_due()
    assert told() == []


def test_private_questions_are_asked_on_their_day(way):
    close(way)
    Message.objects.all().delete()
    do_due()
    assert told() == sorted([way.people["lead"].email, way.people["council"].email])
    Message.objects.all().delete()
    do_due()
    assert told() == []
    with wall.inside(case=ways.the_case(way)):
        PrivateQuestion.objects.filter(moment="three").update(asked_on=today())
    do_due()
    assert len(told()) == 2
