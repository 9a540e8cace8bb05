"""Reviews in the admin: looked at by the superuser, changed by nobody, and without a word of any answer."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reviews.models import Bundle, DateChange, DetachedText, Finding, Opinion, Passage, ProcessReview, Question, Response, Tally
from tests.cast import organisation
from tests.reviews.conftest import AFTER, OPENS, at

pytestmark = pytest.mark.django_db
MODELS = ["datechange", "finding", "invitation", "opinion", "passage", "processreview", "question", "review", "survey"]


def rows(cast, survey, number: int) -> None:
    """One more row of everything, with canaries wherever somebody wrote something for few."""
    question = Question.objects.get(section__survey=survey, key="q12")
    text = DetachedText.objects.create(survey=survey, question=question, openness="steering", body={"text": "CANARY-TEXT"})
    passage = Passage.objects.create(survey=survey, text=text, state="edited", settled_on=AFTER, wording={"text": "CANARY-EDITED"})
    Opinion.objects.create(
        passage=passage, person=cast.vcs_member, sector="voluntary", verdict="edit", wording={"text": "CANARY-OPINION"}, given_on=AFTER
    )
    one = organisation(cast.compact, f"Extra {number}", "voluntary", "charity")
    survey.invitations.create(organisation=one, sector="voluntary", token_hash=f"CANARY-HASH-{number}", seed="CANARY-SEED")
    Response.objects.create(survey=survey, organisation=one, sector="voluntary", draft={"q12": "CANARY-DRAFT"})
    Finding.objects.create(review=survey.review, number=number, text="Papers come late.")
    DateChange.objects.create(review=survey.review, date="closes_on", after=AFTER, reason="Flood", changed_at=at(AFTER), changed_by=cast.officer)


@pytest.fixture
def site(cast, survey, sign_in):
    rows(cast, survey, 1)
    Bundle.objects.create(survey=survey, texts=[{"body": {"text": "CANARY-BUNDLE"}}])
    Tally.objects.filter(survey=survey).update(counts={"q4": {"voluntary": {"CANARY-COUNT": 1}}})
    ProcessReview.objects.create(review=survey.review, reviewed_on=OPENS, changes="Begin early", recorded_at=at(AFTER), recorded_by=cast.officer)
    return sign_in(cast.superuser)


def test_answers_texts_and_releases_are_not_registered():
    registered = [model._meta.model_name for model in apps.get_app_config("reviews").get_models() if admin.site.is_registered(model)]
    assert set(MODELS) <= set(registered)
    assert not {"response", "tally", "bundle", "detachedtext", "namedanswer", "typedanswer", "offer", "release", "example", "highlight"} & set(
        registered
    )


def test_pages_open_change_nothing_and_tell_no_answer(site):
    for name in MODELS:
        row = apps.get_model("reviews", name).objects.first()
        listed, one = reverse(f"admin:reviews_{name}_changelist"), reverse(f"admin:reviews_{name}_change", args=[row.pk])
        for page in (listed, f"{listed}?q=a", one):
            answer = site.get(page)
            assert (answer.status_code, "CANARY" in answer.content.decode()) == (200, False), page
        assert (site.post(one, {}).status_code, site.get(reverse(f"admin:reviews_{name}_add")).status_code) == (403, 403), name


def test_lists_cost_the_same_for_any_number_of_rows(cast, site, survey):
    def costs() -> dict[str, int]:
        found = {}
        for name in MODELS:
            with CaptureQueriesContext(connection) as queries:
                site.get(reverse(f"admin:reviews_{name}_changelist"))
            found[name] = len(queries)
        return found

    costs()
    few = costs()
    for number in (2, 3, 4):
        rows(cast, survey, number)
    assert costs() == few
