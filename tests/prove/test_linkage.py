"""Forty organisations answer, twenty times over: what row versions and places on disk tell about who wrote what."""

import pytest
from django.db import connection

from reviews.actions.answering import save_section, submit_response
from reviews.actions.running import close_survey, send_invitations
from reviews.models import Invitation
from tests.cast import organisation
from tests.reviews.conftest import CLOSES, DURING, OPENS, at

pytestmark = pytest.mark.prove
ORGANISATIONS, TIMES = 40, 20
OF_BUNDLES = "SELECT texts->0->'body'->>'text' FROM reviews_bundle WHERE survey_id = %s ORDER BY ctid"
OF_TEXTS = "SELECT body->>'text' FROM reviews_detachedtext WHERE survey_id = %s ORDER BY ctid"
BY_VERSION = (
    "SELECT b.texts->0->'body'->>'text', count(r.id), min(o.name) FROM reviews_bundle b"
    " LEFT JOIN reviews_response r ON r.xmin = b.xmin LEFT JOIN signatories_organisation o ON o.id = r.organisation_id"
    " WHERE b.survey_id = %s GROUP BY b.id"
)


def rows(sql: str, survey) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql, [survey.pk])
        return cursor.fetchall()


def in_own_place(found: list[str], order: list[str]) -> int:
    """How many texts lie where their author's turn would put them; by chance one."""
    assert sorted(found) == sorted(order)
    return sum(text == own for text, own in zip(found, order, strict=True))


@pytest.fixture
def many(cast, survey):
    made = [organisation(cast.compact, f"Signatory {n:02}", "voluntary", "charity", contact_email=f"s{n}@example.org") for n in range(ORGANISATIONS)]
    send_invitations(survey=survey, by=cast.officer, at=at(OPENS))
    return made


def answer_all(survey, many) -> list[str]:
    section = survey.sections.get(title="This survey")
    invitations = {i.organisation_id: i for i in Invitation.objects.filter(survey=survey).select_related("survey__compact", "organisation")}
    for org in many:
        invitation = invitations[org.pk]
        answers = {"q23a": {"text": f"text of {org.name}", "openness": "steering"}}
        save_section(invitation=invitation, section=section, answers=answers, version=0, on=DURING)
        submit_response(invitation=invitation, by=None, on=DURING)
    return [f"text of {org.name}" for org in many]


seen: list[tuple[int, int, int]] = []


@pytest.mark.parametrize("time", range(TIMES))
def test_nothing_on_disk_ties_a_text_to_its_author(committed, cast, survey, many, time):
    order = answer_all(survey, many)
    versions = rows(BY_VERSION, survey)
    assert len(versions) == ORGANISATIONS
    last = many[-1].name
    assert {(count, name) for _, count, name in versions} == {(1, last)}  # every text points at the last to send, whoever wrote it
    before = in_own_place([text for (text,) in rows(OF_BUNDLES, survey)], order)
    close_survey(survey=survey, by=cast.officer, at=at(CLOSES))
    after = in_own_place([text for (text,) in rows(OF_TEXTS, survey)], order)
    assert len(rows("SELECT DISTINCT xmin::text FROM reviews_detachedtext WHERE survey_id = %s", survey)) == 1
    seen.append((len(versions), before, after))
    assert before <= 9 and after <= 9  # ten or more by chance: once in ten million


def test_places_are_those_of_chance(figure):
    """Last of this file: over all times, a text lies in its author's place as often as chance puts it there, once a time."""
    texts, before, after = (sum(column) for column in zip(*seen, strict=True))
    figure(
        f"linkage: {ORGANISATIONS} organisations × {len(seen)} times, {texts} texts, 0 tied to their author by row version;"
        f" in the author's place {before} before the close and {after} after it (chance: {len(seen)})"
    )
    assert max(before, after) <= len(seen) + 5 * len(seen) ** 0.5
