"""September to November: the report is composed and approved by both sectors, and the board gets a paper with it."""

import datetime
import re

from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.browser.year.people import by_the_link


def write_the_report(page, sound) -> None:
    page.goto("/home/")
    follow(page.get_by_role("link", name="Compose the annual report, check it and bring it to both sectors (2027)"))
    sound(page)
    follow(page.get_by_role("button", name="Begin with this"))
    sound(page)
    follow(page.get_by_role("button", name=re.compile("Move down *: *Background")))
    follow(page.get_by_role("button", name="Add a part"))
    page.get_by_label("Words of your own").check()
    follow(page.get_by_role("button", name="Continue"))
    page.get_by_label("Heading").fill("Foreword")
    page.get_by_label("Your words").fill("A **good** year.")
    follow(page.get_by_role("button", name="Save"))


def put_it_before_both_sectors(page, sound) -> None:
    page.goto("/wealdshire/reports/2027/compose/")
    follow(page.get_by_role("link", name="Check it and bring it to both sectors").first)
    follow(page.get_by_role("button", name="Put the report before both sectors"))
    sound(page)


def approve_the_report(page) -> None:
    """Read as it was proposed, then said so, by somebody of the steering group."""
    page.goto("/home/")
    follow(page.get_by_role("link", name="Read the annual report and say whether you approve it (2027)"))
    follow(page.get_by_role("link", name="Read the proposal"))
    expect(page.get_by_role("heading", name="Foreword")).to_be_visible()
    follow(page.get_by_role("link", name="Say what you think of it"))
    page.get_by_label("I approve this report").check()
    follow(page.get_by_role("button", name="Say so"))
    expect(page.get_by_text("What you said is kept.")).to_be_visible()


def write_the_paper(page, sound, meeting: datetime.date) -> None:
    """From the template of a partnership, whose words in brackets are written or taken out; checked and issued before the report is out."""
    page.goto("/home/")
    follow(page.get_by_role("link", name="Begin the paper with which the report of 2027 goes to the board"))
    expect(page.get_by_label("Partnership style, for the finished report")).to_be_checked()
    expect(page.get_by_label("The finished report with its recommendations")).to_be_checked()
    expect(page.get_by_label("Day", exact=True)).to_have_value(str(meeting.day))
    page.get_by_label("Title").fill("The annual review")
    follow(page.get_by_role("button", name="Begin"))
    sound(page)
    follow(page.get_by_role("link", name=re.compile("Remove *: *Agree to the report")))
    follow(page.get_by_role("button", name="Take it out"))
    change(page, "[What the board itself", "What is the board asked to do?", "Keep one calendar of consultations", who="Wealdshire Council")
    change(page, "[The findings", "Paragraph", "Small groups hear of consultations too late.")
    change(page, "[How the next plan", "Paragraph", "The report is published in December.")
    follow(page.get_by_role("link", name="Check it"))
    sound(page)
    follow(page.get_by_role("button", name="It is right as it is"))
    follow(page.get_by_role("link", name="Issue it"))
    follow(page.get_by_role("button", name="Issue it"))
    sound(page)
    follow(page.get_by_role("link", name="Send it to the board"))
    follow(page.get_by_role("button", name=re.compile("Send")))


def change(page, what: str, label: str, words: str, who: str = "") -> None:
    """One paragraph or recommendation of the paper, found by how it begins."""
    follow(page.get_by_role("link", name=re.compile(rf"Change *: *{re.escape(what)}")))
    page.get_by_label(label, exact=True).fill(words)
    if who:
        page.get_by_label("Who carries it out?").fill(who)
    follow(page.get_by_role("button", name="Save"))


def comment_as_the_board(page, sound) -> None:
    """A member reads the paper by the link of the mail, and says something of it."""
    by_the_link(page, "board-member@example.org", "A paper for you to read", "/i/board/")
    expect(page.get_by_text("Keep one calendar of consultations", exact=True)).to_be_visible()
    sound(page)
    page.get_by_label("Your comment").fill("Who keeps it when the council’s officer leaves?")
    follow(page.get_by_role("button", name="Send the comment"))
    expect(page.get_by_text("Your comment stands below the paper.")).to_be_visible()
