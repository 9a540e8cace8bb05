"""What the event and the board give to the annual report."""

import datetime

import pytest

from compact_portal.days import today
from reviews.models import Block, Decision, Event, FeedbackOpinion, FeedbackRelease, Paper, Review
from reviews.report.sources import SOURCES
from reviews.report.year import Year

pytestmark = pytest.mark.django_db
DAY = datetime.date(2031, 11, 3)


@pytest.fixture
def review(cast):
    return Review.objects.create(compact=cast.compact, year=2031, label="2031")


def printed(kind: str, review, on=DAY + datetime.timedelta(days=40)) -> list[str]:
    section = SOURCES[kind].build(Year(review, on), Block(review=review, kind=kind, position=1))
    return (
        [text for part in section.data for text in (*part.paragraphs, *(item for listing in part.listings for item in listing.items))]
        if section
        else []
    )


def test_the_event_brings_its_figures_and_the_words_that_two_passed(cast, review):
    event = Event.objects.create(
        compact=cast.compact, review=review, name="Compact Week", theme="Courage", starts_on=DAY, ends_on=DAY, published_at="2031-01-01T00:00Z",
        published_by=cast.officer,
    )  # fmt: skip
    assert printed("event", review) == ["Compact Week was held on 3 November 2031. Its theme was “Courage”."]
    assert printed("event", review, on=DAY) == []
    FeedbackRelease.objects.create(event=event, figures={"level": "none", "floor": 10}, released_on=DAY)
    for words, opinions in (("More tea.", ["statutory", "voluntary"]), ("CANARY", ["statutory"])):
        text = event.feedback_texts.create(text=words)
        people = {"statutory": cast.statutory_member, "voluntary": cast.vcs_member}
        for sector in opinions:
            FeedbackOpinion.objects.create(text=text, sector=sector, publish=True, given_at="2031-12-01T00:00Z", given_by=people[sector])
    assert printed("event", review)[1:] == [
        "Fewer than 10 people said what they thought of it, so no figures are published.", "“More tea.”",
    ]  # fmt: skip


def test_the_board_brings_what_it_decided_in_the_open(cast, review):
    for title, closed in (("Open", False), ("CANARY", True)):
        paper = Paper.objects.create(compact=cast.compact, review=review, title=title, closed=closed)
        asked = paper.recommendations.create(number=1, text=f"Note {title}.")
        Decision.objects.create(
            recommendation=asked, outcome="noted", decided_on=DAY, minute="1/31", recorded_at="2031-11-04T00:00Z", recorded_by=cast.officer
        )
    assert printed("board", review) == ["Note Open: noted on 3 November 2031, minute 1/31."]
    assert printed("board", review, on=today()) == []
