"""That answers cannot be traced: by a key, a time, a row version, a place on disk, a page or a history."""

import datetime
import random

import pytest
from django.db import connection

from compact_portal.audit.models import Event
from reviews.actions.answering import delete_left_drafts, save_section, submit_response
from reviews.actions.refusals import NotNow
from reviews.actions.running import close_survey, release_survey, send_invitations
from reviews.models import Bundle, DetachedText, Invitation, Response
from tests.cast import organisation
from tests.reviews.conftest import AFTER, DURING, OPENS, at

HOW_MANY = 40


def answer(survey, org, text: str, openness: str = "steering", **more):
    """One response with one text; each transaction stands for itself, so the caller must not be in one."""
    invitation = Invitation.objects.select_related("survey__compact", "organisation").get(survey=survey, organisation=org)
    section = survey.sections.get(title="This survey")
    answers = {"q23a": {"text": text, "openness": openness}, **more}
    save_section(invitation=invitation, section=section, answers=answers, version=0, on=DURING)
    submit_response(invitation=invitation, by=None, on=DURING)


@pytest.fixture
def many(cast, survey):
    """Forty more signatories, invited."""
    made = [organisation(cast.compact, f"Signatory {n:02}", "voluntary", "charity", contact_email=f"s{n}@example.org") for n in range(HOW_MANY)]
    send_invitations(survey=survey, by=cast.officer, at=at(OPENS))
    return made


def rows(sql: str) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_row_versions_and_places_do_not_tell_who_wrote_what(committed, survey, many):
    for n, org in enumerate(many):
        answer(survey, org, f"text of {n}")
    versions = rows("SELECT DISTINCT xmin::text FROM reviews_bundle")
    relinked = rows("SELECT count(*) FROM reviews_bundle b JOIN reviews_response r ON b.xmin = r.xmin")
    assert len(versions) == 1
    assert relinked[0][0] == HOW_MANY  # all of them share the last submission's: they match one response, not their own
    in_place = [text for (text,) in rows("SELECT texts->0->'body'->>'text' FROM reviews_bundle ORDER BY ctid")]
    in_order = [f"text of {n}" for n in range(HOW_MANY)]
    assert sorted(in_place) == sorted(in_order)
    assert sum(place == order for place, order in zip(in_place, in_order, strict=True)) <= 9  # by chance one; ten once in a million runs


def test_bundle_gets_a_new_key_with_every_submission(committed, survey, many):
    answer(survey, many[0], "first")
    before = set(Bundle.objects.values_list("pk", flat=True))
    answer(survey, many[1], "second")
    assert before.isdisjoint(Bundle.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_no_table_ties_a_detached_text_to_an_organisation(survey, many, cast):
    answer(survey, many[0], "CANARY-7f3a", q23="agree")
    close_survey(survey=survey, by=cast.officer, at=at(AFTER))
    text = DetachedText.objects.get()
    assert {field.name for field in DetachedText._meta.concrete_fields} == {"id", "survey", "question", "openness", "sector", "body"}
    assert text.sector == ""
    tables = [name for (name,) in rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    holding = [table for table in tables if rows(f"SELECT 1 FROM \"{table}\" t WHERE t::text LIKE '%CANARY-7f3a%' LIMIT 1")]
    assert holding == ["reviews_detachedtext"]


@pytest.mark.django_db
def test_text_that_is_only_counted_is_kept_nowhere(survey, many, cast):
    answer(survey, many[0], "CANARY-91bd", openness="counted")
    close_survey(survey=survey, by=cast.officer, at=at(AFTER))
    tables = [name for (name,) in rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    assert [t for t in tables if rows(f"SELECT 1 FROM \"{t}\" t WHERE t::text LIKE '%CANARY-91bd%' LIMIT 1")] == []


@pytest.mark.django_db
def test_nobody_reads_before_the_close_and_texts_come_apart_after(survey, many, cast, sign_in, client, today_is):
    answer(survey, many[0], "CANARY-EARLY", q14={"text": "CANARY-TWIN", "openness": "sector"})
    for org in many[1:10]:
        answer(survey, org, "words", openness="counted")
    for person in (cast.officer, cast.statutory_member, cast.vcs_member):
        page = sign_in(person).get("/wealdshire/survey/2009/written/").content.decode()
        assert "CANARY" not in page
    close_survey(survey=survey, by=cast.officer, at=at(AFTER))
    page = sign_in(cast.vcs_member).get("/wealdshire/survey/2009/written/").content.decode()
    assert "CANARY-EARLY" in page and "CANARY-TWIN" in page
    assert many[0].name not in page
    assert Bundle.objects.count() == 0
    assert DetachedText.objects.count() == 2


@pytest.mark.django_db
def test_nobody_reads_what_names_their_own_organisation(survey, many, cast, sign_in):
    """Under the writer's name too: the steering group keeps it private or not without them."""
    own = cast.statutory_member.seats_held.first().seat.organisation
    answer(survey, many[0], f"CANARY-ABOUT {own.name}", openness="named")
    answer(survey, many[1], f"CANARY-HIDDEN {own.name}")
    for org in many[2:10]:
        answer(survey, org, "words", openness="counted")
    close_survey(survey=survey, by=cast.officer, at=at(AFTER))
    page = "/wealdshire/survey/2009/written/"
    assert "CANARY" not in sign_in(cast.statutory_member).get(page).content.decode()
    seen = sign_in(cast.vcs_member).get(page).content.decode()
    assert "CANARY-ABOUT" in seen and "CANARY-HIDDEN" in seen


@pytest.mark.django_db
def test_texts_of_few_are_not_shown(survey, many, cast, sign_in):
    answer(survey, many[0], "CANARY-FEW", q14={"text": "CANARY-SECTOR", "openness": "sector"})
    close_survey(survey=survey, by=cast.officer, at=at(AFTER))
    for person in (cast.officer, cast.vcs_member):
        assert "CANARY" not in sign_in(person).get("/wealdshire/survey/2009/written/").content.decode()


@pytest.mark.django_db
def test_survey_is_not_closed_early_on_a_few(survey, many, cast):
    for org in many[:9]:
        answer(survey, org, "words")
    with pytest.raises(NotNow, match="Fewer than 10 organisations have answered"):
        close_survey(survey=survey, by=cast.officer, at=at(DURING))
    answer(survey, many[9], "words")
    assert close_survey(survey=survey, by=cast.officer, at=at(DURING)).closes_on == DURING


@pytest.mark.django_db
def test_left_drafts_are_forgotten_after_fourteen_days(survey, many, cast):
    invitation = Invitation.objects.select_related("survey__compact", "organisation").get(organisation=many[0])
    save_section(invitation=invitation, section=survey.sections.last(), answers={"q23": "agree"}, version=0, on=DURING)
    close_survey(survey=survey, by=cast.officer, at=at(AFTER))
    assert delete_left_drafts(at=at(AFTER + datetime.timedelta(days=14))) == 0
    assert delete_left_drafts(at=at(AFTER + datetime.timedelta(days=15))) == 1
    assert not Response.objects.exists()


@pytest.mark.django_db
def test_planner_keeps_no_statistics_of_what_people_wrote(cast):
    kept = "SELECT attrelid::regclass || '.' || attname FROM pg_attribute WHERE attstattarget = 0 AND attnum > 0"
    secret = {
        "reviews_response.draft", "reviews_bundle.texts", "reviews_detachedtext.body", "reviews_namedanswer.body", "reviews_tally.counts",
        "messaging_message.text", "messaging_message.html", "django_session.session_data", "cache.value", "cache_copies.value",
    }  # fmt: skip
    assert secret <= {name for (name,) in rows(kept)}


@pytest.mark.django_db
def test_events_and_history_hold_no_answer(survey, many, cast):
    answer(survey, many[0], "CANARY-LOG", q23="agree")
    assert "CANARY" not in str(list(Event.objects.values()))
    assert not hasattr(Response, "history")


@pytest.mark.django_db
def test_draft_that_was_not_sent_is_not_read_or_counted(survey, many, cast, sign_in, today_is):
    invitation = Invitation.objects.select_related("survey__compact", "organisation").get(organisation=many[0])
    section = survey.sections.get(title="This survey")
    save_section(invitation=invitation, section=section, answers={"q23a": {"text": "CANARY-DRAFT", "openness": "named"}}, version=0, on=DURING)
    close_survey(survey=survey, by=cast.officer, at=at(AFTER))
    release = release_survey(survey=survey, by=cast.officer, at=at(AFTER))
    page = sign_in(cast.officer).get("/wealdshire/survey/2009/written/").content.decode()
    assert "CANARY-DRAFT" not in page
    assert release.figures["level"] == "none"


@pytest.mark.django_db
def test_release_reads_the_counters_and_is_frozen(survey, many, cast):
    chance = random.Random(7)
    for org in many:
        answer(survey, org, "words", q23=chance.choice(["agree", "agree", "neither", "dont_know"]))
    close_survey(survey=survey, by=cast.officer, at=at(AFTER))
    release = release_survey(survey=survey, by=cast.officer, at=at(AFTER))
    question = next(q for q in release.figures["questions"] if q["key"] == "q23")
    assert release.figures["responses"] == {"rounded": 40, "words": "40"}
    assert [option["value"] for option in question["groups"][0]["options"]] == [
        "strongly_agree", "agree", "neither", "disagree", "strongly_disagree",
    ]  # fmt: skip
    assert all(option["count"] % 5 == 0 for option in question["groups"][0]["options"])
