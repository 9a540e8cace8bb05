"""June to September: signatories answer by their links, their texts are read by both sectors, and the figures are released."""

import random

from playwright.sync_api import expect

from compact_portal.days import today
from reviews.actions.answering import save_section, submit_response
from reviews.models import Invitation
from tests.browser.conftest import follow
from tests.browser.year.people import by_the_link

NOTED = "The council asked us before it changed the grants."


def start(page) -> None:
    follow(page.get_by_role("button", name="Start or go on"))


def answer_for_the_charity(page, sound) -> None:
    """Every page of the survey by its labels, as somebody reads them; what its Champion noted in March is there to be used."""
    by_the_link(page, "bramble@example.org", "your organisation’s answers", "/i/")
    start(page)
    follow(page.get_by_role("link", name="About you", exact=True))
    page.get_by_label("Volunteer", exact=True).check()
    page.get_by_label("How many people helped with these answers?").fill("3")
    go_on(page)
    sound(page)
    page.get_by_role("group", name="The other sector keeps its side").get_by_label("Disagree", exact=True).check()
    go_on(page)
    page.get_by_label("What should be added, changed or left out?").fill("A shorter one, for trustees.")
    go_on(page)
    page.get_by_label("1. Everybody who needs part 1").check()
    go_on(page)
    expect(page.get_by_role("heading", name="From your log of the year")).to_be_visible()
    sound(page)
    follow(page.get_by_role("button", name=f"Use it as an example : {NOTED[:20]}"))
    expect(page.get_by_label("What happened?").first).to_have_value(NOTED)
    expect(page.get_by_label("Good", exact=True).first).to_be_checked()
    follow(page.get_by_role("button", name="Save and add another example"))
    expect(page.get_by_label("What happened?")).to_have_count(2)
    go_on(page)
    page.get_by_label("First", exact=True).select_option(label="Training")
    page.get_by_label("Second", exact=True).select_option(label="Training")
    go_on(page)
    sound(page)
    assert page.title().startswith("Error: ")
    page.get_by_label("Second", exact=True).select_option(label="Communication")
    go_on(page)
    sound(page)
    go_on(page)
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    send(page, "Bramble Lane Befriending")
    expect(page.get_by_text("A shorter one, for trustees.")).to_be_visible()
    sound(page)


def go_on(page) -> None:
    follow(page.get_by_role("button", name="Save and go on"))


def send(page, organisation: str) -> None:
    """From the page on which all answers are checked to the copy."""
    follow(page.get_by_role("button", name="Go on to send"))
    page.get_by_label("Your name").fill("Jo Marsh")
    page.get_by_label("Your post or role").fill("Secretary")
    page.get_by_label(f"These are the answers of {organisation}").check()
    follow(page.get_by_role("button", name=f"Send for {organisation}"))
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def answer_for_the_council(page, sound) -> None:
    """After a reminder, by the link in it; begun, left, and gone on with."""
    by_the_link(page, "council@example.org", "answers are asked for", "/i/")
    start(page)
    follow(page.get_by_role("link", name="Working with the Compact"))
    page.get_by_role("group", name="without harm").get_by_label("Agree", exact=True).check()
    follow(page.get_by_role("button", name="Save and stop for now"))
    by_the_link(page, "council@example.org", "answers are asked for", "/i/")
    start(page)
    follow(page.get_by_role("button", name="Check and send"))
    send(page, "Wealdshire Council")


def the_others_answer(watched: set[str]) -> None:
    """The answers of those who are not watched, by the verbs behind the pages; in the same way at every run."""
    chance = random.Random(1)
    invitations = Invitation.objects.select_related("survey__compact", "organisation").exclude(organisation__name__in=watched)
    section = invitations[0].survey.sections.get(number=2)
    for invitation in invitations:
        answers = {f"q{n}": chance.choice(["agree", "neither", "disagree", "strongly_agree"]) for n in (4, 5, 6, 7, 8)}
        save_section(invitation=invitation, section=section, answers=answers, version=0, on=today())
        submit_response(invitation=invitation, by=None, on=today())


def pass_the_text(page, sound) -> None:
    """What one of two people of different sectors says of it, from their own page of what there is to do."""
    page.goto("/home/")
    follow(page.get_by_role("link", name="Read 1 text of the survey 2027 before it is published"))
    sound(page)
    follow(page.get_by_role("link", name=NOTED))
    sound(page)
    page.get_by_label("Publish it as it is").check()
    follow(page.get_by_role("button", name="Save my opinion"))
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()


def release_the_figures(page, sound) -> None:
    page.goto("/home/")
    follow(page.get_by_role("link", name="Release the survey’s figures (2027)"))
    follow(page.get_by_role("button", name="Release the figures"))
    sound(page)
    follow(page.get_by_role("button", name="Release the figures"))
    sound(page)
    for part in ("results/", "written/"):
        page.goto(f"/wealdshire/survey/2027/{part}")
        sound(page)
    expect(page.get_by_text(NOTED)).to_be_visible()
