"""An open survey in the standing cast's Compact."""

import datetime

import pytest

from reviews.actions.running import open_survey, send_invitations
from reviews.designing import create_survey
from reviews.models import Review
from tests.reviews.answers import link_for
from tests.transactional import committed, emptied_by_owner  # noqa: F401  fixtures

OPENS = datetime.date(2009, 8, 10)
CLOSES = datetime.date(2009, 10, 26)
DURING = datetime.date(2009, 9, 1)
AFTER = datetime.date(2009, 10, 27)
DOCUMENTS = [{"title": "Information Folder", "purpose": "What working together means"}, {"title": "Action Plan 2009", "purpose": "This year’s tasks"}]


def at(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC)


@pytest.fixture
def today_is(monkeypatch):
    """Pages ask for the day here; actions are told theirs."""

    def set_day(day: datetime.date):
        monkeypatch.setattr("reviews.views.answering.today", lambda: day)
        monkeypatch.setattr("reviews.views.entering.today", lambda: day)
        monkeypatch.setattr("reviews.views.running.today", lambda: day)

    set_day(DURING)
    return set_day


@pytest.fixture
def draft_survey(cast):
    review = Review.objects.create(compact=cast.compact, year=2009, label="2009 – 2010")
    return create_survey(review=review, opens_on=OPENS, closes_on=CLOSES, documents=DOCUMENTS, by=cast.officer)


@pytest.fixture
def survey(cast, draft_survey):
    return open_survey(survey=draft_survey, by=cast.officer, at=at(OPENS))


@pytest.fixture
def invited(cast, survey):
    """The survey with everybody invited."""
    send_invitations(survey=survey, by=cast.officer, at=at(OPENS))
    return survey


@pytest.fixture
def respondent(client, cast, invited, today_is):
    """A browser that has followed the charity's link."""
    client.post(link_for(cast.charity))
    return client
