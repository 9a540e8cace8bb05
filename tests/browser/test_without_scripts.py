"""A charity answers the whole survey in a browser that runs no scripts, on a screen 320 px wide, from the mailed link to the copy."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from actionplans.models import Achievement, Outcome, Plan, Target
from compact_portal.days import today
from compact_portal.messaging.models import Message
from reviews.actions.running import open_survey, send_invitations
from reviews.designing import create_survey
from reviews.models import Response, Review
from tests.browser.conftest import follow

pytestmark = [pytest.mark.browser, pytest.mark.prove]


@pytest.fixture
def survey(cast, settings, live_server):
    """A plan that was carried out, a review, and a survey that is ready to open."""
    settings.DEMO, settings.PORTAL_URL = True, live_server.url
    on = today()
    plan = Plan.objects.create(
        compact=cast.compact, label="Action Plan", period=str(on.year), starts_on=on.replace(month=1, day=1), ends_on=on.replace(month=12, day=31),
        status="adopted",
    )  # fmt: skip
    for number in (1, 2):
        target = Target.objects.create(plan=plan, number=number, text=f"Everybody who needs part {number} of the agreement knows it.")
        Outcome.objects.create(target=target, number=1, text="Fewer surprises on both sides.")
        Achievement.objects.create(target=target, number=1, text="A folder went to every group.\n\nIt is read in committee rooms.")
    review = Review.objects.create(compact=cast.compact, year=on.year, label=f"{on.year} – {on.year + 1}", plan=plan, started_on=on)
    documents = [{"title": "Information Folder", "purpose": "What it asks of each side"}, {"title": "Action Plan", "purpose": "This year’s tasks"}]
    return create_survey(review=review, opens_on=on, closes_on=on + datetime.timedelta(days=84), documents=documents, by=cast.officer)


def fill_in(page) -> None:
    """Every page of the survey by its labels, as somebody reads them, then send."""
    follow(page.get_by_role("link", name="About you"))
    page.get_by_label("Volunteer", exact=True).check()
    page.get_by_label("How many people helped with these answers?").fill("3")
    follow(page.get_by_role("button", name="Save and go on"))
    page.get_by_role("group", name="The other sector keeps its side").get_by_label("Disagree", exact=True).check()
    follow(page.get_by_role("button", name="Save and go on"))
    page.get_by_label("What should be added, changed or left out?").fill("A shorter one, for trustees.")
    follow(page.get_by_role("button", name="Save and go on"))
    follow(page.get_by_role("button", name="Save and go on"))
    page.get_by_label("1. Everybody who needs part 1").check()
    follow(page.get_by_role("button", name="Save and go on"))
    page.get_by_role("group", name="Was it good or bad?").get_by_label("Good", exact=True).check()
    page.get_by_label("What happened?").fill("They asked us in time.")
    follow(page.get_by_role("button", name="Save and add another example"))
    expect(page.get_by_label("What happened?")).to_have_count(2)
    follow(page.get_by_role("button", name="Save and go on"))
    page.get_by_label("First", exact=True).select_option(label="Training")
    page.get_by_label("Second", exact=True).select_option(label="Training")
    follow(page.get_by_role("button", name="Save and go on"))
    assert page.title().startswith("Error: ")
    page.get_by_label("Second", exact=True).select_option(label="Communication")
    follow(page.get_by_role("button", name="Save and go on"))
    follow(page.get_by_role("button", name="Save and go on"))
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()


def send(page, organisation: str) -> None:
    """From the page on which all answers are checked to the copy."""
    follow(page.get_by_role("button", name="Go on to send"))
    page.get_by_label("Your name").fill("Jo Marsh")
    page.get_by_label("Your post or role").fill("Secretary")
    page.get_by_label(f"These are the answers of {organisation}").check()
    follow(page.get_by_role("button", name=f"Send for {organisation}"))


def test_survey_without_scripts(survey, cast, chromium, live_server):
    send_invitations(survey=open_survey(survey=survey, by=cast.officer), by=cast.officer)
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False, viewport={"width": 320, "height": 800})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(re.search(r"http\S+/i/\S+", Message.objects.get(to="bramble@example.org").text)[0])
    follow(page.get_by_role("button", name="Start or go on"))
    fill_in(page)
    send(page, "Bramble Lane Befriending")
    expect(page.get_by_text("A shorter one, for trustees.")).to_be_visible()
    assert Response.objects.filter(status="submitted").count() == 1
    context.close()
