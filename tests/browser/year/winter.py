"""January to April: the year is set up, every signatory is asked to renew its word, and Champions begin to note what happens."""

import datetime

from playwright.sync_api import expect

from compact_portal.days import today
from signatories.actions.refreshing import answer_refresh
from signatories.models import Area, Refresh
from tests.browser.conftest import follow
from tests.browser.year.people import by_the_link, say_day

WEEK = datetime.date(2027, 11, 1)  # the first Monday of the agreement's own week


def begin_the_review(page) -> None:
    """The officer begins the year's review in the rhythm of a summer's survey, and does not prepare the survey yet."""
    page.goto("/wealdshire/year/")
    follow(page.get_by_role("link", name="Begin the review of a year"))
    page.get_by_label("Year", exact=True).first.fill(str(WEEK.year))
    page.get_by_label("What people call it").fill(f"{WEEK.year} to {WEEK.year + 1}")
    page.get_by_label("Plan that is looked back on").select_option(label="Action Plan")
    page.get_by_label("Survey in summer").check()
    say_day(page.get_by_role("group", name="Monday of the"), WEEK)
    follow(page.get_by_role("button", name="Begin the review"))
    expect(page.get_by_role("heading", name="Prepare the survey")).to_be_visible()


def set_up_the_year(page, sound) -> None:
    """From the template, whose days are counted from the week that the review knows."""
    page.goto("/wealdshire/year/")
    follow(page.get_by_role("link", name="Set the year up from a template"))
    expect(page.get_by_label("Survey in summer")).to_be_checked()
    follow(page.get_by_role("button", name="Show the days"))
    sound(page)
    expect(page.get_by_role("row", name="Thu 17 Jun 2027 The survey opens")).to_be_visible()
    follow(page.get_by_role("button", name="Set these days"))
    expect(page.get_by_text("14 milestones were added")).to_be_visible()
    expect(page.get_by_role("link", name="Prepare the survey")).to_be_visible()
    sound(page)


def ask_to_renew(page, sound) -> None:
    """The yearly round: answers by 12 March, reminders 28 and 7 days before."""
    page.goto("/wealdshire/steering/")
    follow(page.get_by_role("link", name="Yearly refresh"))
    follow(page.get_by_role("button", name="Prepare a round"))
    say_day(page.get_by_role("group", name="Day by which answers are asked for"), datetime.date(2027, 3, 12))
    say_day(page.get_by_role("group", name="Day on which signatures that were not renewed lapse"), datetime.date(2027, 4, 16))
    follow(page.get_by_role("button", name="Save"))
    follow(page.get_by_role("button", name="Start the round and send the letters"))
    expect(page.get_by_text("letters are on the way")).to_be_visible()
    sound(page)


def renew(page, to: str, subject: str, who: str, champion: str, check=lambda page: None) -> None:
    """One page, without a password. `champion` is the answer to who the Champion is."""
    by_the_link(page, to, subject, "/refresh/")
    check(page)
    page.get_by_label(champion).check()
    if champion == "We name somebody":
        page.get_by_label("Full name, if it is somebody new").fill("Mo Hart")
        page.get_by_label("E-mail address, if it is somebody new").fill("mo@example.org")
    page.get_by_label("Name of the senior person who renews it").fill("Rosa Keene")
    page.get_by_label("Their post").fill("Chair")
    page.get_by_label("We renew our commitment").check()
    follow(page.get_by_role("button", name="Send"))
    expect(page.get_by_role("heading", name=f"Thank you: {who} has renewed its commitment")).to_be_visible()
    check(page)


def the_others_renew() -> None:
    """Those who are not watched, by the verb behind the page."""
    watched = ["Bramble Lane Befriending", "Oak Hill Allotments", "Wealdshire Council"]
    for refresh in Refresh.objects.exclude(signature__organisation__name__in=watched).select_related("signature__organisation"):
        organisation = refresh.signature.organisation
        details = {"website": "", "contact_email": organisation.contact_email, "areas": [], "offered": Area.objects.none()}
        said = {"champion": Refresh.Outcome.NOBODY, "successor": None, "codes": [], "renewed_by_name": "A Chair", "renewed_by_post": "Chair"}
        answer_refresh(refresh=refresh, by=None, details=details, **said)


def note_what_happened(page, sound) -> None:
    """The Champion, on the day on which it happens, by the link that the portal mailed in the first days of March."""
    by_the_link(page, "champion@example.org", "did anything go well or badly lately?", "/log/")
    sound(page)
    page.get_by_label("Good practice").check()
    page.get_by_label("What happened?").fill("The council asked us before it changed the grants.")
    page.get_by_label("Which part of the agreement is it about?").select_option(label="Funding")
    page.get_by_label("What came of it?").fill("Two groups kept their rooms.")
    page.get_by_label("May be published with our sector only").check()
    page.get_by_label("Offer it as a ready example").check()
    follow(page.get_by_role("button", name="Note it"))
    expect(page.get_by_text("It waits for you until the survey.")).to_be_visible()
    sound(page)


def close_the_round(page, sound) -> None:
    page.goto("/home/")
    follow(page.get_by_role("link", name="Yearly refresh of signatories and Champions closed"))
    follow(page.get_by_role("link", name=str(today().year)))
    follow(page.get_by_role("link", name="Close the round"))
    follow(page.get_by_role("button", name="Close it"))
    expect(page.get_by_text("38 of 38 have renewed (100%).")).to_be_visible()
    sound(page)
