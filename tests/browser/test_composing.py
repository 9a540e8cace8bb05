"""The parts of a report change places, are left out and written with the keyboard alone; every page of it is sound."""

import re

import pytest

from reviews.models import Block
from tests.browser.conftest import follow
from tests.reviews.report_sample import make_year

pytestmark = pytest.mark.browser
COMPOSE = "/wealdshire/reports/2009/compose/"


def press(page, button) -> None:
    """Reach it and press Enter, as somebody does who has no mouse; wait for the page that follows."""
    button.focus()
    with page.expect_event("load"):
        page.keyboard.press("Enter")


def called(words: str, part: str) -> re.Pattern:
    """The name of a button whose part is told to screen readers alone: the styles put a space around it."""
    return re.compile(rf"{words}\s*:\s*{part}")


def first_two() -> list[str]:
    return list(Block.objects.values_list("kind", flat=True)[:2])


def test_parts_are_moved_left_out_and_written_by_keyboard(page, cast, enter, sound):
    make_year(cast)
    enter(cast.vcs_member)
    page.goto(COMPOSE)
    sound(page)
    press(page, page.get_by_role("button", name="Begin with this"))
    sound(page)
    assert first_two() == ["background", "vision"]
    press(page, page.get_by_role("button", name=called("Move up", "Vision")))
    assert first_two() == ["vision", "background"] and "#block-" in page.url
    page.keyboard.press("Tab")  # goes on from the part that was moved
    assert "Vision" in page.evaluate("document.activeElement.closest('.report-part').innerText")
    press(page, page.get_by_role("button", name=called("Leave out", "Vision")))
    assert Block.objects.get(kind="vision").hidden
    press(page, page.get_by_role("link", name=called(r"Write\s*in", "Background")))
    sound(page)
    page.get_by_label("Your words before what is drawn").focus()
    page.keyboard.type("We begin with thanks.")
    press(page, page.get_by_role("button", name="Save"))
    assert Block.objects.get(kind="background").text == "We begin with thanks."
    follow(page.get_by_role("link", name="Read it as a page"))
    assert page.get_by_text("We begin with thanks.").is_visible()
    sound(page)
