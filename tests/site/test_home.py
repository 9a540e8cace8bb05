"""The to-do page: each person sees what is asked of them and why, and nothing else."""

import datetime

import pytest

from actionplans.models import Action, Plan, Target
from reviews.actions import close_survey, open_survey, save_section, send_invitations, submit_response
from reviews.designing import create_survey
from reviews.models import Invitation, Review
from tests.reviews.conftest import CLOSES, DOCUMENTS, DURING, OPENS, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def on(monkeypatch):
    monkeypatch.setattr("compact_portal.home.today", lambda: DURING)


@pytest.fixture
def survey(cast):
    review = Review.objects.create(compact=cast.compact, year=2009, label="2009 – 2010")
    survey = create_survey(review=review, opens_on=OPENS, closes_on=CLOSES, documents=DOCUMENTS, by=cast.officer)
    survey = open_survey(survey=survey, by=cast.officer, at=at(OPENS))
    send_invitations(survey=survey, by=cast.officer, at=at(OPENS))
    return survey


def home_of(sign_in, person) -> str:
    return sign_in(person).get("/home/").content.decode()


def test_empty_means_empty(cast, sign_in, on):
    assert "Nothing is asked of you at the moment." in home_of(sign_in, cast.stranger)


def test_lead_is_asked_to_answer_until_it_is_sent(cast, sign_in, survey, on):
    page = home_of(sign_in, cast.lead)
    assert "Answer the 2009 survey of the Wealdshire Compact" in page
    assert "You act for Bramble Lane Befriending." in page
    assert "By 26 Oct 2009" in page
    invitation = Invitation.objects.select_related("survey__compact", "organisation").get(organisation=cast.charity)
    save_section(invitation=invitation, section=survey.sections.last(), answers={"q23": "agree"}, version=0, on=DURING)
    submit_response(invitation=invitation, by=cast.lead, on=DURING)
    assert "Answer the 2009 survey" not in home_of(sign_in, cast.lead)
    assert "Answer the 2009 survey" in home_of(sign_in, cast.council_lead)


def test_officer_is_asked_for_the_next_step(cast, sign_in, survey, on):
    assert "Nothing is asked" in home_of(sign_in, cast.officer)
    close_survey(survey=survey, by=cast.officer, at=at(DURING))
    assert "Release the survey’s figures (2009)" in home_of(sign_in, cast.officer)


def test_owner_is_asked_for_late_actions(cast, sign_in, on):
    plan = Plan.objects.create(compact=cast.compact, label="Plan", period="2009", starts_on="2009-01-01", ends_on="2009-12-31", status="adopted")
    target = Target.objects.create(plan=plan, number=1, text="T")
    late = Action.objects.create(target=target, number=1, text="Brief the trustees", due_on=DURING - datetime.timedelta(days=1))
    done = Action.objects.create(target=target, number=2, text="Print the folder", due_on=DURING, status="completed")
    for action in (late, done):
        action.owners.add(cast.charity)
    page = home_of(sign_in, cast.lead)
    assert "Brief the trustees" in page and "Late: 31 Aug 2009" in page
    assert "Print the folder" not in page
    assert "Brief the trustees" not in home_of(sign_in, cast.council_lead)


def test_home_costs_a_fixed_number_of_queries(cast, sign_in, survey, on, django_assert_num_queries):
    client = sign_in(cast.lead)
    client.get("/home/")
    with django_assert_num_queries(7):
        client.get("/home/")
