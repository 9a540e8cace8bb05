"""November and December: the board's decision becomes an action of the next plan, and the report is read by everybody."""

from playwright.sync_api import expect

from tests.browser.conftest import follow

STILL_OPEN = "Note what the board decided on “The annual review”, and what comes of it"
FOR_EVERYBODY = ("", "plan/", "survey/2027/results/", "papers/", "board/")  # what this year has changed there


def note_the_decision(page) -> None:
    page.goto("/home/")
    follow(page.get_by_role("link", name=STILL_OPEN))
    follow(page.get_by_role("link", name="Note the decision on recommendation 1"))
    page.get_by_label("Agreed", exact=True).check()
    page.get_by_label("Minute").fill("47/27")
    follow(page.get_by_role("button", name="Save"))


def begin_the_next_plan(page, sound) -> None:
    """A draft with one thing to reach; what asks for it stands on the page of the decision."""
    page.goto("/home/")
    follow(page.get_by_role("link", name=STILL_OPEN))
    follow(page.get_by_role("link", name="Say what comes of it"))
    sound(page)
    follow(page.get_by_role("link", name="Begin the plan"))
    page.get_by_label("Action plan", exact=True).check()
    page.get_by_label("For which period?").fill("2028")
    page.get_by_label("What is it called?").fill("Next plan")
    follow(page.get_by_role("button", name="Begin"))
    follow(page.get_by_role("button", name="Add a target").or_(page.get_by_role("link", name="Add a target")))
    page.get_by_label("What do you want to reach?").fill("Everybody hears of consultations in time.")
    page.get_by_label("Yes", exact=True).check()
    sound(page)
    follow(page.get_by_role("button", name="Save"))


def make_it_an_action(page, sound) -> None:
    page.goto("/home/")
    follow(page.get_by_role("link", name=STILL_OPEN))
    follow(page.get_by_role("link", name="Say what comes of it"))
    page.get_by_label("A new action in a plan").check()
    page.get_by_label("where in the plan?").select_option(label="Next plan: 1. Everybody hears of consultations in time.")
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_text("the plan keeps where it came from")).to_be_visible()
    sound(page)
    page.goto("/wealdshire/plans/2028/")
    expect(page.get_by_text("Keep one calendar of consultations")).to_be_visible()
    sound(page)


def publish_the_report(page, sound) -> None:
    page.goto("/home/")
    follow(page.get_by_role("link", name="Publish the annual report, which both sectors have approved (2027)"))
    follow(page.get_by_role("link", name="Read it as it was approved"))
    expect(page.get_by_role("heading", name="Foreword")).to_be_visible()
    page.go_back()
    sound(page)
    page.get_by_label("I have read the report to its end").check()
    follow(page.get_by_role("button", name="Publish for good"))
    expect(page.get_by_text("The report is published.")).to_be_visible()
    for part in ("year/", "dashboard/"):
        page.goto(f"/wealdshire/{part}")
        sound(page)


def read_as_anybody(page, sound) -> None:
    """Somebody who has not signed in."""
    page.context.clear_cookies()
    for part in FOR_EVERYBODY:
        page.goto(f"/wealdshire/{part}")
        sound(page)
    page.goto("/wealdshire/reports/2027/")
    sound(page)
    expect(page.get_by_role("heading", name="Survey results")).to_be_visible()
    assert page.locator("main svg").count() >= 1
    assert "A shorter one" not in page.content()
    pdf = page.context.request.get("/wealdshire/reports/2027.pdf")
    assert pdf.ok
    assert pdf.body().startswith(b"%PDF")
    assert b"A shorter one" not in pdf.body()
