"""Joining in Chromium: an organisation asks, proves its address, the officer approves and asks for the signature, the chair signs on a phone."""

import re

import pytest
from playwright.sync_api import expect

from compact_portal.messaging.models import Message
from signatories.models import Signature
from tests.browser.conftest import PHONE, follow

pytestmark = pytest.mark.browser


def last_link(settings, to: str) -> str:
    return re.search(rf"{settings.PORTAL_URL}(/\S+)", Message.objects.filter(to=to).latest("id").text)[1]


def test_joining(page, context, cast, enter, sound, settings, live_server):
    settings.PORTAL_URL = live_server.url
    page.goto("/wealdshire/")
    follow(page.get_by_role("link", name="Ask to join"))
    sound(page)
    follow(page.get_by_role("button", name="Ask to join"))
    expect(page.get_by_role("link", name="Enter the name of the organisation")).to_be_visible()
    sound(page)
    page.get_by_label("Name of the organisation").fill("Tŷ Cymuned O’Neill")
    page.get_by_label("Voluntary and community sector").check()
    page.get_by_label("Kind of organisation").select_option("charity")
    page.get_by_label("Your name").fill("Siân Ó Néill")
    page.get_by_label("Your e-mail address").fill("sian@example.org")
    follow(page.get_by_role("button", name="Ask to join"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    sound(page)
    page.goto(last_link(settings, "sian@example.org"))
    sound(page)
    follow(page.get_by_role("button", name="Confirm my request"))
    expect(page.get_by_text("Confirmed", exact=True)).to_be_visible()

    enter(cast.officer)
    page.goto("/wealdshire/steering/pipeline/")
    sound(page)
    follow(page.get_by_role("link", name="Tŷ Cymuned O’Neill"))
    sound(page)
    follow(page.get_by_role("button", name="Approve"))
    expect(page.get_by_text("is on the list, and is told so")).to_be_visible()
    sound(page)
    follow(page.get_by_role("link", name="Ask for a signature by mail"))
    sound(page)
    follow(page.get_by_role("button", name="Send the link"))

    context.clear_cookies()
    page.set_viewport_size({"width": PHONE, "height": 800})
    page.goto(last_link(settings, "sian@example.org"))
    sound(page)
    page.set_viewport_size({"width": PHONE, "height": 800})
    page.get_by_label("Who decided it").fill("Trustees, 3 May 2026")
    page.get_by_label(re.compile("I have read it")).check()
    follow(page.get_by_role("button", name="Sign for Tŷ Cymuned O’Neill"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tŷ Cymuned O’Neill has signed")
    sound(page)
    assert Signature.objects.get(organisation__name="Tŷ Cymuned O’Neill").is_in_force
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the certificate").click()
    assert download.value.suggested_filename == "wealdshire-certificate.pdf"
    page.goto("/wealdshire/signatories/?words=ty+cymuned")
    expect(page.get_by_role("heading", name="Tŷ Cymuned O’Neill")).to_be_visible()
    sound(page)
