"""A charity answers the whole survey in a browser that runs no scripts, on a screen 320 px wide, from the mailed link to the copy."""

import re

import pytest
from playwright.sync_api import expect

from compact_portal.messaging.models import Message
from reviews.actions.running import open_survey, send_invitations
from reviews.models import Response
from tests.browser.conftest import follow
from tests.browser.test_year import fill_in, send, year  # noqa: F401  a fixture

pytestmark = [pytest.mark.browser, pytest.mark.prove]


def test_survey_without_scripts(year, cast, chromium, live_server):  # noqa: F811
    send_invitations(survey=open_survey(survey=year, by=cast.officer), by=cast.officer)
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False, viewport={"width": 320, "height": 800})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(re.search(r"http\S+/i/\S+", Message.objects.get(to="bramble@example.org").text)[0])
    follow(page.get_by_role("button", name="Start or go on"))
    fill_in(page, lambda page: None)
    send(page, lambda page: None, "Bramble Lane Befriending")
    expect(page.get_by_text("A shorter one, for trustees.")).to_be_visible()
    assert Response.objects.filter(status="submitted").count() == 1
    context.close()
