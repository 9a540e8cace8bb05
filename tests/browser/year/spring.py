"""April to June: a day is moved, the steering group meets, and the survey is prepared until it opens by itself."""

import datetime

from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.browser.year.people import say_day


def say_it_is_done(page, what: str) -> None:
    """A day of the year of which the portal knows nothing by itself, from the page of what there is to do."""
    page.goto("/home/")
    follow(page.get_by_role("link", name=f"See that it is done: {what}").first)
    row = page.get_by_role("row").filter(has_text=what).filter(has=page.get_by_role("button", name="It is done")).first
    follow(row.get_by_role("button"))
    expect(page.get_by_text(f"“{what}” is done.")).to_be_visible()


def move_the_checklists(page) -> None:
    """Its day of the template is a bank holiday."""
    page.goto("/wealdshire/year/")
    follow(page.get_by_role("link", name="Move or change Checklists given out to be tried"))
    say_day(page, datetime.date(2027, 6, 11))
    page.get_by_label("This one alone").check()
    page.get_by_label("Why is it moved?").fill("The last day of May is a bank holiday.")
    follow(page.get_by_role("button", name="Continue"))
    moved = "Checklists given out to be tried: 31 May 2027, now 11 June 2027. The last day of May is a bank holiday."
    expect(page.get_by_text(moved)).to_be_visible()


def plan_the_meeting(page, sound, day: datetime.date) -> None:
    page.goto("/wealdshire/year/")
    follow(page.get_by_role("link", name="Plan a meeting"))
    say_day(page, day)
    page.get_by_label("Where?").fill("Weald Hall, room 2")
    page.get_by_label("What else is to be talked about?").fill("Who looks after small grants")
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("heading", name="Agenda")).to_be_visible()
    expect(page.get_by_text("Who looks after small grants")).to_be_visible()
    sound(page)
    follow(page.get_by_role("link", name="Tell the steering group"))
    sound(page)
    follow(page.get_by_role("button", name="Send the mail"))
    expect(page.get_by_text("A mail is on its way to 3 people.")).to_be_visible()


def write_the_minutes(page, sound) -> None:
    """With what the meeting decided, which stands in the plan of the year at once."""
    page.goto("/wealdshire/year/")
    follow(page.get_by_role("link", name="Steering group, 8 June 2027"))
    follow(page.get_by_role("link", name="Write the minutes"))
    page.get_by_label("Who chaired it?").fill("the chair")
    page.get_by_label("What was noted?").fill("Small grants need somebody who looks after them.")
    follow(page.get_by_role("button", name="Save"))
    follow(page.get_by_role("link", name="A new action from the meeting"))
    page.get_by_label("Where in the plan?").select_option(index=1)
    page.get_by_label("What is to be done?").fill("Find somebody who looks after small grants")
    page.get_by_label("Who does it?").fill("Wealdshire Council")
    page.get_by_label("By when?").fill("by December 2027")
    follow(page.get_by_role("button", name="Add it to the plan"))
    expect(page.get_by_text("New in the plan, as 1.1, by December 2027.")).to_be_visible()
    sound(page)


def prepare_the_survey(page, sound, first: datetime.date) -> None:
    """On the day that the template proposes, twelve weeks before it closes; read by the officer, and called ready."""
    page.goto("/home/")
    follow(page.get_by_role("link", name="Prepare the survey (2027)"))
    say_day(page.get_by_role("group", name="First day"), first)
    page.get_by_label("Document to comment on").fill("Information Folder")
    page.get_by_label("What it is for").fill("What it asks of each side")
    follow(page.get_by_role("button", name="Save the survey"))
    expect(page.get_by_text("The survey is prepared.")).to_be_visible()
    follow(page.get_by_role("link", name="As a body of the voluntary and community sector"))
    sound(page)
    page.goto("/home/")
    follow(page.get_by_role("link", name="Make the survey ready, so that it opens by itself (2027)"))
    follow(page.get_by_role("button", name="It is ready"))
    expect(page.get_by_text("The survey opens by itself on 17 June 2027")).to_be_visible()
