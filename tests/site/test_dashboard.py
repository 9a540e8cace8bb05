"""The steering group's dashboard: every figure once, with the page that explains it, and nothing of who said what."""

import re

import pytest

from actionplans.models import Action, Plan, Target
from compact_portal.dashboard import panels
from compact_portal.days import today
from disputes.models import Tally
from reviews.designing import create_survey
from reviews.models import DetachedText, Invitation, Passage, Question, Response, Review, Survey
from signatories.models import Compact
from tests.cast import organisation
from tests.reviews.conftest import CLOSES, DOCUMENTS, OPENS

pytestmark = pytest.mark.django_db
ADDRESS = "/wealdshire/dashboard/"
CANARY = "zanzibar-parrot"


@pytest.fixture
def busy(cast):
    """A survey of forty that has closed, a plan with late actions, and text that nobody may meet here."""
    review = Review.objects.create(compact=cast.compact, year=2009, label="2009")
    survey = create_survey(review=review, opens_on=OPENS, closes_on=CLOSES, documents=DOCUMENTS, by=cast.officer)
    for n in range(36):
        made = organisation(cast.compact, f"Group {n}", "voluntary", "charity")
        Invitation.objects.create(survey=survey, organisation=made, sector="voluntary", sent_to=f"{n}@example.org")
        if n < 27:
            Response.objects.create(survey=survey, organisation=made, sector="voluntary", status="submitted", submitted_on=CLOSES)
    for n in range(4):
        made = organisation(cast.compact, f"Body {n}", "statutory", "police")
        Invitation.objects.create(survey=survey, organisation=made, sector="statutory", sent_to=f"b{n}@example.org")
    Survey.objects.update(status="closed", closed_at="2009-10-27T08:00Z")
    question = Question.objects.filter(section__survey=survey, kind="text").first()
    text = DetachedText.objects.create(survey=survey, question=question, sector="voluntary", openness="sector", body={"text": CANARY})
    Passage.objects.create(survey=survey, text=text)
    plan = Plan.objects.create(
        compact=cast.compact, label="Plan of now", period="2009", starts_on="2009-01-01", ends_on="2009-12-31", status="adopted"
    )
    target = Target.objects.create(plan=plan, number=1, text="T")
    for n in range(3):
        Action.objects.create(target=target, number=n + 1, text=f"Act {n}", due_on="2009-02-01", status="planned" if n else "completed")
    return survey


def said(cast) -> dict[str, dict[str, str]]:
    return {panel.id: {figure.label: figure.said for figure in panel.figures} for panel in panels(cast.compact, today())}


def test_every_figure_is_there(cast, busy):
    found = said(cast)
    assert found["signatories"] == {"Public sector": "6", "Voluntary and community sector": "38"}
    assert found["champions"]["Have none: a gap"] == "43"
    assert found["survey"] == {"Public sector": "fewer than 10 were asked", "Voluntary and community sector": "27 of 36"}
    answered = next(panel.sentence for panel in panels(cast.compact, today()) if panel.id == "survey")
    assert "27" not in answered and "of 40" not in answered, "what a withheld sector said could be taken off"
    assert found["texts"] == {"Wait for a second opinion, or a first": "1", "Settled": "0"}
    assert found["plan"] == {"Done": "1", "Late": "2"}


def test_page_draws_tabulates_and_links_and_tells_no_words(cast, sign_in, busy):
    page = sign_in(cast.vcs_member).get(ADDRESS).content.decode()
    assert page.count("<svg") == 6
    assert CANARY not in page and "Group 1" not in page
    links = set(re.findall(r'<td class="govuk-table__cell govuk-table__cell--numeric"><a class="govuk-link" href="([^"]+)"', page))
    assert len(links) >= 8
    client = sign_in(cast.vcs_member)
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200, link


def test_few_cases_are_told_in_words(cast, sign_in):
    for _ in range(3):
        Tally.objects.create(compact=cast.compact, year=2008, stage=1, result="solved", sector="voluntary")
    assert said(cast)["cases"] == {"2008": "fewer than 10"}


def test_it_is_good_when_empty(cast, sign_in):
    page = sign_in(cast.officer).get(ADDRESS).content.decode()
    for sentence in ("No year has begun yet.", "There is no survey yet.", "No plan is adopted.", "No checklist was given out yet."):
        assert sentence in page


@pytest.mark.parametrize("more", [0, 12])
def test_it_costs_the_same_queries(cast, sign_in, busy, django_assert_num_queries, more):
    for n in range(more):
        organisation(cast.compact, f"More {n}", "voluntary", "charity")
        Compact.objects.create(slug=f"c{n}", name=f"Compact {n}", area=cast.area, level="county")
    client = sign_in(cast.officer)
    client.get(ADDRESS)
    with django_assert_num_queries(21):
        client.get(ADDRESS)
