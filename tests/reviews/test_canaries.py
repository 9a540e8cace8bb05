"""Strings that exist nowhere else, planted in confidential answers along a whole response, and looked for after it was sent.

They may lie in the bundle of detached texts, which has no key to an organisation, and nowhere else: not in a table with such a
key, in the history, the outbox, a session, the cache or the log.
"""

import base64
import logging

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from reviews.actions.running import close_survey
from reviews.models import Response
from tests.reviews.answers import BASE, draft, invitation_of, links_for, numbers, save, send
from tests.reviews.conftest import AFTER, at

pytestmark = pytest.mark.django_db
KEPT = ["canary-steering-1", "canary-sector-2", "canary-example-3", "canary-when-4"]  # to be read without a name
GONE = [
    "canary-counted-5", "canary-refused-6", "canary-disputed-7", "canary-dropped-8", "canary-file-9", "canary-forged-10", "canary-draft-11",
]  # fmt: skip
TICKED = "q10"  # a closed answer: only its count may be left
TO_ORGANISATION = """
SELECT DISTINCT c.conrelid::regclass::text FROM pg_constraint c WHERE c.contype = 'f'
AND c.confrelid::regclass::text IN ('signatories_organisation', 'reviews_invitation', 'reviews_response')
"""


def rows(sql: str, *values) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def holding(word: str) -> list[str]:
    """The tables of which a row, written out, holds `word`."""
    tables = [name for (name,) in rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")]
    return [table for table in tables if rows(f'SELECT 1 FROM "{table}" t WHERE t::text ILIKE %s LIMIT 1', f"%{word}%")]


def sessions() -> str:
    return str([session.get_decoded() for session in Session.objects.all()])


def cached() -> bytes:
    """What the caches hold, unpacked from its base64."""
    values = [base64.b64decode(value) for (value,) in rows("SELECT value FROM cache UNION ALL SELECT value FROM cache_copies")]
    return b"".join(values)


@pytest.fixture
def log(caplog):
    """Everything that was logged, at every level, as the portal's own filter and formatter write it too."""
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.fixture
def answered(respondent, invited, log):
    """The charity has answered by every way there is: two browsers, a colleague, a script, refusals, other words, and sent."""
    pages = numbers(invited)
    steering, sector, example, when = KEPT
    last = pages["This survey"]
    respondent.post(f"{BASE}colleagues/", {"invitation": invitation_of().pk, "section": last, "name": "Pat", "email": "pat@example.org"})
    colleague = Client()
    colleague.post(links_for("pat@example.org")[0])
    save(respondent, pages["Information Folder"], autosave="1", page="a", q12="canary-draft-11", q12_openness="steering")
    save(respondent, pages["Information Folder"], page="a", q12=f"{steering} and Mrs Hale canary-dropped-8", q12_openness="steering")
    save(respondent, pages["Action Plan 2009"], q14=sector, q14_openness="sector")
    save(respondent, pages["Action Plan 2009"], 1, q14="canary-refused-6 " * 100)
    told = {"judgement": "bad", "what": example, "when": when, "openness": "steering", "raised": "chose_not"}
    save(respondent, pages["Examples of working together"], **{f"q16-1-{name}": words for name, words in told.items()})
    save(colleague, last, q23a="canary-counted-5", q23a_openness="counted")
    save(respondent, last, q23a="canary-disputed-7", q23a_openness="steering")
    save(respondent, last, 1, dispute="q23a", q23a="canary-disputed-7", q23a_openness="steering", **{"choose-q23a": "theirs"})
    save(respondent, last, 1, q999="canary-forged-10")
    file = SimpleUploadedFile("x.txt", b"canary-file-9")
    respondent.post(f"{BASE}{last}/", {"invitation": invitation_of().pk, "version": 9, "q23a": file})
    save(respondent, last, 9, q23="strongly_disagree", q23a="canary-counted-5", q23a_openness="counted", q24="no")
    save(respondent, pages["Working with the Compact"], **{TICKED: ["champion"], "q8": "strongly_disagree"})
    assert [word for word in [*KEPT, "canary-counted-5"] if word not in str(draft())] == []  # planted indeed
    again = {"invitation": invitation_of().pk, "seal": Response.objects.get().seal, "q12": steering}
    respondent.post(f"{BASE}look/", again)
    assert "Thank you" in send(respondent).content.decode()
    return colleague


def test_walk_knows_the_tables_with_a_key_to_an_organisation():
    keyed = {table for (table,) in rows(TO_ORGANISATION)}
    assert {"reviews_response", "reviews_namedanswer", "reviews_invitation", "reviews_colleaguelink"} <= keyed
    assert keyed.isdisjoint({"reviews_bundle", "reviews_detachedtext", "reviews_tally"})


def test_canaries_lie_in_the_bundle_and_nowhere_else(answered):
    assert [holding(word) for word in KEPT] == [["reviews_bundle"]] * len(KEPT)
    assert [holding(word) for word in GONE] == [[]] * len(GONE)


def test_closed_answers_are_left_in_the_tally_alone(answered):
    assert holding("strongly_disagree") == ["reviews_tally"]
    response = str(rows("SELECT r::text FROM reviews_response r"))
    assert "champion" not in response and "{}" in response


def test_canaries_are_in_no_session_no_cache_and_no_line_of_the_log(answered, log):
    kept = sessions() + cached().decode("latin-1")
    assert "survey_invitations" in kept  # the walk reads what sessions hold
    logged = "\n".join(f"{record.getMessage()} {record.exc_text or ''}" for record in log.get_records("setup"))
    assert "/wealdshire/survey/2009/" in logged
    assert [word for word in [*KEPT, *GONE] if word in (kept + logged).lower()] == []


def test_sessions_of_those_who_answered_name_no_organisation_any_more(answered, respondent):
    assert respondent.session.get("survey_invitations") == {}


def test_nobody_can_read_a_canary_before_the_close_and_its_writer_not_again(answered, respondent, sign_in, cast):
    seen = [answered.get(f"{BASE}{part}", follow=True) for part in ("", "check/", "7/")] + [respondent.get(f"{BASE}check/", follow=True)]
    sign_in(cast.lead)
    seen += [respondent.get(f"{BASE}{part}", follow=True) for part in ("", "check/", "check.txt", "look/", "submit/", "colleagues/")]
    for person in (cast.officer, cast.vcs_member, cast.statutory_member):
        sign_in(person)
        seen += [respondent.get(f"{BASE}{part}", follow=True) for part in ("", "manage/", "written/", "results/")]
    assert [page.request["PATH_INFO"] for page in seen if "canary" in page.content.decode().lower()] == []


def test_canaries_lie_apart_after_the_close(answered, invited, cast):
    close_survey(survey=invited, by=cast.officer, at=at(AFTER))
    assert [holding(word) for word in KEPT] == [["reviews_detachedtext"]] * len(KEPT)
    assert [holding(word) for word in GONE] == [[]] * len(GONE)
