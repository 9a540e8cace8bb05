"""The results page: everybody's from the release on, and as cheap for 25,000 answers as for 250."""

import datetime

import pytest

from reviews.models import Release, Survey
from reviews.releases import figures_page
from tests.reviews.conftest import CLOSES, at

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
