"""A disagreement in Chromium, both ways: with a helper as in East Sussex, and with the panel as in Southwark."""

import datetime
import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from compact_portal.days import today
from tests.browser.conftest import follow
from tests.disputes import ways
from tests.disputes.conftest import BACKEND, PASSPHRASE, cheap_passphrases  # noqa: F401
from tests.disputes.test_way_panel import chair, sitting

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("cheap_passphrases")]


class Walk:
    """Somebody at the browser after somebody else, each with their own sitting."""

    def __init__(self, page, url, way):
        self.page, self.url, self.way, self.cookies = page, url, way, {}

    def be(self, name: str) -> None:
        """Their passphrase is entered once; afterwards they come back to their own browser."""
        context = self.page.context
        if name in self.cookies:
            context.clear_cookies()
            context.add_cookies(self.cookies[name])
            return
        context.clear_cookies()
        client = Client()  # of their own: signing in somebody else would end the session of who was there before
        client.force_login(self.way.people[name], backend=BACKEND)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.url}])
        self.page.goto("/passphrase/unlock/")
        self.page.get_by_label(re.compile("passphrase", re.I)).fill(PASSPHRASE)
        follow(self.page.get_by_role("button", name="Unlock"))
        self.cookies[name] = context.cookies()

    def open(self, name: str) -> None:
        self.be(name)
        self.page.goto(ways.address(self.way))

    def step(self, name: str, button: str, *, then: str, **said) -> None:
        """As `name`, press the link of a step on the page of the case, fill what is asked, and see where the case stands."""
        self.open(name)
        follow(self.page.get_by_role("link", name=button, exact=True))
        for label, words in said.items():
            self.fill(label, words)
        follow(self.page.get_by_role("button", name=button, exact=True))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(then)

    def fill(self, label: str, words) -> None:
        box = self.page.get_by_label(label, exact=False).first
        if words is True:
            box.check()
        else:
            box.fill(words)


def raise_it(walk: Walk, sound) -> None:
    page = walk.page
    walk.be("lead")
    page.goto("/wealdshire/cases/")
    follow(page.get_by_role("button", name="Raise a concern"))
    sound(page)
    follow(page.get_by_role("button", name="Begin a private draft"))
    page.get_by_label("Which organisation is it about?").select_option(label="Wealdshire Council")
    page.get_by_label("What happened, and when?").fill("The grant ends in a week.")
    page.get_by_label("How was a promise, or the spirit of the agreement, hurt?").fill("Three months were promised.")
    page.get_by_label("What would put it right?").fill("Pay until June.")
    page.get_by_label("What have you tried so far?").fill("We rang.")
    sound(page)
    follow(page.get_by_role("button", name="Keep the draft"))
    sound(page)
    follow(page.get_by_role("button", name="Send it"))
    follow(page.get_by_role("button", name="Send it"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sent")
    sound(page)
    walk.step("deputy", "Say that it has arrived", then="Received", **{"Nobody of either side will work on it": True})
    walk.step("lead", "Start talking to the other side", then="Received", **{"What the other side is told first": "We would like to talk."})
    walk.step("deputy", "Start talking to the other side", then="Both sides talk")


def test_facilitated_as_in_east_sussex(page, live_server, sound, cast):
    walk = Walk(page, live_server.url, ways.stage(cast, "facilitated"))
    raise_it(walk, sound)
    walk.step("council", "Ask for somebody to help", then="A helper is wanted")
    walk.step(
        "deputy", "Propose a helper", then="A helper is proposed",
        **{"Why this helper is independent": "Works elsewhere.", "Helper 1": True, "What it is about, without names": "A group and its funder."},
    )  # fmt: skip
    walk.open("helper1")
    expect(page.get_by_text("Bramble Lane")).to_have_count(0)
    sound(page)
    follow(page.get_by_role("button", name="I am willing to help"))
    sound(page)
    follow(page.get_by_role("button", name="I am independent of both"))
    walk.step("lead", "Accept the helper", then="A helper is proposed")
    walk.step("council", "Accept the helper", then="Both accept the helper")
    day = today() + datetime.timedelta(days=9)
    walk.step(
        "helper1", "Set the date of the talk", then="A talk is planned",
        **{"Day": str(day.day), "Month": str(day.month), "Year": str(day.year), "Place": "Village hall"},
    )  # fmt: skip
    walk.step("helper1", "Say that the talk was held", then="The talk was held", **{"Who was there": "Both leads"})
    walk.step("helper1", "Send the note of the talk", then="Both read the note", **{"What came of it": "Payment until June."})
    walk.step("lead", "Confirm the note", then="Both read the note")
    walk.step("council", "Confirm the note", then="Agreed")
    walk.step("deputy", "Close the case", then="Closed", **{"Solved": True})
    walk.open("lead")
    follow(page.get_by_role("link", name="How is it now?"))
    page.get_by_label("As before").check()
    page.get_by_label("Yes", exact=True).check()
    sound(page)
    follow(page.get_by_role("button", name="Send it"))
    expect(page.get_by_text("is read by one person only")).to_be_visible()


def test_panel_as_in_southwark(page, live_server, sound, cast):
    way = ways.stage(cast, "panel")
    walk = Walk(page, live_server.url, way)
    raise_it(walk, sound)
    walk.step("lead", "It is not solved", then="Not solved", **{"A short note of where you stand": "No."})
    walk.open("lead")
    follow(page.get_by_role("link", name="Ask for the panel", exact=True))
    for box in page.locator("main textarea").all():
        box.fill("It is met.")
    sound(page)
    follow(page.get_by_role("button", name="Ask for the panel"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("The panel is asked for")
    walk.step("voluntary convenor", "The panel can hear it", then="The panel is being formed", Reasons="All are met.")
    follow(page.get_by_role("button", name="Choose the panel"))
    sound(page)
    for name in sitting(way):
        walk.open(name)
        follow(page.get_by_role("button", name="I have no interest in it"))
    walk.step("statutory convenor", "Name the panel", then="The panel is formed", **{"Everybody has declared": True})
    walk.step("council", "Give our statement", then="Both statements are in", **{"Your statement": "We had to save."})
    head = chair(way)
    walk.open(head)
    follow(page.get_by_role("link", name="Say that the panel met", exact=True))
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    follow(page.get_by_role("button", name="Say that the panel met"))
    follow(page.get_by_role("link", name="Write a finding"))
    page.get_by_label("Which promise?").select_option(index=1)
    page.get_by_label("Partly followed").check()
    page.get_by_label("Reasons").fill("Too late.")
    sound(page)
    follow(page.get_by_role("button", name="Keep it"))
    walk.step(head, "Send the draft to both sides", then="Draft findings", **{"All of them agree": True, "What the panel finds": "See below."})
    walk.step(head, "Finish the findings", then="Findings", **{"Facts that were corrected": "None."})
    walk.step("lead", "Answer the findings", then="Findings", **{"We accept it": True})
    walk.step("council", "Answer the findings", then="Both have answered", **{"We accept it": True})
    sound(page)
    walk.step("deputy", "Close the case", then="Closed", **{"The panel made recommendations": True})
