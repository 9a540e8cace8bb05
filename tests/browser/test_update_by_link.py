"""A volunteer gives a progress update on a phone, from the link of an e-mail, without a password."""

import re

import pytest
from playwright.sync_api import expect

from actionplans.actions.asking import ask_now
from actionplans.models import Action, Plan, Target, Update
from compact_portal.days import today
from compact_portal.messaging.models import Message
from tests.browser.conftest import PHONE, follow

pytestmark = pytest.mark.browser


@pytest.fixture
def plan(cast):
    year = today().year
    plan = Plan.objects.create(
        compact=cast.compact, label="Action Plan", period=str(year), starts_on=f"{year}-01-01", ends_on=f"{year}-12-31", status="adopted"
    )
    target = Target.objects.create(plan=plan, number=1, text="Everybody knows whom to ask.")
    for number, text in enumerate(["Hold two evenings for Champions.", "Keep the public list right."], 1):
        action = Action.objects.create(target=target, number=number, text=text, by_when=f"December {year}", due_on=f"{year}-12-31")
        action.owners.add(cast.charity)
    plan.refresh_from_db()
    return plan


@pytest.fixture
def link(cast, plan) -> str:
    ask_now(plan=plan, organisation=cast.charity, by=cast.officer)
    return re.search(r"/i/updates/[\w-]+/", Message.objects.get().text)[0]


def test_update_by_link_on_a_phone(plan, link, page, sound):
    page.set_viewport_size({"width": PHONE, "height": 640})
    page.goto(link)
    sound(page)
    follow(page.get_by_role("button", name="Start"))
    expect(page.get_by_text("2 of 2 still to do.")).to_be_visible()
    sound(page)
    page.set_viewport_size({"width": PHONE, "height": 640})
    follow(page.get_by_role("link", name="Hold two evenings for Champions."))
    sound(page)
    page.get_by_label("At risk").check()
    follow(page.get_by_role("button", name="Continue"))
    sound(page)
    page.get_by_label("What was done?").fill("The evening inland took place.")
    follow(page.get_by_role("button", name="Send"))
    expect(page.get_by_role("alert")).to_contain_text("Answer “Why is it at risk?”")
    sound(page)
    page.get_by_label("Why is it at risk?").fill("A room by the sea is still wanted.")
    follow(page.get_by_role("button", name="Send"))
    expect(page.get_by_text("Thank you. Your update stands in the plan.")).to_be_visible()
    expect(page.get_by_text("1 of 2 still to do.")).to_be_visible()
    sound(page)
    update = Update.objects.get()
    assert (update.rating, update.note.text, update.reason, str(update.for_organisation)) == (
        "at_risk", "The evening inland took place.", "A room by the sea is still wanted.", "Bramble Lane Befriending",
    )  # fmt: skip
    follow(page.get_by_role("link", name="Action Plan"))
    expect(page.get_by_text("The evening inland took place.")).to_be_visible()
