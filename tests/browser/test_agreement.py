"""The guide and a comment on a draft, on a phone and without scripts; a text that an officer takes one step further."""

import pytest
from playwright.sync_api import expect

from signatories.models import Area, Comment, Compact, Edition
from tests.browser.conftest import PHONE, follow
from tests.signatories.texts import a_consultation, a_text


@pytest.fixture
def phone(chromium, live_server):
    """320 pixels wide, without scripts."""
    context = chromium.new_context(base_url=live_server.url, viewport={"width": PHONE, "height": 640}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_guide_ends_in_an_answer_without_scripts(phone, cast):
    district = Area.objects.create(name="Ashdown", level="district", parent=cast.area)
    Compact.objects.create(slug="ashdown", name="Ashdown Compact", area=district, level="district", status="in_development", controller="C")
    phone.goto("/which/")
    phone.get_by_label("No, it is a matter between people here").check()
    follow(phone.get_by_role("button", name="Continue"))
    follow(phone.get_by_role("button", name="Continue"))
    expect(phone.get_by_role("link", name="Choose at least one place")).to_be_visible()
    phone.get_by_label("Ashdown").check()
    follow(phone.get_by_role("button", name="Continue"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Look first into the Wealdshire Compact")
    expect(phone.get_by_text("the Ashdown Compact is in development: nobody is bound by it yet")).to_be_visible()
    follow(phone.get_by_role("button", name="Yes, it covers it"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("The Wealdshire Compact applies")


def test_comment_is_written_checked_and_sent_without_scripts(phone, cast):
    consultation = a_consultation(cast)
    phone.goto("/wealdshire/")
    follow(phone.get_by_role("link", name="Edition of 2010: say what you think"))
    follow(phone.get_by_role("button", name="Write a comment"))
    phone.get_by_label("Your comment").fill("Shorter,\nplease.")
    follow(phone.get_by_role("button", name="Check before sending"))
    expect(phone.get_by_role("link", name="Give your name or an e-mail address")).to_be_visible()
    phone.get_by_label("Your name").fill("A neighbour")
    follow(phone.get_by_role("button", name="Check before sending"))
    assert not Comment.objects.exists()
    follow(phone.get_by_role("button", name="Send the comment"))
    expect(phone.get_by_text("Thank you. Your comment has been received.")).to_be_visible()
    assert list(consultation.comments.values_list("name", "text")) == [("A neighbour", "Shorter,\nplease.")]


def test_officer_settles_a_text_and_publishes_it(page, cast, enter, sound):
    edition = a_text(cast.compact)
    enter(cast.officer)
    page.goto("/wealdshire/steering/")
    follow(page.get_by_role("link", name="The text and its changes"))
    follow(page.get_by_role("link", name="Edition of 2010"))
    follow(page.get_by_role("link", name="Settle the final text"))
    sound(page)
    page.get_by_label("Bodies that are asked").fill("Trustees of the council for voluntary service")
    follow(page.get_by_role("button", name="This is the final text"))
    follow(page.get_by_role("link", name="Record its decision"))
    page.get_by_label("It endorsed the text").check()
    page.get_by_label("When, if the day is not known").fill("Spring meeting")
    sound(page)
    follow(page.get_by_role("button", name="Record it"))
    follow(page.get_by_role("button", name="Publish it"))
    follow(page.get_by_role("button", name="Publish it"))
    expect(page.get_by_text("“Edition of 2010” is published.")).to_be_visible()
    assert Edition.objects.get(pk=edition.pk).status == "published"


@pytest.mark.parametrize("address", ["editions/compare/", "wording/?words=often", "references/", "training/", "consultations/", "agreement/"])
def test_public_page_is_sound(page, cast, sound, address):
    a_consultation(cast)
    page.goto(f"/wealdshire/{address}")
    sound(page)
