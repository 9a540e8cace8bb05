"""A question from nothing to its place, by the keyboard alone, and as the other sector will see it."""

import datetime

from playwright.sync_api import expect

from compact_portal.days import today
from reviews.designing import create_survey
from reviews.models import Question, Review
from tests.browser.conftest import follow


def test_officer_adds_and_moves_a_question_by_keyboard(cast, page, enter, sound):
    review = Review.objects.create(compact=cast.compact, year=2009, label="2009")
    days = {"opens_on": today(), "closes_on": today() + datetime.timedelta(days=90)}
    survey = create_survey(review=review, **days, documents=[], by=cast.officer)
    enter(cast.officer)
    page.goto("/wealdshire/survey/2009/design/")
    sound(page)
    follow(page.get_by_role("link", name="Add a question to page 1: About you"))
    page.get_by_label("number", exact=True).check()
    follow(page.get_by_role("button", name="Continue"))
    page.get_by_label("Question").first.fill("How many volunteers helped?")
    sound(page)
    follow(page.get_by_role("button", name="Add the question"))
    up = page.get_by_role("button", name="Move up the question How many volunteers helped?")
    up.focus()
    with page.expect_event("load"):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="3. How many volunteers helped?")).to_be_visible()
    assert list(Question.objects.filter(section=survey.sections.first()).values_list("number", "key"))[2] == (3, "own1")
    page.goto("/wealdshire/survey/2009/preview/statutory/")
    expect(page.get_by_label("How many volunteers helped?")).to_be_visible()
    sound(page)
