"""What is asked for the report's sake, with and without a survey: to compose it, to say yes or no to it, to publish it."""

import datetime

import pytest

from reviews.actions.approving import give_approval, propose_report
from reviews.actions.report import publish_report
from reviews.models import Milestone, Review
from reviews.tasks import tasks_of

BEGUN, DUE = datetime.date(2009, 8, 10), datetime.date(2009, 12, 1)


@pytest.fixture
def review(cast):
    """One that holds no survey."""
    return Review.objects.create(compact=cast.compact, year=2009, label="2009 – 2010", started_on=BEGUN, report_due_on=DUE)


def asked(person, on: datetime.date = BEGUN) -> list[tuple[str, str, datetime.date | None]]:
    return [(task.what.partition(" ")[0], task.address.removeprefix("/wealdshire/reports/2009/"), task.due_on) for task in tasks_of(person, on)]


def test_report_of_a_review_without_a_survey_is_asked_for_step_by_step(cast, review):
    assert asked(cast.officer) == [("Compose", "compose/", DUE)]
    assert asked(cast.vcs_member) == asked(cast.stranger) == []
    proposal = propose_report(review=review, by=cast.officer)
    assert ("Compose", "compose/", DUE) not in asked(cast.officer)
    assert asked(cast.vcs_member) == asked(cast.statutory_member) == [("Read", "approve/", DUE)]
    give_approval(proposal=proposal, verdict="approve", by=cast.vcs_member, on=BEGUN)
    give_approval(proposal=proposal, verdict="dissent", words="Too short.", by=cast.statutory_member, on=BEGUN)
    assert asked(cast.vcs_member) == [] and "Publish" not in [what for what, _, _ in asked(cast.officer)]
    proposal = propose_report(review=review, by=cast.officer)
    for person in (cast.vcs_member, cast.statutory_member):
        give_approval(proposal=proposal, verdict="approve", by=person, on=BEGUN)
    assert ("Publish", "publish/", DUE) in asked(cast.officer)
    publish_report(review=review, by=cast.officer)
    assert asked(cast.officer) == asked(cast.vcs_member) == []


def test_review_that_has_not_begun_asks_for_nothing_yet(cast, review):
    assert asked(cast.officer, BEGUN - datetime.timedelta(days=1)) == []
    Review.objects.update(started_on=None)
    assert asked(cast.officer, datetime.date(2008, 12, 31)) == []
    assert asked(cast.officer, datetime.date(2009, 1, 1)) == [("Compose", "compose/", DUE)]


def test_report_is_published_by_the_day_of_the_year(cast, review):
    """Which comes after the board has had it, and long after it was written."""
    later = DUE + datetime.timedelta(days=70)
    Milestone.objects.create(review=review, key="published", name="Report published", on=later)
    proposal = propose_report(review=review, by=cast.officer)
    for person in (cast.vcs_member, cast.statutory_member):
        give_approval(proposal=proposal, verdict="approve", by=person, on=BEGUN)
    assert ("Publish", "publish/", later) in asked(cast.officer)


def test_survey_that_belongs_to_the_year_is_asked_for_before_the_report(cast, review):
    Review.objects.update(rhythm="summer", week_on=datetime.date(2009, 11, 2), started_on=datetime.date(2009, 1, 5))
    opens, closes = datetime.date(2009, 6, 18), datetime.date(2009, 9, 10)
    prepare = ("Prepare", "/wealdshire/survey/2009/prepare/", opens)
    assert asked(cast.officer, opens - datetime.timedelta(days=57)) == []
    assert asked(cast.officer, opens - datetime.timedelta(days=56)) == asked(cast.officer, closes) == [prepare]
    assert asked(cast.officer, closes + datetime.timedelta(days=1)) == [("Compose", "compose/", DUE)]  # there was none
