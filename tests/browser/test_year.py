"""The year 2027 of one agreement, walked in Chromium from January to December: from the review's beginning and the round of renewals to the
board's decision, which becomes an action of the next plan.

What people do is done on pages, by whoever would do it, and most of it is found where it is asked for: on the page of what there is to do,
or in a mail. The test itself moves the clock (tests/clock.py) and, on each day, does what the hourly work and the sender of mail do.
Three things come from elsewhere. People come signed in, by a cookie. This year's plan was adopted before the year began. And 35 signatories
whom nobody watches renew and answer through the verbs behind the pages: figures are released only for groups of ten.

Pages that the year alone brings about are checked by axe at 320 and 1280 px; tests/accessibility looks at every address. No step depends
on today's date, the time of day or how fast the machine is. Some 90 seconds on two quiet cores.
"""

import datetime
import io

import pytest
from django.core.management import call_command

from actionplans.models import Outcome, Plan, Target
from compact_portal.messaging.worker import send_due
from reviews.models import Decision, Invitation, LogNote, PublishedReport, Response, Review, Survey
from tests.browser.year import autumn, december, spring, summer, winter
from tests.browser.year.people import is_asked, mails
from tests.cast import organisation
from tests.clock import Calendar

pytestmark = pytest.mark.browser
OTHERS = 34


@pytest.fixture
def town(cast, settings, live_server):
    """Enough signatories, and this year's plan."""
    settings.DEMO, settings.PORTAL_URL = True, live_server.url
    plan = Plan.objects.create(
        compact=cast.compact, label="Action Plan", period="2027", starts_on="2027-01-01", ends_on="2027-12-31", status="adopted"
    )
    for number in (1, 2):
        target = Target.objects.create(plan=plan, number=number, text=f"Everybody who needs part {number} of the agreement knows it.")
        Outcome.objects.create(target=target, number=1, text="Fewer surprises on both sides.")
    for n in range(OTHERS):
        organisation(cast.compact, f"Group {n:02}", "statutory" if n % 3 == 0 else "voluntary", "charity", contact_email=f"group-{n}@example.org")
    return cast


@pytest.fixture
def day(monkeypatch):
    """`day(3, 12)` makes it the 12th of March: what is due is done, and the mail leaves."""
    calendar = Calendar(monkeypatch, datetime.date(2027, 1, 1))

    def came(month: int, day: int) -> None:
        calendar.set(datetime.date(2027, month, day))
        call_command("tick", stdout=io.StringIO())
        while send_due():
            pass

    return came


def test_a_year_from_the_round_of_renewals_to_the_boards_decision(town, day, page, enter, sound):
    def comes(person):
        page.context.clear_cookies()
        enter(person)

    winter_and_spring(town, day, page, comes, sound)
    the_survey(town, day, page, comes, sound)
    the_report_and_the_board(town, day, page, comes, sound)
    december.read_as_anybody(page, sound)


def winter_and_spring(town, day, page, comes, sound) -> None:
    day(1, 4)
    comes(town.officer)
    winter.begin_the_review(page)
    winter.set_up_the_year(page, sound)
    winter.ask_to_renew(page, sound)
    assert not is_asked(page, "Compose the annual report")

    day(1, 7)
    winter.renew(page, "bramble@example.org", "are your details still right?", "Bramble Lane Befriending", "Champion is still in post", sound)
    winter.the_others_renew()

    day(2, 12)
    comes(town.council_lead)
    assert is_asked(page, "Check the details of Wealdshire Council")
    assert [len(mails(to, "Reminder")) for to in ("council@example.org", "oak@example.org", "bramble@example.org")] == [1, 1, 0]
    winter.renew(page, "council@example.org", "Reminder", "Wealdshire Council", "We name somebody")
    comes(town.council_lead)
    assert not is_asked(page, "Check the details of Wealdshire Council")

    day(3, 5)
    assert [len(mails(to, "Reminder")) for to in ("council@example.org", "oak@example.org", "bramble@example.org")] == [1, 2, 0]
    winter.renew(page, "oak@example.org", "Reminder", "Oak Hill Allotments", "Nobody for now")

    day(3, 16)
    winter.note_what_happened(page, sound)
    assert LogNote.objects.count() == 1

    day(4, 20)
    comes(town.officer)
    assert not is_asked(page, "Prepare the survey (2027)")  # there is time
    winter.close_the_round(page, sound)
    assert not is_asked(page, "Yearly refresh of signatories and Champions closed")
    spring.say_it_is_done(page, "Seats of the steering group confirmed for the year")
    spring.move_the_checklists(page)

    day(5, 25)
    comes(town.officer)
    assert is_asked(page, "Prepare the survey (2027)")
    spring.plan_the_meeting(page, sound, datetime.date(2027, 6, 8))
    day(6, 6)
    assert [len(mails("vcs-member@example.org", words)) for words in ("Steering group, 8 June 2027", "Steering group meets on 8 June 2027")] == [1, 1]
    day(6, 9)
    comes(town.officer)
    spring.write_the_minutes(page, sound)
    spring.prepare_the_survey(page, sound, datetime.date(2027, 6, 17))
    assert not is_asked(page, "Make the survey ready")


def the_survey(town, day, page, comes, sound) -> None:
    day(6, 17)
    assert (Survey.objects.get().status, Invitation.objects.count()) == ("open", OTHERS + 4)
    comes(town.lead)
    assert is_asked(page, "Answer the 2027 survey")

    day(7, 5)
    summer.answer_for_the_charity(page, sound)
    assert not LogNote.objects.exists()  # it has become an example
    comes(town.lead)
    assert not is_asked(page, "Answer the 2027 survey")

    day(7, 29)
    assert [len(mails(to, "answers are asked for")) for to in ("council@example.org", "oak@example.org", "bramble@example.org")] == [1, 1, 0]
    summer.answer_for_the_council(page, sound)
    summer.the_others_answer({"Bramble Lane Befriending", "Oak Hill Allotments", "Wealdshire Council"})
    day(9, 6)
    assert [len(mails(to, "answers are asked for")) for to in ("council@example.org", "oak@example.org")] == [1, 2]

    day(9, 10)
    assert (Survey.objects.get().status, Response.objects.filter(status="submitted").count()) == ("closed", OTHERS + 3)
    comes(town.officer)
    summer.pass_the_text(page, sound)
    comes(town.vcs_member)
    summer.pass_the_text(page, sound)
    assert not is_asked(page, "Read 1 text")
    comes(town.officer)
    summer.release_the_figures(page, sound)
    assert not is_asked(page, "Release the survey’s figures")


def the_report_and_the_board(town, day, page, comes, sound) -> None:
    day(9, 20)
    comes(town.officer)
    autumn.write_the_report(page, sound)
    autumn.put_it_before_both_sectors(page, sound)
    for member in (town.statutory_member, town.vcs_member):
        comes(member)
        autumn.approve_the_report(page)
        assert not is_asked(page, "Read the annual report")

    day(11, 8)
    comes(town.officer)
    autumn.write_the_paper(page, sound, datetime.date(2027, 11, 25))
    assert not is_asked(page, "Begin the paper")
    day(11, 12)
    comes(town.board_member)
    assert is_asked(page, "Read the paper “The annual review”")
    autumn.comment_as_the_board(page, sound)
    comes(town.board_member)
    assert not is_asked(page, "Read the paper “The annual review”")

    day(11, 26)
    comes(town.officer)
    december.note_the_decision(page)
    day(12, 6)
    comes(town.officer)
    december.begin_the_next_plan(page, sound)
    december.make_it_an_action(page, sound)
    assert Decision.objects.get().action.target.plan == Plan.objects.get(period="2028")
    assert not is_asked(page, "Note what the board decided")

    day(12, 15)
    comes(town.officer)
    december.publish_the_report(page, sound)
    assert PublishedReport.objects.get().review == Review.objects.get()
    assert not is_asked(page, "Publish the annual report")
