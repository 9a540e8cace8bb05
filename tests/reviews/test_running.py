"""The officer's steps, each in its time."""

import datetime

import pytest

from compact_portal.audit.models import Event
from compact_portal.messaging.models import Message
from reviews.actions import NotNow, close_survey, open_survey, release_survey, send_invitations
from reviews.designing import create_survey
from reviews.models import Invitation, Review, Survey
from tests.reviews.conftest import CLOSES, DOCUMENTS, DURING, OPENS, at

BASE = "/wealdshire/survey/2009/"
pytestmark = pytest.mark.django_db


def test_survey_of_twenty_four_questions(draft_survey):
    keys = [question.key for section in draft_survey.sections.all() for question in section.questions.all()]
    assert keys == [*(f"q{n}" for n in range(1, 17)), "q22", "q23", "q23a", "q24"]


def test_survey_with_a_rated_partnership_asks_its_members_only(cast, client):
    review = Review.objects.create(compact=cast.compact, year=2010, label="2010")
    survey = create_survey(review=review, opens_on=OPENS, closes_on=CLOSES, documents=DOCUMENTS, by=cast.officer, rated_group=cast.council)
    section = survey.sections.get(for_group_members=True)
    assert section.title == cast.council.name
    assert [question.key for question in section.questions.all()] == ["q20", "q21"]


@pytest.mark.parametrize("documents", [[], DOCUMENTS * 2])
def test_survey_needs_one_or_two_documents(cast, documents):
    review = Review.objects.create(compact=cast.compact, year=2010, label="2010")
    with pytest.raises(ValueError, match="one or two documents"):
        create_survey(review=review, opens_on=OPENS, closes_on=CLOSES, documents=documents, by=cast.officer)


def test_seventy_seven_days_are_short(draft_survey):
    assert (draft_survey.days, draft_survey.is_short) == (77, True)


def test_opening_waits_for_its_day(cast, draft_survey):
    with pytest.raises(NotNow, match="opens on 10 August 2009"):
        open_survey(survey=draft_survey, by=cast.officer, at=at(OPENS - datetime.timedelta(days=1)))
    open_survey(survey=draft_survey, by=cast.officer, at=at(OPENS))
    with pytest.raises(NotNow, match="opened already"):
        open_survey(survey=draft_survey, by=cast.officer, at=at(OPENS))
    assert Event.objects.filter(verb="survey.opened", actor=cast.officer).count() == 1


def test_invitations_go_to_signatories_in_force_once(cast, survey):
    cast.police.signatures.update(status="withdrawn")
    cast.other_charity.contact_email = ""
    cast.other_charity.save(update_fields=["contact_email"])
    assert send_invitations(survey=survey, by=cast.officer, at=at(OPENS)) == (2, [cast.other_charity])
    assert send_invitations(survey=survey, by=cast.officer, at=at(OPENS)) == (0, [cast.other_charity])
    assert sorted(Message.objects.values_list("to", flat=True)) == ["bramble@example.org", "council@example.org"]
    assert Invitation.objects.filter(sent_at__isnull=False).count() == 2


def test_invitation_says_why_and_holds_nothing_but_its_link(cast, invited):
    message = Message.objects.get(to="bramble@example.org")
    assert message.subject == "Wealdshire Compact: your organisation’s answers, by 26 October"
    assert message.reason == "your organisation is a signatory of the Wealdshire Compact"
    assert "/i/" in message.text


def test_invitations_wait_for_the_opening(cast, draft_survey):
    with pytest.raises(NotNow, match="Open the survey"):
        send_invitations(survey=draft_survey, by=cast.officer)
    assert not Message.objects.exists()


def test_release_waits_for_the_close_and_comes_once(cast, survey):
    with pytest.raises(NotNow, match="after the survey has closed"):
        release_survey(survey=survey, by=cast.officer)
    close_survey(survey=survey, by=cast.officer, at=at(CLOSES))
    release_survey(survey=survey, by=cast.officer, at=at(CLOSES))
    with pytest.raises(NotNow, match="released once"):
        release_survey(survey=survey, by=cast.officer)


def test_closing_early_asks_first_and_keeps_the_planned_day(cast, survey, sign_in, today_is):
    client = sign_in(cast.officer)
    assert "Close the survey before its last day?" in client.post(f"{BASE}close/").content.decode()
    assert Survey.objects.get().status == "open"
    close_survey(survey=survey, by=cast.officer, at=at(DURING))
    assert Survey.objects.get().closes_on == DURING
    assert Event.objects.get(verb="survey.closed").detail == {"planned": "2009-10-26"}


def test_officer_walks_the_steps_on_one_page(cast, draft_survey, sign_in, today_is):
    client = sign_in(cast.officer)
    assert "Open the survey" in client.get(f"{BASE}manage/").content.decode()
    assert "The survey is open" in client.post(f"{BASE}open/", follow=True).content.decode()
    page = client.post(f"{BASE}invite/", follow=True).content.decode()
    assert "4 invitations are on the way." in page
    assert "Bramble Lane Befriending" in page
    assert "The survey is closed" in client.post(f"{BASE}close/", {"sure": "1"}, follow=True).content.decode()
    page = client.post(f"{BASE}release/", follow=True).content.decode()
    assert "The figures are released" in page


def test_only_the_officer_runs_it(cast, draft_survey, sign_in):
    for person in (cast.statutory_member, cast.lead, cast.superuser):
        client = sign_in(person)
        assert client.get(f"{BASE}manage/").status_code == 404
        for verb in ("open", "invite", "close", "release"):
            assert client.post(f"{BASE}{verb}/").status_code == 404
    assert Survey.objects.get().status == "draft"


@pytest.mark.parametrize("more", [0, 2])
def test_manage_page_costs_the_same_for_any_number_of_invitations(cast, survey, sign_in, django_assert_num_queries, more, today_is):
    from tests.cast import organisation

    for n in range(more):
        organisation(cast.compact, f"Extra {n}", "voluntary", "charity", contact_email=f"x{n}@example.org")
    send_invitations(survey=survey, by=cast.officer, at=at(OPENS))
    client = sign_in(cast.officer)
    client.get(f"{BASE}manage/")
    with django_assert_num_queries(6):
        client.get(f"{BASE}manage/")
