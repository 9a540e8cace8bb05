"""Texts before they are published: two people of different sectors, and nothing that its writer did not allow."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compact_portal.audit.models import Event
from reviews.actions.moderating import give_opinion
from reviews.actions.refusals import NotNow
from reviews.actions.running import close_survey, release_survey
from reviews.models import Bundle, DetachedText, NamedAnswer, Opinion, Passage, Question, Review, Survey, Tally
from reviews.tasks import texts_to_read
from signatories.models import Officer, Organisation
from tests.reviews.conftest import CLOSES, at

BASE = "/wealdshire/survey/2009/"
AFTER = CLOSES + datetime.timedelta(days=1)
pytestmark = pytest.mark.django_db


def detached(openness: str, words: str, sector: str = "") -> dict:
    return {"question": "q12", "openness": openness, "sector": sector, "body": {"text": words}}


@pytest.fixture
def closed(cast, survey):
    """Twenty of each sector answered; one text of each openness, one that names the council, and one in the charity's name."""
    Tally.objects.filter(survey=survey).update(responses={"statutory": 20, "voluntary": 20})
    texts = [
        detached("sector", "OPEN-WORDS about forms", "voluntary"), detached("steering", "CANARY-STEERING"),
        detached("sector", "Wealdshire Council was late", "voluntary"),
    ]  # fmt: skip
    Bundle.objects.create(survey=survey, texts=texts)
    questions = {question.key: question for question in Question.objects.filter(section__survey=survey)}
    NamedAnswer.objects.create(survey=survey, organisation=cast.charity, question=questions["q14"], body={"text": "NAMED-WORDS"})
    NamedAnswer.objects.create(
        survey=survey, organisation=cast.charity, question=questions["q24"], body={"answer": "yes", "email": "canary@example.org"}
    )
    NamedAnswer.objects.create(survey=survey, organisation=cast.charity, question=questions["q16"], body={"wish": "champion"})
    return close_survey(survey=survey, by=cast.officer, at=at(AFTER))


def passage_of(words: str) -> Passage:
    text = DetachedText.objects.filter(body__text__icontains=words).first()
    return text.passage if text else NamedAnswer.objects.get(body__text__icontains=words).passage


def say(passage, by, verdict, **wording) -> Passage | None:
    return give_opinion(passage=passage, by=by, verdict=verdict, wording=wording, on=AFTER)


def anywhere(words: str) -> list[str]:
    """The tables that hold `words`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f'SELECT 1 FROM "{table}" t WHERE t::text LIKE %s LIMIT 1', [f"%{words}%"])
            found += [table] if cursor.fetchone() else []
    return found


def test_only_texts_that_may_be_published_wait(closed):
    words = sorted(passage.body["text"] for passage in Passage.objects.all())
    assert words == ["NAMED-WORDS", "OPEN-WORDS about forms", "Wealdshire Council was late"]


def test_texts_of_few_never_wait(cast, survey):
    Tally.objects.filter(survey=survey).update(responses={"voluntary": 9})
    Bundle.objects.create(survey=survey, texts=[detached("sector", "FEW", "voluntary")])
    close_survey(survey=survey, by=cast.officer, at=at(AFTER))
    assert DetachedText.objects.count() == 1 and not Passage.objects.exists()


def test_one_person_and_one_sector_publish_nothing(cast, closed):
    passage = passage_of("OPEN-WORDS")
    assert say(passage, cast.statutory_member, "publish").state == "waiting"
    assert say(passage, cast.statutory_member, "publish").state == "waiting"
    assert say(passage, cast.officer, "publish").state == "waiting", "the officer is of the same sector"
    assert say(passage, cast.vcs_member, "publish").state == "published"
    assert Event.objects.filter(verb="text.settled", actor=cast.vcs_member).count() == 1


def test_two_who_differ_settle_nothing(cast, closed):
    passage = passage_of("OPEN-WORDS")
    say(passage, cast.statutory_member, "private")
    assert say(passage, cast.vcs_member, "publish").state == "waiting"
    assert say(passage, cast.vcs_member, "edit", text="Words about forms").state == "waiting"
    assert say(passage, cast.statutory_member, "edit", text="Other words").state == "waiting"
    assert say(passage, cast.statutory_member, "edit", text="Words about forms").state == "edited"


def test_original_of_an_edited_text_is_gone_after_the_release(cast, closed):
    passage = passage_of("OPEN-WORDS")
    for person in (cast.statutory_member, cast.vcs_member):
        say(passage, person, "edit", text="Words about forms")
    assert "reviews_detachedtext" in anywhere("OPEN-WORDS")
    release_survey(survey=closed, by=cast.officer, at=at(AFTER))
    assert anywhere("OPEN-WORDS") == []
    assert sorted(anywhere("Words about forms")) == ["reviews_detachedtext", "reviews_passage", "reviews_release"]


def test_deleted_text_is_gone_at_once(cast, closed):
    passage = passage_of("OPEN-WORDS")
    say(passage, cast.statutory_member, "delete")
    assert anywhere("OPEN-WORDS") != []
    assert say(passage, cast.vcs_member, "delete") is None
    assert anywhere("OPEN-WORDS") == [] and Opinion.objects.count() == 0


def test_nobody_reads_what_names_their_own_organisation_or_speaks_for_it(cast, closed, sign_in):
    council, charity = passage_of("Council was late"), passage_of("NAMED-WORDS")
    for passage, person in ((council, cast.statutory_member), (charity, cast.vcs_member)):
        page = sign_in(person).get(f"{BASE}texts/").content.decode()
        assert passage.body["text"] not in page
        assert sign_in(person).get(f"{BASE}texts/{passage.pk}/").status_code == 404
        with pytest.raises(PermissionDenied):
            say(passage, person, "publish")
    assert "NAMED-WORDS" in sign_in(cast.statutory_member).get(f"{BASE}texts/").content.decode()


def seen_by(person, words: str, sign_in) -> bool:
    return words in sign_in(person).get(f"{BASE}texts/").content.decode()


@pytest.mark.parametrize("said", [
    "Wealdshire Council was late", "WEALDSHIRE  COUNCIL’S forms", "the Wealdshire-Council", "Wealdshre Counsil again", "Weald shire Council",
    "the old Shire Corporation paid", "Downland Unitary took over", "WC never answered", "the C.O.W. said no",
])  # fmt: skip
def test_nobody_reads_what_names_their_body_however_it_is_called_or_spelt(cast, closed, sign_in, said):
    cast.council.names.create(name="Shire Corporation", kind="former")
    cast.council.names.create(name="C.O.W", kind="acronym")
    Organisation.objects.create(name="Downland Unitary", sector="statutory", kind="county_council", merged_into=cast.council)
    DetachedText.objects.filter(body__text__icontains="Council was late").update(body={"text": said})
    assert not seen_by(cast.statutory_member, said, sign_in)
    assert seen_by(cast.vcs_member, said, sign_in)


@pytest.mark.parametrize("said", ["the wc is out of order", "Councils in Wealdshire and elsewhere", "West Wealden Consult", "Shire horses"])
def test_other_words_shut_nobody_out(cast, closed, sign_in, said):
    cast.council.names.create(name="Shire Corporation", kind="former")
    DetachedText.objects.filter(body__text__icontains="Council was late").update(body={"text": said})
    assert seen_by(cast.statutory_member, said, sign_in)


def test_officer_reads_nothing_of_the_body_that_employs_them(cast, closed, sign_in):
    passage = passage_of("Council was late")
    assert sign_in(cast.officer).get(f"{BASE}texts/{passage.pk}/").status_code == 200
    Officer.objects.update(
        employer=Organisation.objects.create(name="Shire Hall", sector="statutory", kind="county_council", merged_into=cast.council)
    )
    assert sign_in(cast.officer).get(f"{BASE}texts/{passage.pk}/").status_code == 404
    with pytest.raises(PermissionDenied):
        say(passage, cast.officer, "publish")
    assert "Council was late" not in sign_in(cast.officer).get(f"{BASE}written/").content.decode()


def test_to_do_list_asks_as_much_for_many_closed_surveys_as_for_one(cast, closed, django_assert_num_queries):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert len(list(texts_to_read(cast.vcs_member, {cast.compact.pk}, AFTER))) == Survey.objects.count()
        return len(queries)

    one = cost()
    review = Review.objects.create(compact=cast.compact, year=2008, label="2008")
    other = Survey.objects.create(review=review, compact=cast.compact, opens_on="2008-08-01", closes_on="2008-10-01", status="closed")
    text = DetachedText.objects.create(
        survey=other, question=Question.objects.get(section__survey=closed, key="q12"), openness="sector", body={"text": "x"}
    )
    Passage.objects.create(survey=other, text=text)
    assert cost() == one


def test_standing_aside_leaves_the_text_to_others(cast, closed, sign_in):
    passage = passage_of("OPEN-WORDS")
    say(passage, cast.vcs_member, "aside")
    assert say(passage, cast.statutory_member, "aside").state == "waiting"
    page = sign_in(cast.vcs_member).get(f"{BASE}texts/").content.decode()
    assert "OPEN-WORDS" not in page


def test_what_nobody_decided_stays_private_and_only_what_passed_is_printed(cast, closed, client):
    passed = passage_of("Council was late")
    Passage.objects.filter(pk=passed.pk).update(state="published", settled_on=AFTER)
    release_survey(survey=closed, by=cast.officer, at=at(AFTER))
    page, data = (client.get(f"{BASE}{part}").content.decode() for part in ("results/", "results.json"))
    for shown in (page, data):
        assert "Wealdshire Council was late" in shown
        assert "OPEN-WORDS" not in shown and "CANARY-STEERING" not in shown and "NAMED-WORDS" not in shown
    assert Passage.objects.get(pk=passage_of("OPEN-WORDS").pk).state == "private"
    with pytest.raises(NotNow):
        say(passage_of("OPEN-WORDS"), cast.vcs_member, "publish")


def test_moderator_walks_from_the_queue_to_a_decision(cast, closed, sign_in, today_is, monkeypatch):
    monkeypatch.setattr("reviews.views.moderating.today", lambda: AFTER + datetime.timedelta(days=12))
    passage = passage_of("OPEN-WORDS")
    page = sign_in(cast.vcs_member).get(f"{BASE}texts/").content.decode()
    assert "OPEN-WORDS" in page and "12 days" in page and "CANARY-STEERING" not in page
    form = sign_in(cast.vcs_member).post(f"{BASE}texts/{passage.pk}/", {}).content.decode()
    assert "Choose what should become of the text" in form
    sent = {"verdict": "edit", "text": "Words about forms"}
    said = sign_in(cast.vcs_member).post(f"{BASE}texts/{passage.pk}/", sent, follow=True).content.decode()
    assert "waits for somebody of another sector" in said and "OPEN-WORDS" not in said
    page = sign_in(cast.statutory_member).get(f"{BASE}texts/{passage.pk}/").content.decode()
    assert "Somebody of another sector says" in page and page.count("Words about forms") == 2
    said = sign_in(cast.statutory_member).post(f"{BASE}texts/{passage.pk}/", sent, follow=True).content.decode()
    assert "published as it was edited" in said


@pytest.mark.parametrize("more", [0, 5])
def test_queue_costs_the_same_for_any_number_of_texts(cast, closed, sign_in, django_assert_num_queries, more):
    question = Question.objects.get(section__survey=closed, key="q12")
    for n in range(more):
        text = DetachedText.objects.create(survey=closed, question=question, openness="sector", sector="voluntary", body={"text": f"Text {n}"})
        Passage.objects.create(survey=closed, text=text)
    client = sign_in(cast.vcs_member)
    client.get(f"{BASE}texts/")
    with django_assert_num_queries(16):
        client.get(f"{BASE}texts/")


def test_release_says_what_it_means_before_it_is_done(cast, closed, sign_in):
    page = sign_in(cast.officer).get(f"{BASE}release/").content.decode()
    assert "This cannot be undone" in page and "3 texts have not been decided on" in page
    assert "released and frozen" in sign_in(cast.officer).post(f"{BASE}release/", follow=True).content.decode()
