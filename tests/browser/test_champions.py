"""The yearly refresh on a phone without JavaScript, handing over a Champion, and asking one, in Chromium.

Every page on the way is checked by axe at 320 and 1280 px, where scripts may run.
"""

import datetime
import re

import pytest
from playwright.sync_api import expect

from compact_portal.days import today
from compact_portal.messaging.models import Message
from signatories.actions import refreshing
from signatories.models import Champion, Enquiry, Refresh, Signature
from tests.browser.conftest import PHONE, follow

pytestmark = pytest.mark.browser


@pytest.fixture
def portal(cast, settings, live_server):
    settings.PORTAL_URL = live_server.url
    Champion.objects.get().codes.set(cast.codes[:1])
    return cast


def link_to(address: str) -> str:
    """The newest link mailed to `address`."""
    return re.search(r"http\S+/i/\S+", Message.objects.filter(to=address).first().text)[0]


def test_refreshing_on_a_phone_without_javascript(portal, chromium, live_server, page, sound):
    days = {"due_on": today() + datetime.timedelta(days=40), "lapses_on": today() + datetime.timedelta(days=80)}
    round = refreshing.prepare_round(compact=portal.compact, year=2026, by=portal.officer, **days)
    refreshing.start_round(round=round, by=portal.officer)
    address = link_to("bramble@example.org")
    page.goto(address)
    sound(page)

    context = chromium.new_context(java_script_enabled=False, viewport={"width": PHONE, "height": 700}, locale="en-GB")
    context.set_default_timeout(60_000)
    phone = context.new_page()
    phone.goto(address)
    expect(phone.get_by_label("E-mail address for letters from the portal")).to_have_value("bramble@example.org")
    expect(phone.get_by_label("Champion is still in post")).to_be_checked()
    expect(phone.get_by_label("Funding")).to_be_checked()
    phone.get_by_label("Somebody else takes over").check()
    follow(phone.get_by_role("button", name="Send"))
    expect(phone.get_by_role("alert")).to_contain_text("Enter the full name of who takes over")
    expect(phone.get_by_label("Somebody else takes over")).to_be_checked()  # nothing chosen is lost
    phone.get_by_label("Full name, if it is somebody new").fill("Nell Next")
    phone.get_by_label("E-mail address, if it is somebody new").fill("nell@example.org")
    phone.get_by_label("Volunteering").check()
    phone.get_by_label("Name of the senior person who renews it").fill("Ada Chair")
    phone.get_by_label("Their post").fill("Chair of trustees")
    phone.get_by_label("We renew our commitment to the Wealdshire Compact").check()
    follow(phone.get_by_role("button", name="Send"))
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Bramble Lane Befriending has renewed its commitment")
    context.close()

    refresh = Refresh.objects.get(signature__organisation=portal.charity)
    successor = Champion.objects.serving().get()
    assert (refresh.renewed_by_name, refresh.champion, refresh.signature.status) == ("Ada Chair", "handed_over", "refreshed")
    assert (successor.person.email, [code.title for code in successor.codes.all()]) == ("nell@example.org", ["Funding", "Volunteering"])
    page.reload()
    sound(page)


def test_handing_over_a_champion(portal, page, enter, sound):
    enter(portal.champion)
    page.goto("/home/agreements/")
    follow(page.get_by_role("link", name="Champion of Bramble Lane Befriending"))
    sound(page)
    page.get_by_label("Notes for whoever comes next").fill("Ask the treasurer about grants.")
    page.get_by_label("Hours a month that the employer agreed to").fill("3")
    for part, value in (("Day", "2"), ("Month", "3"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(value)
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_text("Saved.")).to_be_visible()
    follow(page.get_by_role("link", name="Hand over to a successor"))
    sound(page)
    page.get_by_label("Full name").fill("Nell Next")
    page.get_by_label("E-mail address").fill("nell@example.org")
    follow(page.get_by_role("button", name="Hand over now"))
    expect(page.get_by_text("Nell Next has taken over from Champion")).to_be_visible()
    successor = Champion.objects.serving().get()
    assert (successor.person.name, successor.main, successor.notes) == ("Nell Next", True, "Ask the treasurer about grants.")

    enter(successor.person)
    page.goto(f"/wealdshire/champions/{successor.pk}/")
    expect(page.get_by_label("Notes for whoever comes next")).to_have_value("Ask the treasurer about grants.")
    expect(page.get_by_label("Funding")).to_be_checked()
    sound(page)


def test_asking_a_champion_and_reading_the_answer(portal, context, page, enter, sound):
    page.goto("/wealdshire/champions/")
    sound(page)
    follow(page.get_by_role("button", name="Ask a Champion"))
    sound(page)
    page.get_by_label("Your question").fill("May a grant be cut in the middle of a year?")
    page.get_by_label("What is it about?").select_option(label="Funding")
    page.get_by_label("Your e-mail address").fill("asker@elsewhere.example")
    follow(page.get_by_role("button", name="Send the question"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Now look at your e-mail")
    sound(page)
    page.goto(link_to("asker@elsewhere.example"))
    sound(page)
    follow(page.get_by_role("button", name="Confirm and send the question"))
    expect(page.get_by_text("Your question is sent.")).to_be_visible()

    enter(portal.champion)
    page.goto("/home/")
    follow(page.get_by_role("link", name="Answer a question about the Wealdshire Compact"))
    expect(page.get_by_text("May a grant be cut in the middle of a year?")).to_be_visible()
    assert "asker@elsewhere.example" not in page.content()
    sound(page)
    page.get_by_label("Your answer").fill("Three months’ notice is promised.")
    follow(page.get_by_role("button", name="Send the answer"))
    expect(page.get_by_text("Your answer is on its way.")).to_be_visible()

    context.clear_cookies()
    page.goto(link_to("asker@elsewhere.example"))
    expect(page.get_by_text("Three months’ notice is promised.")).to_be_visible()
    sound(page)
    assert Enquiry.objects.get().status == "answered"


def test_pages_of_the_steering_group_and_of_an_organisation_are_sound(portal, page, enter, sound):
    signature = Signature.objects.get(organisation=portal.charity)
    enter(portal.officer)
    for address in ("coverage/", "guidance/", "refresh/", "refresh/new/", "group/", "group/terms/"):
        page.goto(f"/wealdshire/steering/{address}")
        sound(page)
    enter(portal.lead)
    for address in ("group/", f"organisations/{signature.pk}/people/", f"organisations/{signature.pk}/people/leave/"):
        page.goto(f"/wealdshire/{address}")
        sound(page)
