"""What a question or an example is about: chosen, kept through moderation into the bank, and set side by side."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from compact_portal.releasing.rules import Asked, release
from reviews.actions.answering import submit_response
from reviews.actions.running import close_survey, open_survey, release_survey, send_invitations
from reviews.designing import create_survey
from reviews.models import Example, Passage, Question, Review, Section, Tally
from reviews.report.gaps import gaps_of
from reviews.subjects import found_in, subjects_of, to_choose, words_of
from signatories.models import Code, Commitment, Edition
from tests.reviews.answers import BASE, draft, invitation_of, link_for, numbers, save
from tests.reviews.conftest import AFTER, CLOSES, DOCUMENTS, DURING, OPENS, at

DESIGN = f"{BASE}design/"
pytestmark = pytest.mark.django_db
PAGE = "Examples of working together"
SUBJECTS = [["1", "Money"], ["1.1", "Pay in advance."], ["1.2", "Give three months’ notice."], ["2", "Volunteers"]]


@pytest.fixture
def edition(cast):
    """A text in force with promises."""
    Edition.objects.filter(pk=cast.edition.pk).update(status="superseded")
    edition = Edition.objects.create(compact=cast.compact, label="Edition of 2008")
    money = Code.objects.create(edition=edition, number=1, title="Money")
    Code.objects.create(edition=edition, number=2, title="Help by volunteers", short_title="Volunteers")
    for number, text in enumerate(["Pay in advance.", "Give three months’ notice."], 1):
        Commitment.objects.create(code=money, number=number, text=text, binds="statutory")
    Edition.objects.filter(pk=edition.pk).update(status="published", published_at="2008-01-01T12:00Z", published_by=cast.officer)
    return edition


@pytest.fixture
def planned(cast, edition):
    review = Review.objects.create(compact=cast.compact, year=2009, label="2009 – 2010")
    return create_survey(review=review, opens_on=OPENS, closes_on=CLOSES, documents=DOCUMENTS, by=cast.officer)


@pytest.fixture
def asked(cast, planned, today_is):
    survey = open_survey(survey=planned, by=cast.officer, at=at(OPENS))
    send_invitations(survey=survey, by=cast.officer, at=at(OPENS))
    return survey


def test_subjects_are_codes_and_their_promises(edition):
    assert subjects_of(edition) == SUBJECTS
    assert to_choose(SUBJECTS) == [
        ("", "Nothing in particular"),
        ("Money", [("1", "All of it"), ("1.1", "1.1 Pay in advance."), ("1.2", "1.2 Give three months’ notice.")]),
        ("2", "Volunteers"),
    ]
    assert (words_of("1.2", SUBJECTS), words_of("2", SUBJECTS), words_of("7", SUBJECTS)) == (
        "Money, 1.2: Give three months’ notice.",
        "Volunteers",
        "7",
    )
    code, promise = found_in(edition, "1.2")
    assert (code.title, promise.number, found_in(edition, "")) == ("Money", 2, (None, None))
    assert subjects_of(None) == []


def test_example_is_asked_in_the_surveys_words_and_says_who_reads(client, cast, asked):
    client.post(link_for(cast.charity))
    page = client.get(f"{BASE}{numbers(asked)[PAGE]}/").content.decode()
    assert "Tell us about an example of Compact working." in page
    assert "Below each example you choose who may read it." in page
    assert '<optgroup label="Money">' in page and "Which part of the agreement is it about?" in page


def test_what_an_example_is_about_goes_with_it_into_the_bank(client, cast, asked, sign_in):
    client.post(link_for(cast.charity))
    number = numbers(asked)[PAGE]
    told = {"q16-1-judgement": "good", "q16-1-about": "1.2", "q16-1-what": "They told us in time", "q16-1-openness": "named"}
    assert save(client, number, **told | {"q16-1-about": "9.9"}).status_code == 200  # no such promise
    assert save(client, number, **told).status_code == 302
    assert draft()["q16"][0]["about"] == "1.2"
    assert "About: Money, 1.2: Give three months’ notice." in client.get(f"{BASE}check/").content.decode()
    submit_response(invitation=invitation_of(), by=None, on=DURING)
    Tally.objects.filter(survey=asked).update(responses={"statutory": 20, "voluntary": 20})
    close_survey(survey=asked, by=cast.officer, at=at(AFTER))
    (passage,) = Passage.objects.all()
    Passage.objects.filter(pk=passage.pk).update(state="edited", wording={"what": "They told us early"}, settled_on=AFTER)
    asked.refresh_from_db()
    release_survey(survey=asked, by=cast.officer, at=at(AFTER))
    (text,) = asked.release.figures["texts"]
    assert text["said"][0]["lines"] == ["Good or bad: Good", "About: Money, 1.2: Give three months’ notice.", "What happened: They told us early"]
    staff = sign_in(cast.officer)
    address = f"{BASE}examples/{passage.pk}/"
    assert '<option value="1.2" selected>' in staff.get(address).content.decode()
    staff.post(address, {"title": "In time", "about": "1.2"})
    example = Example.objects.get()
    assert (example.code.title, example.commitment.number, example.what) == ("Money", 2, "They told us early")
    for days, found in ((-2, False), (9, True)):
        Example.objects.update(agreed_until=datetime.date.today() + datetime.timedelta(days=days))
        assert ("In time" in Client().get("/search/?q=told+early").content.decode()) is found
    for query, found in (("?promise=1.2", True), ("?code=1", True), ("?promise=1.1", False), ("?code=2", False)):
        assert ("They told us early" in Client().get(f"/wealdshire/examples/{query}").content.decode()) == found, query


def test_later_text_in_the_same_words_still_finds_an_example(cast, edition, asked):
    (code, promise) = found_in(edition, "1.2")
    passage = Passage.objects.create(
        survey=asked, named=asked.named_answers.create(organisation=cast.charity, question=q16(asked), body={"what": "x"})
    )
    Example.objects.create(
        compact=cast.compact, survey=asked, passage=passage, title="Old", what="x", code=code, commitment=promise, kept_at=at(AFTER),
        kept_by=cast.officer, agreed_until=AFTER,
    )  # fmt: skip
    later = Edition.objects.create(compact=cast.compact, label="Edition of 2010")
    same = Code.objects.create(edition=later, number=4, title="Money")
    kept = Commitment.objects.create(code=same, number=1, text="Give three months’ notice.", binds="statutory")
    other = Commitment.objects.create(code=same, number=2, text="Pay in advance.", binds="statutory")
    assert [Example.objects.about(commitment=one).count() for one in (kept, other)] == [1, 0]
    assert Example.objects.about(code=same).count() == 1


def q16(survey) -> Question:
    return Question.objects.get(section__survey=survey, key="q16")


def test_bad_examples_are_counted_by_code_once_for_each_organisation(client, cast, asked):
    client.post(link_for(cast.charity))
    told = {}
    for place, (judgement, about) in enumerate([("bad", "1.1"), ("mixed", "1.2"), ("good", "2"), ("bad", "")], 1):
        told |= {f"q16-{place}-judgement": judgement, f"q16-{place}-about": about, f"q16-{place}-what": "x"}
    save(client, numbers(asked)[PAGE], **told)
    submit_response(invitation=invitation_of(), by=None, on=DURING)
    counts = Tally.objects.get(survey=asked).counts
    assert counts["q16:bad"] == {"voluntary": {"answered": 1, "1": 1}}
    assert counts["q16"]["voluntary"]["answered"] == 1


def test_officer_ties_a_question_to_a_promise(cast, planned, sign_in):
    officer = sign_in(cast.officer)
    question = Question.objects.get(section__survey=planned, key="q6")
    typed = {"text": question.text, "about": "1.2", "section": question.section_id}
    assert officer.post(f"{DESIGN}questions/{question.pk}/", typed).status_code == 302
    question.refresh_from_db()
    assert (question.code.title, question.commitment.number) == ("Money", 2)
    assert "About 1.2: Give three months’ notice." in officer.get(DESIGN).content.decode()
    assert '<option value="1.2" selected>' in officer.get(f"{DESIGN}questions/{question.pk}/").content.decode()


def test_key_stands_once_in_a_survey_on_whichever_page(planned):
    first, second = Section.objects.filter(survey=planned)[:2]
    Question.objects.create(section=first, key="own1", number=90, kind="line", text="One")
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.create(section=second, key="own1", number=91, kind="line", text="Two")
    other = Question.objects.create(section=second, key="own2", number=91, kind="line", text="Two")
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=other.pk).update(key="own1")


def test_officers_words_are_printed_as_they_are_and_never_read_as_a_template(client, cast, planned, today_is):
    rating = {"options": [["a", "One"], ["b", "Two"]], "help_text": "Take your time."}
    section = Section.objects.filter(survey=planned).first()
    for number, kind in enumerate(("rating", "rank"), 80):
        Question.objects.create(section=section, key=f"own{number}", number=number, kind=kind, text="{% now 'Y' %} <b>{{ form }}</b>?", **rating)
    open_survey(survey=planned, by=cast.officer, at=at(OPENS))
    send_invitations(survey=planned, by=cast.officer, at=at(OPENS))
    client.post(link_for(cast.charity))
    page = client.get(f"{BASE}{section.number}/").content.decode()
    assert page.count("{% now &#x27;Y&#x27; %} &lt;b&gt;{{ form }}&lt;/b&gt;?") == 2
    assert page.count("Take your time. Only counted.") == 2  # who reads it, at the question itself


# --- figures


SECTORS = {"statutory": "public sector", "voluntary": "voluntary sector", "cross": "both sectors"}
SCALE = (("agree", "Agree"), ("neither", "Neither"), ("disagree", "Disagree"))


def likert(key: str, number: int, text: str, **fields) -> Asked:
    return Asked(key=key, number=number, section="B", kind="likert", text=text, options=SCALE, agreement=("agree",), **fields)


def counted(agree: int, disagree: int) -> dict:
    return {"agree": agree, "disagree": disagree, "answered": agree + disagree}


def test_answers_of_both_sectors_about_one_promise_stand_side_by_side_with_the_gap_first():
    promise = {"about": "1.2", "about_text": "Give three months’ notice."}
    asked = [
        likert("a", 1, "We both keep it."),
        likert("b", 2, "We gave notice in time.", side="statutory", could={"statutory": 40}, **promise),
        likert("c", 3, "We got notice in time.", side="voluntary", could={"voluntary": 60}, **promise),
    ]
    counts = {
        "a": {"statutory": counted(20, 20), "voluntary": counted(24, 36)},
        "b": {"statutory": counted(32, 8)},
        "c": {"voluntary": counted(18, 42)},
    }
    figures = release(asked=asked, counts=counts, responses={"statutory": 40, "voluntary": 60, "cross": 0}, invited={}, labels=SECTORS)
    first, second = gaps_of(figures)
    assert (first.about, first.points, first.one["label"], first.other["label"]) == ("1.2", 40, "public sector", "voluntary sector")
    assert "Promise 1.2: Give three months’ notice." in first.text and "We got notice in time." in first.text
    assert (second.text, second.points) == ("We both keep it.", 10)


def test_figures_of_a_question_for_some_are_tested_against_those_who_were_asked():
    """Eleven were asked, and ten of them answered: somebody who knows that could work out more than of eleven among sixty."""
    counts = {"b": {"statutory": counted(9, 1)}}
    common = {"counts": counts, "responses": {"statutory": 30, "voluntary": 30, "cross": 0}, "invited": {}, "labels": SECTORS}
    (shown,) = release(asked=[likert("b", 2, "x", could={"statutory": 11})], **common)["questions"]
    assert shown["groups"][0]["low_base"] is True
    (grown,) = release(asked=[likert("b", 2, "x", could={"statutory": 3})], **common)["questions"]  # sizes noted anew since: no error
    assert grown["groups"][0]["answered"] == 10
