"""What every page shares: the frame, the sign-in pages, the pages for faults."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse
from playwright.sync_api import expect

from compact_portal.messaging.models import Message
from tests.browser.conftest import follow
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser

PUBLIC = {
    "front": "/",
    "accessibility": reverse("accessibility"),
    "sign in": reverse("account_request_login_code"),
    "password": reverse("account_login"),
    "forgotten password": reverse("account_reset_password"),
    "link sent": reverse("account_reset_password_done"),
    "link used up": reverse("account_reset_password_from_key", args=["1", "2-3"]),
    "by invitation only": reverse("account_signup"),
}


@pytest.mark.parametrize("address", PUBLIC.values(), ids=PUBLIC.keys())
def test_public_page_is_sound(page, sound, address):
    assert page.goto(address).status == 200
    sound(page)


def test_missing_page_is_sound_and_leads_on(page, sound):
    assert page.goto("/no-such-agreement/").status == 404
    sound(page)
    follow(page.get_by_role("link", name="Go to the front page"))
    assert page.url.endswith("/")


def test_first_key_reaches_the_content(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_code_signs_in_and_wrong_code_is_explained(page, cast, sound):
    page.goto(reverse("home"))
    page.get_by_label("E-mail address").fill(cast.lead.email)
    follow(page.get_by_role("button", name="Send me a code"))
    page.get_by_label("Code").fill("WRONG")
    follow(page.get_by_role("button", name="Continue"))
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    sound(page)
    page.locator(".govuk-error-summary a").click()
    assert page.evaluate("document.activeElement.id") == "id_code"
    page.get_by_label("Code").fill(re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", Message.objects.get().text, re.M)[1])
    follow(page.get_by_role("button", name="Continue"))
    page.wait_for_url("**" + reverse("home"))
    follow(page.get_by_role("button", name="Sign out"))
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()


def test_empty_sign_in_says_what_to_enter(page, sound):
    page.goto(reverse("account_login"))
    follow(page.get_by_role("button", name="Sign in", exact=True))
    assert page.locator(".govuk-error-summary li").all_inner_texts() == ["Enter e-mail address", "Enter password"]
    sound(page)


def sign_in_by_password(page, person):
    """Through the page, not by cookie: the first use of a password renews its hash, which would end a session begun before."""
    page.goto(reverse("account_login"))
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Sign in", exact=True))
    page.wait_for_url("**" + reverse("home"))


def prove_again(page):
    assert page.locator("h1").inner_text() == "Show that it is you"
    page.get_by_label("Password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Confirm"))


def test_second_step_is_set_up(page, cast, sound):
    sign_in_by_password(page, cast.officer)
    page.goto(reverse("mfa_index"))
    sound(page)
    follow(page.get_by_role("link", name="Set up an app"))
    prove_again(page)
    sound(page)
    assert page.locator(".portal-qr svg").bounding_box()["width"] > 150
    secret = page.locator(".portal-key").inner_text()
    counter = next(iter(yield_hotp_counters_from_time()))
    page.get_by_label("Code").fill(format_hotp_value(hotp_value(secret, counter)))
    follow(page.get_by_role("button", name="Continue"))
    page.wait_for_url("**" + reverse("mfa_view_recovery_codes"))
    sound(page)


def test_passkey_is_added_and_signs_in(page, context, cast, sound):
    sign_in_by_password(page, cast.lead)
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"automaticPresenceSimulation": True}})
    page.goto(reverse("mfa_add_webauthn"))
    sound(page)
    prove_again(page)
    sound(page)
    page.get_by_label("Name of the key").fill("My telephone")
    page.get_by_label("Let me sign in with this key alone").check()
    page.get_by_role("button", name="Add the key").click()
    page.wait_for_url(re.compile("recovery-codes|webauthn/$"))
    page.goto(reverse("mfa_list_webauthn"))
    assert "My telephone" in page.locator("main").inner_text()
    sound(page)
    follow(page.get_by_role("button", name="Sign out"))
    page.goto(reverse("account_request_login_code"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**" + reverse("home"))


OWN = ["usersessions_list", "account_logout", "account_change_password", "account_set_password"]


@pytest.mark.parametrize("route", OWN)
def test_own_sign_in_page_is_sound(page, cast, enter, sound, route):
    enter(cast.stranger)
    assert page.goto(reverse(route)).status == 200
    sound(page)


def test_pages_work_without_scripts(chromium, live_server, cast):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(reverse("account_request_login_code"))
    expect(page.get_by_role("link", name="Front page")).to_be_visible()  # the menu is open
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    page.get_by_label("E-mail address").fill(cast.lead.email)
    follow(page.get_by_role("button", name="Send me a code"))
    expect(page.get_by_label("Code")).to_be_visible()
    context.close()
