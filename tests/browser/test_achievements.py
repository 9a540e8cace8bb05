"""An officer puts the achievements of a target in order: by dragging, and with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from actionplans.models import Achievement, Plan, Target

pytestmark = pytest.mark.browser
ADDRESS = "/wealdshire/plans/2009/targets/1/achievements/"


def order() -> list[str]:
    return list(Achievement.objects.order_by("number").values_list("text", flat=True))


def test_achievements_are_reordered_by_drag_and_by_keyboard(cast, enter, page, sound):
    plan = Plan.objects.create(compact=cast.compact, period="2009", label="Plan 2009", starts_on="2009-01-01", ends_on="2009-12-31", status="adopted")
    target = Target.objects.create(plan=plan, number=1, text="To know each other")
    for number, text in enumerate(["First.", "Second.", "Third."], 1):
        Achievement.objects.create(target=target, number=number, text=text)
    enter(cast.officer)
    page.goto(ADDRESS)
    items = page.locator("[data-reorder] > li")
    expect(items).to_have_count(3)
    sound(page)
    with page.expect_event("load"):
        items.filter(has_text="Third.").drag_to(items.filter(has_text="First."))
    expect(items.first).to_contain_text("i) Third.")
    assert order() == ["Third.", "First.", "Second."]
    third = Achievement.objects.get(text="Third.")
    page.locator(f"#move-down-{third.pk}").focus()
    with page.expect_event("load"):
        page.keyboard.press("Enter")
    expect(items.nth(1)).to_contain_text("ii) Third.")
    assert order() == ["First.", "Third.", "Second."]
    # the keyboard goes on where it was: the next press of Tab and Enter is near the moved one
    assert page.url.endswith(f"#move-down-{third.pk}")
    with page.expect_event("load"):
        page.locator(":target").press("Enter")
    expect(items.nth(2)).to_contain_text("iii) Third.")
    assert order() == ["First.", "Second.", "Third."]
