"""Saving a page: by its button, when a field is left, by two people at once; and what it costs."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reviews.answering.merging import KEPT, fingerprint, merge, note
from reviews.answering.minutes import LONGEST_STAY, add_minutes, band_of, median, minutes_known, stayed
from reviews.models import NamedAnswer, Question, Response, Review, Section, Survey, Tally
from tests.reviews.answers import BASE, draft, invitation_of, link_for, numbers, save, send
from tests.reviews.conftest import CLOSES, OPENS

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(invited) -> int:
    return numbers(invited)["This survey"]


@pytest.fixture
def other(cast, respondent):
    """Somebody else of the charity with the same link, in another browser."""
    browser = Client()
    browser.post(link_for(cast.charity))
    return browser


def autosave(client, number: int, version: int = 0, **answers):
    return save(client, number, version, autosave="1", **answers)


# --- merging, as a function


def test_each_side_keeps_what_it_changed_alone():
    changes = {}
    note(changes, {"q1": "theirs"}, version=1, by="Ann")
    merged = merge(draft={"q1": "theirs", "q2": None}, changes=changes, answers={"q1": None, "q2": "mine"}, version=0)
    assert (merged.taken, merged.disputed) == ({"q2": "mine"}, [])


def test_only_what_both_changed_differently_is_disputed():
    changes = {}
    note(changes, {"q1": "theirs", "q2": "same"}, version=1, by="Ann")
    merged = merge(draft={"q1": "theirs", "q2": "same"}, changes=changes, answers={"q1": "mine", "q2": "same"}, version=0)
    assert (merged.taken, merged.disputed) == ({}, ["q1"])


def test_page_opened_between_two_changes_knows_what_it_showed():
    changes = {}
    for version, words in enumerate(["first", "second", "third"], 1):
        note(changes, {"q1": words}, version=version, by="")
    left_alone = merge(draft={"q1": "third"}, changes=changes, answers={"q1": "second"}, version=2)
    changed = merge(draft={"q1": "third"}, changes=changes, answers={"q1": "own"}, version=2)
    assert (left_alone.taken, left_alone.disputed, changed.disputed) == ({}, [], ["q1"])


def test_page_knows_what_was_saved_from_it():
    changes = {}
    note(changes, {"q1": "half"}, version=1, by="Ann", page="hers")
    own = merge(draft={"q1": "half"}, changes=changes, answers={"q1": "whole"}, version=0, page="hers")
    others = merge(draft={"q1": "half"}, changes=changes, answers={"q1": "whole"}, version=0, page="his")
    assert (own.taken, own.disputed, others.disputed) == ({"q1": "whole"}, [], ["q1"])


def test_notes_that_were_dropped_make_a_dispute_and_never_a_loss():
    changes = {}
    for version in range(1, KEPT + 5):
        note(changes, {"q1": str(version)}, version=version, by="")
    assert len(changes["q1"]) == KEPT
    merged = merge(draft={"q1": str(KEPT + 4)}, changes=changes, answers={"q1": None}, version=0)
    assert (merged.taken, merged.disputed) == ({}, ["q1"])
    assert changes["q1"][-1][1] == fingerprint(str(KEPT + 4))


# --- two people on one page


def test_two_people_who_answer_different_questions_lose_nothing(respondent, other, page):
    assert save(respondent, page, q23a="From the first", q23a_openness="steering").status_code == 302
    assert save(other, page, q23="agree").status_code == 302
    assert (draft()["q23a"]["text"], draft()["q23"]) == ("From the first", "agree")


def test_second_of_two_is_shown_both_versions_and_chooses(respondent, other, page):
    save(respondent, page, q23a="From the first", q23a_openness="steering", q23="agree")
    stopped = save(other, page, q23a="From the second", q23a_openness="steering", q24="no")
    text = stopped.content.decode()
    assert stopped.status_code == 409
    assert "Somebody else changed the same answers" in text
    assert "From the first" in text and "From the second" in text
    assert draft()["q23a"]["text"] == "From the first"
    assert draft()["q24"] == {"answer": "no", "email": ""}  # what nobody disputes is saved
    version = re.search(r'name="version" value="(\d+)"', text)[1]
    again = {"dispute": "q23a", "q23a": "Both together", "q23a_openness": "steering", "q23": "agree", "q24": "no"}
    assert re.search(r'name="q23"[^>]*value="agree"[^>]*checked', text)  # the page shows it from now on
    assert save(other, page, version, **again).status_code == 409  # not chosen yet
    assert draft()["q23a"]["text"] == "From the first"
    assert save(other, page, version, **again, **{"choose-q23a": "mine"}).status_code == 302
    assert (draft()["q23a"]["text"], draft()["q23"]) == ("Both together", "agree")


def test_second_of_two_may_keep_what_the_first_saved(respondent, other, page):
    save(respondent, page, q23a="From the first", q23a_openness="steering")
    save(other, page, q23a="From the second", q23a_openness="steering")
    kept = save(other, page, 1, dispute="q23a", q23a="From the second", q23a_openness="steering", **{"choose-q23a": "theirs"})
    assert kept.status_code == 302
    assert draft()["q23a"]["text"] == "From the first"


def test_same_page_sent_twice_is_saved_once(respondent, page):
    for _ in range(2):
        assert save(respondent, page, q23a="Once", q23a_openness="steering").status_code == 302
    assert Response.objects.get().saved_sections == {str(page): 1}


# --- saved when a field is left


def test_field_left_is_saved_without_leaving_the_page(respondent, page):
    for words in ("Half a sen", "Half a sentence"):
        answer = autosave(respondent, page, page="a1", q23a=words, q23a_openness="steering").json()
        assert (answer["wrong"], answer["disputed"]) == ([], {})
    assert draft()["q23a"]["text"] == "Half a sentence"
    assert "data-save-on-leaving" in respondent.get(f"{BASE}{page}/").content.decode()


def test_two_pages_that_save_by_themselves_keep_what_each_changed(respondent, other, page):
    autosave(respondent, page, page="a1", q23="agree")
    for words in ("His", "His words"):  # his page shows q23 as it was when he opened it
        assert autosave(other, page, page="b2", q23a=words, q23a_openness="steering").json()["disputed"] == {}
    autosave(respondent, page, page="a1", q23="disagree")
    assert (draft()["q23"], draft()["q23a"]["text"]) == ("disagree", "His words")


def test_page_shown_again_shows_what_others_saved(respondent, other, page):
    save(respondent, page, q23="agree")
    shown = save(other, page, q23a="x" * 1001).content.decode()
    assert re.search(r'name="q23"[^>]*value="agree"[^>]*checked', shown)
    assert "x" * 1001 in shown


def test_what_is_wrong_is_told_and_the_rest_is_saved(respondent, page):
    answer = autosave(respondent, page, q23a="x" * 1001, q23="agree").json()
    assert "Use 1000 characters or fewer; you have used 1001" in answer["wrong"][0]
    assert draft() == {"q23": "agree", "q24": None}


def test_dispute_is_told_by_the_question_and_waits_for_the_button(respondent, other, page):
    save(respondent, page, q23a="CANARY-THEIRS", q23a_openness="steering")
    answer = autosave(other, page, q23a="Mine", q23a_openness="steering")
    assert list(answer.json()["disputed"]) == ["q23a"]
    assert "CANARY-THEIRS" not in answer.content.decode()
    later = autosave(other, page, dispute="q23a", q23a="Mine still", q23a_openness="steering", q23="agree").json()
    assert list(later["disputed"]) == ["q23a"]
    assert (draft()["q23a"]["text"], draft()["q23"]) == ("CANARY-THEIRS", "agree")


def test_field_left_after_the_close_says_so(respondent, page, today_is):
    today_is(CLOSES + datetime.timedelta(days=1))
    assert autosave(respondent, page, q23="agree").status_code == 410
    assert not Response.objects.exists()


# --- what it costs


def test_saving_a_page_costs_a_fixed_number_of_queries(respondent, other, invited, page):
    """Session, invitation, the same locked with its survey, response, one write; the same for a short and a long page."""
    long_page = numbers(invited)["Working with the Compact"]
    respondent.get(f"{BASE}{page}/")
    for number, version, answers in (
        (page, 0, {"q23": "agree"}),
        (page, 1, {"q23": "disagree"}),
        (long_page, 0, {f"q{n}": "agree" for n in range(4, 9)}),
    ):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert save(respondent, number, version, **answers).status_code == 302
        # One is the test's own look-up of the invitation; a savepoint stands here where elsewhere a transaction begins and ends.
        said = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]][1:]
        assert len(said) == 5, said


# --- minutes


@pytest.mark.parametrize(("opened", "now", "seconds"), [
    ("1000", 1090.0, 90), ("1000", 900.0, 0), ("", 900.0, 0), ("x", 900.0, 0), ("1000", 9_999_999.0, LONGEST_STAY), ("9" * 40, 1.0, 0),
])  # fmt: skip
def test_stay_on_a_page_is_measured_within_reason(opened, now, seconds):
    assert stayed(opened, now) == seconds


def test_minutes_are_counted_in_bands_for_all_together():
    minutes = {}
    for seconds in (0, 61, 301, 302, 1500):
        add_minutes(minutes, seconds)
    assert minutes == {"5": 1, "10": 2, "25": 1}
    assert (median(minutes), median({}), band_of(1)) == (10, 0, "5")


def test_time_spent_leaves_the_organisation_with_the_answers(respondent, invited, page, monkeypatch):
    monkeypatch.setattr("reviews.views.answering.time.time", lambda: 10_000.0)
    save(respondent, page, q23="agree", opened="9400")
    assert Response.objects.get().seconds == 600
    send(respondent)
    assert Response.objects.get().seconds == 0
    assert Tally.objects.get(survey=invited).minutes == {"10": 1}


def test_minutes_are_told_beforehand_guessed_and_then_measured(client, cast, invited, today_is, last_year):
    link = link_for(cast.charity)
    assert re.search(r"It takes about \d+ minutes\.", client.get(link).content.decode())
    Tally.objects.filter(survey=last_year).update(minutes={"20": 9})
    assert minutes_known(invited)[1] is False  # too few to tell
    Tally.objects.filter(survey=last_year).update(minutes={"20": 6, "45": 4})
    assert minutes_known(invited) == (20, True)
    assert "Last time" not in client.get(link).content.decode()  # what was told when it opened stands
    Survey.objects.filter(pk=invited.pk).update(minutes=20, minutes_measured=True)
    assert "Last time half of those who answered needed 20 minutes or less." in client.get(link).content.decode()


# --- last year's words


@pytest.fixture
def last_year(cast):
    """A survey of the year before, released, in which q14 was asked in other words."""
    review = Review.objects.create(compact=cast.compact, year=2008, label="2008")
    year = datetime.timedelta(days=365)
    survey = Survey.objects.create(
        review=review, compact=cast.compact, opens_on=OPENS - year, closes_on=CLOSES - year, opened_at="2008-08-10T12:00Z", opened_by=cast.officer
    )
    Tally.objects.create(survey=survey)
    section = Section.objects.create(survey=survey, number=1, title="Plan")
    Question.objects.create(section=section, key="q14", number=1, kind="text", text="What is missing in the plan of 2008?")
    Survey.objects.filter(pk=survey.pk).update(status="released")
    return survey


def said_last_year(survey, organisation, words: str) -> None:
    NamedAnswer.objects.create(survey=survey, organisation=organisation, question=Question.objects.get(section__survey=survey), body={"text": words})


def test_last_years_named_words_stand_beside_this_years(respondent, cast, invited, last_year):
    number = numbers(invited)["Action Plan 2009"]
    said_last_year(last_year, cast.charity, "Rooms are <b>too dear</b>")
    said_last_year(last_year, cast.other_charity, "CANARY-OTHERS")
    page = respondent.get(f"{BASE}{number}/").content.decode()
    assert "In 2008 you wrote, with your organisation’s name: “Rooms are &lt;b&gt;too dear&lt;/b&gt;”" in page
    assert "The question was then: What is missing in the plan of 2008?" in page
    assert "CANARY-OTHERS" not in page
    assert save(respondent, number, q14="", q14_same="on", q14_openness="sector").status_code == 302
    assert draft()["q14"] == {"text": "Rooms are <b>too dear</b>", "openness": "sector"}
    assert "q14_same" not in respondent.get(f"{BASE}{number}/").content.decode()  # it stands in the box now


def test_no_change_and_other_words_cannot_both_be_kept(respondent, cast, invited, last_year):
    number = numbers(invited)["Action Plan 2009"]
    said_last_year(last_year, cast.charity, "Rooms are too dear")
    page = save(respondent, number, q14="Something new", q14_same="on").content.decode()
    assert "Untick this, or empty the box above it: both cannot be kept" in page
    assert "Something new" in page
    assert "q14" not in draft()


def test_nothing_of_last_year_is_shown_that_was_not_named(respondent, invited, last_year, django_assert_max_num_queries):
    number = numbers(invited)["Action Plan 2009"]
    respondent.get(f"{BASE}{number}/")
    with django_assert_max_num_queries(6):
        assert "No change" not in respondent.get(f"{BASE}{number}/").content.decode()
    assert invitation_of().organisation.named_answers.count() == 0
