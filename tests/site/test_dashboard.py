"""The steering group's dashboard: every figure once, with the page that explains it, and nothing of who said what."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from actionplans.models import Action, Plan, Target
from compact_portal.dashboard import panels
from compact_portal.days import DAY, in_words, today
from disputes.models import Tally
from reviews.checklists.actions.designing import create_checklist
from reviews.checklists.starting import load_scales
from reviews.designing import create_survey
from reviews.models import (
    AssignedBody,
    Assignment,
    ChecklistRound,
    DetachedText,
    Invitation,
    Milestone,
    Passage,
    Question,
    Response,
    Review,
    Survey,
)
from signatories.models import Compact, Refresh, RefreshRound
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
    for n, days in enumerate([-20, -10, -5, 3, 300]):
        done = {"done_on": today(), "done_by": cast.officer} if n < 2 else {}
        Milestone.objects.create(review=review, key=f"own-{n}", name=f"Day {n}", on=today() + days * DAY, **done)
    round = RefreshRound.objects.create(
        compact=cast.compact, year=2009, due_on=today() + 9 * DAY, lapses_on=today() + 90 * DAY, started_at=timezone.now(), started_by=cast.officer
    )
    answered = {"answered_on": today(), "renewed_by_name": CANARY, "renewed_by_post": "Chair"}
    for n, signature in enumerate(cast.compact.signatures.order_by("pk")[:4]):  # two of each sector
        Refresh.objects.create(round=round, signature=signature, **(answered if n < 3 else {}))
    trial = ChecklistRound.objects.create(compact=cast.compact, title="Trial", starts_on=today(), due_on=today() + 9 * DAY)
    scale = load_scales(compact=cast.compact, by=cast.officer)[0]
    row = Assignment.objects.create(round=trial, number=1)
    row.checklists.add(create_checklist(compact=cast.compact, title="Funding", scale=scale, code=cast.codes[0], by=cast.officer))
    for n, body in enumerate([cast.charity, cast.council], 1):
        AssignedBody.objects.create(assignment=row, organisation=body, number=n)
    Tally.objects.create(compact=cast.compact, year=2008, stage=1, result="solved", sector="voluntary")
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
    assert found["year"] == {"Late": "1", "Within ten working days": "1", "Done": "4", "Later": "1"}, "the survey’s two days are done"
    assert found["refresh"] == {}, "of two, a share would tell of each"
    helping = next(panel for panel in panels(cast.compact, today(), officer=True) if panel.id == "refresh")
    assert [(figure.label, figure.said) for figure in helping.figures] == [
        ("Public sector", "1 of 2"), ("Voluntary and community sector", "2 of 2"),
    ]  # fmt: skip
    assert found["checklists"] == {"Funding": "0 of 2"}
    assert found["cases"] == {"2008": "fewer than 10"}
    sentences = {panel.id: panel.sentence for panel in panels(cast.compact, today())}
    day = in_words(today() + 9 * DAY)
    assert sentences["year"] == f"Next: Day 3, {in_words(today() + 3 * DAY)}."
    assert sentences["refresh"] == f"3 of 4 have renewed; asked for by {day}."
    assert sentences["checklists"] == f"0 came back, 0 are being filled in; asked for by {day}."


def test_texts_of_the_year_before_wait_on_while_the_next_survey_runs(cast, sign_in, busy):
    review = Review.objects.create(compact=cast.compact, year=2010, label="2010")
    following = create_survey(review=review, opens_on=today(), closes_on=today() + 9 * DAY, documents=DOCUMENTS, by=cast.officer)
    Survey.objects.filter(pk=following.pk).update(status="open", opened_at=timezone.now(), opened_by=cast.officer)
    assert said(cast)["texts"] == {"Wait for a second opinion, or a first": "1", "Settled": "0"}
    assert next(panel.address for panel in panels(cast.compact, today()) if panel.id == "texts") == "/wealdshire/survey/2009/texts/"
    Survey.objects.filter(pk=following.pk).update(status="closed", closed_at=timezone.now())
    question = Question.objects.filter(section__survey=following, kind="text").first()
    text = DetachedText.objects.create(survey=following, question=question, sector="voluntary", openness="sector", body={"text": CANARY})
    Passage.objects.create(survey=following, text=text)
    words = "Wait for a second opinion, or a first: survey"
    assert said(cast)["texts"] == {f"{words} 2010": "1", f"{words} 2009": "1", "Settled": "0"}


def test_page_draws_tabulates_and_links_and_tells_no_words(cast, sign_in, busy):
    page = sign_in(cast.vcs_member).get(ADDRESS).content.decode()
    assert page.count("<svg") == 8
    assert CANARY not in page and "Group 1" not in page
    links = set(re.findall(r'<td class="govuk-table__cell govuk-table__cell--numeric"><a class="govuk-link" href="([^"]+)"', page))
    assert len(links) >= 8
    client = sign_in(cast.vcs_member)
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200, link


def test_few_cases_are_told_and_drawn_in_words(cast, sign_in):
    for _ in range(3):
        Tally.objects.create(compact=cast.compact, year=2008, stage=1, result="solved", sector="voluntary")
    assert said(cast)["cases"] == {"2008": "fewer than 10"}
    drawn = re.search(r'<svg[^>]*aria-labelledby="chart-cases.*?</svg>', sign_in(cast.officer).get(ADDRESS).content.decode(), re.DOTALL)[0]
    assert ">fewer than 10</text>" in drawn and "<rect" not in drawn and "%" not in drawn


def test_cases_are_drawn_from_what_is_told_of_them_and_no_more(cast):
    """13 and 27 are told as 15 and 25: the bars are shares of these."""
    for year, many in ((2007, 13), (2008, 27)):
        for _ in range(many):
            Tally.objects.create(compact=cast.compact, year=year, stage=1, result="solved", sector="voluntary")
    panel = next(panel for panel in panels(cast.compact, today()) if panel.id == "cases")
    assert [(figure.label, figure.said, figure.share) for figure in panel.figures] == [("2008", "25", 65), ("2007", "15", 40)]


def test_officer_is_led_to_who_has_answered_while_the_survey_is_open(cast, sign_in, busy):
    Survey.objects.update(status="open", closed_at=None)
    found = {}
    for who in ("officer", "vcs_member"):
        found[who] = re.findall(r'href="(/wealdshire/survey/2009/[^"]*)"', sign_in(getattr(cast, who)).get(ADDRESS).content.decode())
    assert set(found["officer"]) == {reverse("reviews:chasing", args=["wealdshire", 2009])}
    assert set(found["vcs_member"]) == {reverse("reviews:questions", args=["wealdshire", 2009])}


def test_it_is_good_when_empty(cast, sign_in):
    page = sign_in(cast.officer).get(ADDRESS).content.decode()
    for sentence in ("No year has begun yet.", "There is no survey yet.", "No plan is adopted.", "No checklist was given out yet."):
        assert sentence in page


@pytest.mark.parametrize("more", [0, 12])
def test_it_costs_the_same_queries(cast, sign_in, busy, django_assert_num_queries, more):
    for n in range(more):
        made = organisation(cast.compact, f"More {n}", "voluntary", "charity")
        Milestone.objects.create(review=busy.review, key=f"own-{n + 9}", name=f"More {n}", on=today())
        Refresh.objects.create(round=RefreshRound.objects.get(), signature=made.signatures.get())
        AssignedBody.objects.create(assignment=Assignment.objects.get(), organisation=made, number=n + 9)
        Compact.objects.create(slug=f"c{n}", name=f"Compact {n}", area=cast.area, level="county")
    client = sign_in(cast.officer)
    client.get(ADDRESS)
    with django_assert_num_queries(30):
        client.get(ADDRESS)
