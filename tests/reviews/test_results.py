"""The results page: everybody's from the release on, and as cheap for 25,000 answers as for 250."""

import datetime
import json
import time

import pytest
from django.utils import translation

from reviews.models import Question, Release, Response, Survey, Tally
from reviews.releases import compute_release, figures_page
from tests.cast import organisation
from tests.reviews.conftest import CLOSES, OPENS, at
from tests.site.made_up import made_up  # noqa: F401  a fixture

PAGE = "/wealdshire/survey/2009/results/"
AFTER = CLOSES + datetime.timedelta(days=1)
pytestmark = pytest.mark.django_db


def released(survey, figures: dict, moment=None) -> Release:
    Survey.objects.filter(pk=survey.pk).update(status="released", closed_at=at(AFTER), closed_by=survey.opened_by)
    return Release.objects.create(survey=survey, figures=figures, released_at=moment or at(AFTER), released_by=survey.opened_by)


def test_figures_are_drawn_once_for_each_release(cast, survey, client):
    moments = [at(AFTER), at(AFTER + datetime.timedelta(days=1))]
    released(survey, {"level": "none", "floor": 12, "questions": []}, moments[0])
    assert "Fewer than 12 organisations" in client.get(PAGE).content.decode()
    with pytest.raises(Release.DoesNotExist):
        figures_page(survey.pk, moments[1])


def test_figures_are_drawn_in_the_language_of_each_reader(survey, made_up):  # noqa: F811
    moment = released(survey, {"level": "none", "floor": 12, "questions": []}, at(AFTER)).released_at
    english = figures_page(survey.pk, moment)
    with translation.override("cy"):
        assert "⟦Fewer than" in figures_page(survey.pk, moment)
    assert figures_page(survey.pk, moment) == english and "⟦" not in english


def test_page_is_everybodys_once_released_and_the_steering_groups_before(cast, survey, client, sign_in):
    assert client.get(PAGE).status_code == 404
    assert sign_in(cast.lead).get(PAGE).status_code == 404
    assert "The last day to answer" in sign_in(cast.vcs_member).get(PAGE).content.decode()
    released(survey, {"level": "none", "floor": 12, "questions": []})
    client.logout()
    page = client.get(PAGE)
    assert (page.status_code, page.content.decode().count("<h1")) == (200, 1)


def test_page_costs_one_query(cast, survey, client, django_assert_num_queries):
    released(survey, {"level": "none", "floor": 12, "questions": []})
    client.get(PAGE)
    with django_assert_num_queries(1):
        client.get(PAGE)


def answered(survey, each: int) -> None:
    """`each` organisations of both sectors answered every question of agreement, in the same shares."""
    half = {"strongly_agree": each // 2, "disagree": each - each // 2, "answered": each}
    counts = {q.key: {"statutory": half, "voluntary": half} for q in Question.objects.filter(section__survey=survey, kind="likert")}
    Tally.objects.filter(survey=survey).update(counts=counts, responses={"statutory": each, "voluntary": each})
    Survey.objects.filter(pk=survey.pk).update(status="closed", closed_at=at(AFTER), closed_by=survey.opened_by)


def seconds_to_release(survey, each: int) -> float:
    answered(survey, each)
    began = time.process_time()
    release = compute_release(Survey.objects.get(pk=survey.pk), by=survey.opened_by, at=at(AFTER))
    took = time.process_time() - began
    assert release.figures["responses"]["rounded"] == 2 * each
    Survey.objects.filter(pk=survey.pk).update(status="closed")
    return took


def other_year(cast, year: int) -> Survey:
    from reviews.designing import create_survey
    from reviews.models import Review
    from tests.reviews.conftest import DOCUMENTS

    review = Review.objects.create(compact=cast.compact, year=year, label=str(year))
    survey = create_survey(review=review, opens_on=OPENS, closes_on=CLOSES, documents=DOCUMENTS, by=cast.officer)
    survey.opened_by = cast.officer
    return survey


@pytest.mark.prove  # it measures time
def test_release_of_ten_times_the_answers_takes_at_most_twelve_times_as_long(cast):
    small = min(seconds_to_release(other_year(cast, year), 1250) for year in (2001, 2002, 2003))
    large = min(seconds_to_release(other_year(cast, year), 12500) for year in (2004, 2005, 2006))
    assert large <= 12 * small


@pytest.mark.parametrize("each", [125, 12500])
def test_page_is_the_same_work_for_250_and_25000(cast, survey, client, django_assert_num_queries, each):
    answered(survey, each)
    compute_release(Survey.objects.get(pk=survey.pk), by=cast.officer, at=at(AFTER))
    Survey.objects.filter(pk=survey.pk).update(status="released")
    client.get(PAGE)
    with django_assert_num_queries(1):
        page = client.get(PAGE)
    assert len(page.content) < 100_000 and f"About {2 * each} of the" in page.content.decode()


def test_table_and_data_file_hold_what_the_page_holds_and_are_everybodys(cast, survey, client):
    for part in ("results.csv", "results.json"):
        assert client.get(f"/wealdshire/survey/2009/{part}").status_code == 404
    answered(survey, 20)
    compute_release(Survey.objects.get(pk=survey.pk), by=cast.officer, at=at(AFTER))
    table = client.get("/wealdshire/survey/2009/results.csv")
    data = client.get("/wealdshire/survey/2009/results.json")
    assert table["Content-Disposition"] == 'attachment; filename="wealdshire-survey-2009.csv"'
    assert "q4,People in our organisation who need the Compact know about it." in table.content.decode("utf-8-sig")
    assert ",statutory,public sector,20,yes,agreed,Agreed or strongly agreed,,50,," in table.content.decode("utf-8-sig")
    figures = json.loads(data.content)
    assert (figures["agreement"], figures["year"], data["Access-Control-Allow-Origin"]) == ("Wealdshire Compact", 2009, "*")
    assert figures["questions"] == Release.objects.get().figures["questions"]
    page = client.get("/wealdshire/data/").content.decode()
    assert "wealdshire-survey-2009.csv" in page and "words_before" in page and "questions" in page


def test_by_sector_and_the_widest_gap_come_first(cast, survey, client):
    agree, differ = {"agree": 18, "disagree": 12, "answered": 30}, {"agree": 6, "disagree": 24, "answered": 30}
    answered(survey, 30)
    Tally.objects.update(counts={"q6": {"statutory": agree, "voluntary": differ}, "q4": {"statutory": agree, "voluntary": agree}})
    compute_release(Survey.objects.get(pk=survey.pk), by=cast.officer, at=at(AFTER))
    page = client.get(PAGE).content.decode()
    assert page.index("Where the sectors see it differently") < page.index("The main figures")
    assert "The widest gap is 50 points: 65% of the public sector and 15% of the voluntary and community sector agreed" in page
    question = page[page.index(">The other sector keeps its side of the Compact.</h4>") :]
    assert "Public sector</th>" in question[: question.index("</table>")]


def test_years_are_compared_in_the_release_by_who_answered(cast, survey, client):
    first = other_year(cast, 2008)
    charities = [organisation(cast.compact, f"Body {n}", "voluntary", "charity") for n in range(24)]
    for year, who in ((first, charities[:12]), (survey, charities[12:])):
        Response.objects.bulk_create(
            Response(survey=year, organisation=one, sector="voluntary", status="submitted", submitted_on=AFTER, draft={}) for one in who
        )
    answered(first, 20)
    compute_release(Survey.objects.get(pk=first.pk), by=cast.officer, at=at(AFTER))
    answered(survey, 30)
    release = compute_release(Survey.objects.get(pk=survey.pk), by=cast.officer, at=at(AFTER))
    assert release.figures["compared"] == {"year": 2008, "groups": ["all"]}, "of the public sector nobody changed"
    page = client.get(PAGE).content.decode()
    assert "Where the same was asked in 2008" in page and "All organisations in 2008</th>" in page
