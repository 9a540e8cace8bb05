"""One year walked in Chromium: its days are set, the officer asks, a charity and a council answer, the figures are released, everybody
reads the report, the board decides, and what it decided is an action of the next plan. The portal's own work is done by giving it the day.

Every page on the way is checked by axe at 320 and 1280 px.
"""

import datetime
import random
import re
from functools import partial

import pytest
from playwright.sync_api import expect

from actionplans.models import Achievement, Outcome, Plan, Target
from compact_portal.days import today
from reviews.actions.answering import save_section, submit_response
from reviews.actions.approving import give_approval
from reviews.actions.board import issuing, writing
from reviews.designing import create_survey
from reviews.due import do_due
from reviews.models import Decision, Invitation, Proposal, Response, Review
from tests.browser.conftest import follow
from tests.cast import organisation

pytestmark = pytest.mark.browser
OTHERS = 34


@pytest.fixture
def year(cast, settings, live_server):
    """A plan that was carried out, a review, and a survey that is ready to open."""
    settings.DEMO, settings.PORTAL_URL = True, live_server.url
    on = today()
    plan = Plan.objects.create(
        compact=cast.compact, label="Action Plan", period=str(on.year), starts_on=on.replace(month=1, day=1), ends_on=on.replace(month=12, day=31),
        status="adopted",
    )  # fmt: skip
    for number in (1, 2):
        target = Target.objects.create(plan=plan, number=number, text=f"Everybody who needs part {number} of the agreement knows it.")
        Outcome.objects.create(target=target, number=1, text="Fewer surprises on both sides.")
        Achievement.objects.create(target=target, number=1, text="A folder went to every group.\n\nIt is read in committee rooms.")
    review = Review.objects.create(compact=cast.compact, year=on.year, label=f"{on.year} – {on.year + 1}", plan=plan, started_on=on)
    documents = [{"title": "Information Folder", "purpose": "What it asks of each side"}, {"title": "Action Plan", "purpose": "This year’s tasks"}]
    survey = create_survey(review=review, opens_on=on, closes_on=on + datetime.timedelta(days=84), documents=documents, by=cast.officer)
    for n in range(OTHERS):
        organisation(cast.compact, f"Group {n:02}", "statutory" if n % 3 == 0 else "voluntary", "charity", contact_email=f"group-{n}@example.org")
    return survey


def noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC)


def add_a_day(page, sound, on: datetime.date) -> None:
    """One more day of the year, which is done at once."""
    page.goto("/wealdshire/year/")
    sound(page)
    expect(page.get_by_role("img", name=f"The year {on.year}")).to_be_visible()
    follow(page.get_by_role("link", name="Add a day"))
    sound(page)
    page.get_by_label("What is to be done?").fill("Questions read aloud to a group")
    for label, part in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        page.get_by_label(label, exact=True).fill(str(part))
    follow(page.get_by_role("button", name="Add it"))
    follow(page.get_by_role("button", name=re.compile("It is done *: *Questions read aloud")))
    expect(page.get_by_role("button", name=re.compile("Not done after all *: *Questions read aloud"))).to_be_visible()
    sound(page)


def to_the_board(cast, year: datetime.date):
    """The paper with the report, which asks the board for one thing, checked and issued."""
    paper = writing.begin_paper(compact=cast.compact, source="partnership", title="The annual review", kind="final", by=cast.officer)
    head = {"item": "7", "report_to": "Wealdshire Partnership Board", "meeting_on": year, "purpose": "To agree the annual review",
            "author_name": "Ada Finch", "author_post": "Manager", "author_employer": "Bramble Lane Befriending"}  # fmt: skip
    writing.save_head(paper=paper, by=cast.officer, **head, stem="")
    for row in [*paper.parts.all(), *paper.recommendations.all()]:
        row.delete()
    add = partial(writing.save_row, paper=paper, row=None, by=cast.officer)
    add(thing="part", kind="section", text="What the review found")
    add(thing="part", kind="paragraph", text="Small groups hear of consultations too late.")
    add(thing="recommendation", text="Keep one calendar of consultations", owner="Wealdshire Council")
    issuing.check_paper(paper=paper, by=cast.officer, at=noon(year))
    issuing.issue_paper(paper=paper, by=cast.officer, at=noon(year))
    return paper


def answer_for_the_others(survey, chosen: set[str]) -> None:
    """The answers of those who are not watched, through the same actions."""
    chance = random.Random(1)
    sections = {section.number: section for section in survey.sections.all()}
    invitations = Invitation.objects.select_related("survey__compact", "organisation").exclude(organisation__name__in=chosen)
    for invitation in invitations:
        answers = {f"q{n}": chance.choice(["agree", "neither", "disagree", "strongly_agree"]) for n in (4, 5, 6, 7, 8)}
        save_section(invitation=invitation, section=sections[2], answers=answers, version=0, on=today())
        submit_response(invitation=invitation, by=None, on=today())


def fill_in(page, sound) -> None:
    """Every page of the survey by its labels, as somebody reads them, then send."""
    follow(page.get_by_role("link", name="About you"))
    sound(page)
    page.get_by_label("Volunteer", exact=True).check()
    page.get_by_label("How many people helped with these answers?").fill("3")
    follow(page.get_by_role("button", name="Save and go on"))
    sound(page)
    page.get_by_role("group", name="The other sector keeps its side").get_by_label("Disagree", exact=True).check()
    follow(page.get_by_role("button", name="Save and go on"))
    page.get_by_label("What should be added, changed or left out?").fill("A shorter one, for trustees.")
    sound(page)
    follow(page.get_by_role("button", name="Save and go on"))
    follow(page.get_by_role("button", name="Save and go on"))
    sound(page)
    page.get_by_label("1. Everybody who needs part 1").check()
    follow(page.get_by_role("button", name="Save and go on"))
    page.get_by_role("group", name="Was it good or bad?").get_by_label("Good", exact=True).check()
    page.get_by_label("What happened?").fill("They asked us in time.")
    follow(page.get_by_role("button", name="Save and add another example"))
    sound(page)
    expect(page.get_by_label("What happened?")).to_have_count(2)
    follow(page.get_by_role("button", name="Save and go on"))
    page.get_by_label("First", exact=True).select_option(label="Training")
    page.get_by_label("Second", exact=True).select_option(label="Training")
    follow(page.get_by_role("button", name="Save and go on"))
    sound(page)
    assert page.title().startswith("Error: ")
    page.get_by_label("Second", exact=True).select_option(label="Communication")
    follow(page.get_by_role("button", name="Save and go on"))
    follow(page.get_by_role("button", name="Save and go on"))
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    sound(page)


def send(page, sound, organisation: str) -> None:
    """From the page on which all answers are checked to the copy."""
    follow(page.get_by_role("button", name="Go on to send"))
    sound(page)
    page.get_by_label("Your name").fill("Jo Marsh")
    page.get_by_label("Your post or role").fill("Secretary")
    page.get_by_label(f"These are the answers of {organisation}").check()
    follow(page.get_by_role("button", name=f"Send for {organisation}"))


def test_a_year_from_the_invitation_to_the_report(year, cast, context, page, enter, sound):
    compact, number = "/wealdshire", year.review.year
    manage = f"{compact}/survey/{number}/manage/"

    enter(cast.officer)
    add_a_day(page, sound, today())
    page.goto("/home/")
    sound(page)
    follow(page.get_by_role("link", name=f"Open the survey ({number})"))
    sound(page)
    follow(page.get_by_role("button", name="Open the survey"))
    follow(page.get_by_role("button", name="Send invitations"))
    expect(page.get_by_text(f"{OTHERS + 4} invitations are on the way.")).to_be_visible()
    sound(page)
    context.clear_cookies()

    # The charity's volunteer follows the link of the mail, on a phone, without a password.
    page.goto("/outbox/")
    sound(page)
    while not page.get_by_text("bramble@example.org").count():  # each page is whole before it is read
        follow(page.get_by_role("link", name="Next"))
    follow(page.get_by_role("listitem").filter(has_text="bramble@example.org").get_by_role("link"))
    follow(page.get_by_role("link", name="/i/"))
    sound(page)
    follow(page.get_by_role("button", name="Start or go on"))
    sound(page)
    fill_in(page, sound)
    send(page, sound, "Bramble Lane Befriending")
    expect(page.get_by_text("A shorter one, for trustees.")).to_be_visible()
    sound(page)
    context.clear_cookies()

    # The council's lead signs in and answers on the same pages.
    enter(cast.council_lead)
    page.goto("/home/")
    follow(page.get_by_role("link", name=f"Answer the {number} survey"))
    follow(page.get_by_role("link", name="Working with the Compact"))
    page.get_by_role("group", name="without harm").get_by_label("Agree", exact=True).check()
    follow(page.get_by_role("button", name="Save and stop for now"))
    follow(page.get_by_role("button", name="Check and send"))
    send(page, sound, "Wealdshire Council")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    context.clear_cookies()
    answer_for_the_others(year, {"Bramble Lane Befriending", "Wealdshire Council", "Oak Hill Allotments"})
    assert Response.objects.filter(status="submitted").count() == OTHERS + 3

    # The day after its last one the survey closes by itself; the officer releases and publishes.
    do_due(at=noon(year.closes_on + datetime.timedelta(days=1)))
    enter(cast.officer)
    page.goto(manage)
    follow(page.get_by_role("link", name="texts that may be published"))
    expect(page.get_by_role("heading", name="Waiting for you")).to_be_visible()
    sound(page)
    page.goto(manage)
    follow(page.get_by_role("button", name="Release the figures"))
    sound(page)
    follow(page.get_by_role("button", name="Release the figures"))
    sound(page)
    for part in ("results/", "offers/", "examples/"):
        page.goto(f"{compact}/survey/{number}/{part}")
        sound(page)
    for part in ("findings/", "process/"):
        page.goto(f"{compact}/reviews/{number}/{part}")
        sound(page)
    page.goto(f"{compact}/survey/{number}/written/")
    expect(page.get_by_text("They asked us in time.")).to_be_visible()
    sound(page)
    page.goto(f"{compact}/reports/{number}/")
    sound(page)
    follow(page.get_by_role("link", name="Compose the report"))
    sound(page)
    follow(page.get_by_role("button", name="Begin with this"))
    sound(page)
    follow(page.get_by_role("button", name=re.compile(r"Move down *: *Background")))
    follow(page.get_by_role("button", name="Add a part"))
    sound(page)
    page.get_by_label("Words of your own").check()
    follow(page.get_by_role("button", name="Continue"))
    sound(page)
    page.get_by_label("Heading").fill("Foreword")
    page.get_by_label("Your words").fill("A **good** year.")
    follow(page.get_by_role("button", name="Save"))
    page.goto(f"{compact}/reports/{number}/approve/")
    sound(page)
    follow(page.get_by_role("button", name="Put the report before both sectors"))
    sound(page)
    follow(page.get_by_role("link", name="Read the proposal"))
    expect(page.get_by_role("heading", name="Foreword")).to_be_visible()
    sound(page)
    follow(page.get_by_role("link", name="Say what you think of it"))
    page.get_by_label("I approve this report").check()
    follow(page.get_by_role("button", name="Say so"))
    give_approval(proposal=Proposal.objects.get(), verdict="approve", by=cast.vcs_member, on=today())
    page.goto(f"{compact}/reports/{number}/approve/")
    sound(page)
    follow(page.get_by_role("button", name="Publish the report"))
    sound(page)
    page.get_by_label("I have read the draft to its end").check()
    follow(page.get_by_role("button", name="Publish for good"))
    sound(page)
    for part in ("steering/", "plan/", "year/", "dashboard/"):
        page.goto(f"{compact}/{part}")
        sound(page)

    # The board has met; what it decided becomes an action of the next plan.
    paper = to_the_board(cast, today())
    following = Plan.objects.create(
        compact=cast.compact, label="Next plan", period=str(number + 1), starts_on=f"{number + 1}-01-01", ends_on=f"{number + 1}-12-31"
    )
    Target.objects.create(plan=following, number=1, text="Everybody hears of consultations in time.")
    page.goto(paper.get_absolute_url())
    sound(page)
    follow(page.get_by_role("link", name="Note the decision"))
    page.get_by_label("Agreed", exact=True).check()
    follow(page.get_by_role("button", name="Save"))
    follow(page.get_by_role("link", name="Say what comes of it"))
    sound(page)
    page.get_by_label("A new action in a plan").check()
    page.get_by_label("where in the plan?").select_option(label="Next plan: 1. Everybody hears of consultations in time.")
    follow(page.get_by_role("button", name="Save"))
    assert Decision.objects.get().action.target.plan == following
    page.goto(f"{compact}/plans/{number + 1}/")
    expect(page.get_by_text("Keep one calendar of consultations")).to_be_visible()
    sound(page)
    context.clear_cookies()

    # Anybody reads.
    for part in (
        "",
        "agreement/",
        "codes/1/",
        "signatories/",
        "champions/",
        "plan/",
        "data/",
        "privacy/",
        f"survey/{number}/questions/",
        f"survey/{number}/results/",
        "examples/",
        "reports/",
    ):
        page.goto(f"{compact}/{part}")
        sound(page)
    page.goto(f"{compact}/reports/{number}/")
    sound(page)
    expect(page.get_by_role("heading", name="Survey results")).to_be_visible()
    assert page.locator("main svg").count() >= 1
    pdf = context.request.get(f"{compact}/reports/{number}.pdf")
    assert pdf.ok
    assert pdf.body().startswith(b"%PDF")
    assert b"A shorter one" not in pdf.body()
    assert "A shorter one" not in page.content()
