"""A volunteer answers on a phone, from the invitation in the mail to the receipt, with a pause, another device and a colleague."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from compact_portal.days import today
from compact_portal.messaging.models import Message
from reviews.actions.running import open_survey, send_invitations
from reviews.designing import create_survey
from reviews.models import Bundle, Response, Review
from tests.browser.conftest import WATCH, follow

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True, "locale": "en-GB"}
CHARITY, ADDRESS = "Bramble Lane Befriending", "bramble@example.org"


@pytest.fixture
def survey(cast, settings, live_server):
    settings.PORTAL_URL = live_server.url
    review = Review.objects.create(compact=cast.compact, year=today().year, label="This year")
    documents = [{"title": "Information Folder", "purpose": "What it asks of each side"}]
    made = create_survey(review=review, opens_on=today(), closes_on=today() + datetime.timedelta(days=84), documents=documents, by=cast.officer)
    made = open_survey(survey=made, by=cast.officer)
    send_invitations(survey=made, by=cast.officer)
    return made


@pytest.fixture
def phone(chromium, live_server):
    """`phone()` is the page of another new phone; at the end none of them has broken the content security policy."""
    pages, errors = [], []

    def made(**more):
        context = chromium.new_context(base_url=live_server.url, **PHONE | more)
        context.set_default_timeout(60_000)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        pages.append(page)
        return page

    yield made
    broken = [breach for page in pages if page.context.pages for breach in page.evaluate("window.breaches || []")]
    for page in pages:
        page.context.close()
    assert (errors, broken) == ([], [])


def mailed(address: str, pattern: str) -> str:
    found = [re.search(pattern, text, re.MULTILINE) for text in Message.objects.filter(to=address).values_list("text", flat=True)]
    return next(match[0] for match in found if match)


def test_from_the_invitation_to_the_receipt(survey, phone, axe):
    page = phone()
    page.goto(mailed(ADDRESS, r"http\S+/i/\S+"))
    axe(page)
    follow(page.get_by_role("button", name="Start or go on"))
    axe(page)

    # A field that is left is saved, and the page can simply be closed.
    follow(page.get_by_role("link", name="This survey"))
    box = page.get_by_label("What should we change?")
    box.tap()
    box.fill("Shorter, said Mrs Hale. CANARY-PHONE")
    page.get_by_role("group", name="May we contact you about your answers?").get_by_label("No", exact=True).check()
    expect(page.locator("[data-saving]")).to_have_text("Saved.")
    axe(page)
    page.context.close()

    # Another phone: a code goes to the address on file.
    page = phone()
    page.goto(survey.get_absolute_url())
    follow(page.get_by_role("link", name="Have a code sent"))
    axe(page)
    page.get_by_label("The e-mail address that the invitation went to").fill(ADDRESS)
    follow(page.get_by_role("button", name="Send the code"))
    axe(page)
    page.get_by_label("Code").fill(mailed(ADDRESS, r"^[A-Z]{3} [A-Z]{3}$"))
    follow(page.get_by_role("button", name="Go on"))

    # A colleague answers the same page at the same time; each keeps what they wrote.
    follow(page.get_by_role("link", name="Ask colleagues"))
    axe(page)
    page.get_by_label("Which page?").select_option(label="This survey")
    page.get_by_label("Your colleague’s name").fill("Pat Doe")
    page.get_by_label("Your colleague’s e-mail address").fill("pat@example.org")
    follow(page.get_by_role("button", name="Send a link"))
    other = phone()
    other.goto(mailed("pat@example.org", r"http\S+/i/\S+"))
    axe(other)
    follow(other.get_by_role("button", name="Open the page"))
    follow(page.get_by_role("link", name="All pages"))
    follow(page.get_by_role("link", name="This survey"))
    expect(page.get_by_label("What should we change?")).to_have_value("Shorter, said Mrs Hale. CANARY-PHONE")
    other.get_by_role("group", name="This survey asked the right things").get_by_label("Agree", exact=True).check()
    expect(other.locator("[data-saving]")).to_have_text("Saved.")
    other.get_by_label("What should we change?").fill("Longer, said Pat")
    follow(other.get_by_role("button", name="Save"))
    page.get_by_label("What should we change?").fill("Shorter, said Mrs Hale. CANARY-TWO")
    follow(page.get_by_role("button", name="Save and go on"))
    expect(page.get_by_role("heading", name="Somebody else changed the same answers")).to_be_visible()
    expect(page.get_by_text("Longer, said Pat")).to_be_visible()
    axe(page)
    page.get_by_label("What stands on this page").check()
    follow(page.get_by_role("button", name="Save and go on"))

    # Check, look once more, state who sends, send; the copy is shown once.
    axe(page)
    follow(page.get_by_role("button", name="Go on to send"))
    expect(page.get_by_role("heading", name="Could this identify you?")).to_be_visible()
    expect(page.locator("mark")).to_have_text("Mrs Hale")
    axe(page)
    page.get_by_label("Your words").fill("Shorter. CANARY-TWO")
    follow(page.get_by_role("button", name="Go on with these words"))
    axe(page)
    page.get_by_label("Your name").fill("Jo Marsh")
    page.get_by_label("Your post or role").fill("Secretary")
    page.get_by_label(f"These are the answers of {CHARITY}").check()
    follow(page.get_by_role("button", name=f"Send for {CHARITY}"))
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(page.get_by_text("CANARY-TWO")).to_be_visible()
    axe(page)
    response = Response.objects.get()
    assert (response.status, response.sender_name, response.draft) == ("submitted", "Jo Marsh", {})
    assert "CANARY-TWO" in str(Bundle.objects.get().texts) and "Hale" not in str(Bundle.objects.get().texts)
    page.goto(survey.get_absolute_url())
    assert "CANARY" not in page.content()


def test_whole_way_without_scripts_and_without_scrolling_sideways(survey, phone):
    page = phone(java_script_enabled=False)

    def narrow():
        widths = page.locator("html").bounding_box()
        assert widths["width"] <= 320, page.url

    page.goto(mailed(ADDRESS, r"http\S+/i/\S+"))
    page.get_by_role("button", name="Start or go on").click()
    narrow()
    page.get_by_role("link", name="This survey").click()
    page.get_by_label("What should we change?").fill("Nothing")
    narrow()
    page.get_by_role("button", name="Save and go on").click()
    narrow()
    page.get_by_role("link", name="Go on to send").or_(page.get_by_role("button", name="Go on to send")).click()
    page.get_by_label("Your name").fill("Jo Marsh")
    page.get_by_label("Your post or role").fill("Secretary")
    page.get_by_label(f"These are the answers of {CHARITY}").check()
    page.get_by_role("button", name=f"Send for {CHARITY}").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    narrow()
    assert Response.objects.get().is_submitted
