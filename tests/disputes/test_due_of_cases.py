"""What happens by itself: reminders on the last day and after it, private questions on their day; once each, and never with a word."""

import datetime

import pytest

from compact_portal.days import today
from compact_portal.messaging.models import Message
from disputes import wall
from disputes.due import do_due
from disputes.models import Case, PrivateQuestion
from tests.disputes import ways
from tests.disputes.test_way_facilitated import close

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
