"""When a case is over: private questions, what both sides let others learn, and what is counted."""

import datetime

import pytest
from django.test import Client

from compact_portal.days import today
from disputes import wall
from disputes.models import PrivateCount, Story
from tests.disputes import ways
from tests.disputes.ways import address, browser, page, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def way(cast):
    return ways.stage(cast, "facilitated")


def close(way, lesson: str = "") -> None:
    ways.to_helper(way)
    day = ways.date_of("date", today() + datetime.timedelta(days=7))
    step(way, "helper1", "set date", need_1="Hall", need_2="", **day)
    step(way, "helper1", "hold talk", need_0="Both")
    step(way, "helper1", "send note", need_0="Agreed.")
    step(way, "lead", "confirm note")
    step(way, "council", "confirm note")
    step(way, "deputy", "close", result="solved", lesson=lesson)


def test_private_answer_reaches_the_officer_of_the_own_sector_alone(way):
    close(way)
    with wall.inside(case=ways.the_case(way)):
        first = ways.the_case(way).private_questions.filter(part__person=way.people["lead"]).earliest("asked_on")
        later = ways.the_case(way).private_questions.filter(part__person=way.people["lead"]).latest("asked_on")
        assert (later.asked_on - first.asked_on).days == 180
    said = {"harm": "worse", "satisfied": "partly", "said": "They no longer answer our calls."}
    assert browser(way, "council").post(address(way, f"private/{first.pk}/"), said).status_code == 404
    assert browser(way, "lead").post(address(way, f"private/{first.pk}/"), said).status_code == 302
    assert "no longer answer" in page(way, "deputy")
    for other in ("council", "helper1"):
        assert "no longer answer" not in page(way, other)
    assert PrivateCount.objects.get(asks="harm").option == "worse"
    assert step(way, "lead", "reopen", need_0="They stopped answering.") == "helper_wanted"


def test_private_answer_of_the_other_side_goes_to_their_own_officer(way):
    close(way)
    with wall.inside(case=ways.the_case(way)):
        question = ways.the_case(way).private_questions.filter(part__person=way.people["council"]).earliest("asked_on")
    said = {"harm": "unchanged", "satisfied": "yes", "said": "All well here."}
    browser(way, "council").post(address(way, f"private/{question.pk}/"), said)
    assert "All well here" in page(way, "officer")
    assert "notice" not in page(way, "officer").lower().replace("nothing", "")
    assert "All well here" not in page(way, "deputy")


def test_later_it_is_asked_whether_they_work_together_and_what_was_agreed_was_done(way):
    close(way)
    with wall.inside(case=ways.the_case(way)):
        rows = ways.the_case(way).private_questions.filter(part__person=way.people["lead"])
        rows.filter(moment="six").update(asked_on=today())
        at_closing, six = (rows.get(moment=moment).pk for moment in ("closing", "six"))
    assert "apart from how it ended" in page(way, "lead", f"private/{at_closing}/")
    asked = page(way, "lead", f"private/{six}/")
    assert "apart from how it ended" not in asked
    assert "Are you working together as before?" in asked
    answer = browser(way, "lead").post(address(way, f"private/{six}/"), {"harm": "unchanged", "satisfied": "no"})
    assert "Choose one" in answer.content.decode()
    said = {"harm": "unchanged", "together": "less", "kept": "partly"}
    assert browser(way, "lead").post(address(way, f"private/{six}/"), said).status_code == 302
    assert set(PrivateCount.objects.values_list("asks", "option")) == set(said.items())
    assert "Less than before" in page(way, "deputy").replace("less than", "Less than")


def test_lesson_reaches_signatories_when_both_agree_and_nobody_else(way, sign_in):
    close(way, lesson="Ring before you write.")
    with wall.inside(case=ways.the_case(way)):
        entry = ways.the_case(way).entries.get(kind="story")
    agree, publish = address(way, f"said/{entry.pk}/agree/"), address(way, f"said/{entry.pk}/publish/")
    browser(way, "lead").post(agree)
    browser(way, "deputy").post(publish)
    assert not Story.objects.exists()
    browser(way, "council").post(agree)
    browser(way, "deputy").post(publish)
    assert Story.objects.get().for_signatories
    settle = "/wealdshire/disagreements/"
    assert "Ring before you write." in sign_in(way.cast.lead).get(settle).content.decode()
    assert "Ring before you write." not in Client().get(settle).content.decode()
    assert "Ring before you write." not in sign_in(way.cast.stranger).get(settle).content.decode()
