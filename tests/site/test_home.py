"""The to-do page: each person sees what is asked of them and why, and nothing else."""

import datetime
import re

import pytest
from django.urls import reverse

from actionplans.models import Action, Plan, Target
from compact_portal.messaging.models import Round
from disputes.models import Advice, Custodian, Standing
from reviews.actions.answering import save_section, submit_response
from reviews.actions.running import close_survey, open_survey, send_invitations
from reviews.designing import create_survey
from reviews.models import Invitation, Review, Survey
from signatories.models import BoardMember, Compact, Officer, Reference, SeatRequest, Signature
from signatories.parts import Parts, parts_of
from tests.cast import SINCE
from tests.reviews.conftest import CLOSES, DOCUMENTS, DURING, OPENS, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def on(monkeypatch):
    monkeypatch.setattr("compact_portal.home.today", lambda: DURING)


@pytest.fixture
def survey(cast):
    review = Review.objects.create(compact=cast.compact, year=2009, label="2009 – 2010")
    survey = create_survey(review=review, opens_on=OPENS, closes_on=CLOSES, documents=DOCUMENTS, by=cast.officer)
    survey = open_survey(survey=survey, by=cast.officer, at=at(OPENS))
    send_invitations(survey=survey, by=cast.officer, at=at(OPENS))
    return survey


def home_of(sign_in, person) -> str:
    return sign_in(person).get("/home/").content.decode()


def test_empty_means_empty(cast, sign_in, on):
    assert main_of(home_of(sign_in, cast.stranger)) == "What there is to do Nothing is asked of you at the moment."


def main_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition(">")[2].partition("</main>")[0]).split())


@pytest.mark.parametrize("who", ["officer", "champion", "lead"])
def test_home_is_what_there_is_to_do_and_nothing_else(cast, sign_in, survey, on, who):
    page = home_of(sign_in, getattr(cast, who)).partition("<main")[2].partition("</main>")[0]
    assert page.count("<a ") == page.count('<li class="govuk-task-list__item') and page.count("<h") == page.count("<h1") == 1


def test_settings_for_all_agreements_are_with_the_agreements(cast, sign_in):
    page = sign_in(cast.lead).get("/home/agreements/").content.decode()
    assert reverse("actionplans:calendar") in page and reverse("messaging:my_wishes") in page
    assert f'href="{reverse("my_agreements")}"' in sign_in(cast.lead).get("/home/").content.decode(), "the menu leads there"


def test_lead_is_asked_to_answer_until_it_is_sent(cast, sign_in, survey, on):
    page = home_of(sign_in, cast.lead)
    assert "Answer the 2009 survey of the Wealdshire Compact" in page
    assert "You act for Bramble Lane Befriending." in page
    assert "By 26 Oct 2009" in page
    invitation = Invitation.objects.select_related("survey__compact", "organisation").get(organisation=cast.charity)
    save_section(invitation=invitation, section=survey.sections.last(), answers={"q23": "agree"}, version=0, on=DURING)
    submit_response(invitation=invitation, by=cast.lead, on=DURING)
    assert "Answer the 2009 survey" not in home_of(sign_in, cast.lead)
    assert "Answer the 2009 survey" in home_of(sign_in, cast.council_lead)


def test_officer_is_asked_for_the_next_step(cast, sign_in, survey, on):
    assert "Nothing is asked" in home_of(sign_in, cast.officer)
    close_survey(survey=survey, by=cast.officer, at=at(CLOSES + datetime.timedelta(days=1)))
    assert "Release the survey’s figures (2009)" in home_of(sign_in, cast.officer)


def test_owner_is_asked_for_late_actions(cast, sign_in, on):
    plan = Plan.objects.create(compact=cast.compact, label="Plan", period="2009", starts_on="2009-01-01", ends_on="2009-12-31", status="adopted")
    target = Target.objects.create(plan=plan, number=1, text="T")
    late = Action.objects.create(target=target, number=1, text="Brief the trustees", due_on=DURING - datetime.timedelta(days=1))
    done = Action.objects.create(target=target, number=2, text="Print the folder", due_on=DURING, status="completed")
    for action in (late, done):
        action.owners.add(cast.charity)
    ongoing = Action.objects.create(target=target, number=3, text="Meet every month", due_on=DURING, ongoing=True)
    ongoing.owners.add(cast.charity)
    page = home_of(sign_in, cast.lead)
    assert "Brief the trustees" in page and "Late: 31 Aug 2009" in page
    assert "Print the folder" not in page
    assert "Meet every month" not in page
    address = reverse("actionplans:progress", args=["wealdshire", "2009", late.pk])
    assert f'href="{address}"' in page
    assert sign_in(cast.lead).get(address).status_code == 200
    assert "Brief the trustees" not in home_of(sign_in, cast.council_lead)


def test_officer_is_asked_to_record_the_adoption_of_a_draft(cast, sign_in, on):
    plan = Plan.objects.create(compact=cast.compact, label="Plan 2010", period="2010", starts_on="2010-01-01", ends_on="2010-12-31")
    assert "Plan 2010" not in home_of(sign_in, cast.officer)
    Target.objects.create(plan=plan, number=1, text="T")
    page = home_of(sign_in, cast.officer)
    assert "Record the adoption of “Plan 2010”" in page and "By 1 Jan 2010" in page
    assert f'href="{reverse("actionplans:adopt", args=["wealdshire", "2010"])}"' in page
    assert "Plan 2010" not in home_of(sign_in, cast.vcs_member)


def agreements(sign_in, person) -> str:
    """What stands there of the agreements themselves."""
    return sign_in(person).get("/home/agreements/").content.decode().partition("<h1")[2].partition("For all of them")[0]


@pytest.mark.parametrize(
    ("who", "links"),
    [
        ("lead", ["organisations/1/people/", "log/"]), ("volunteer", ["organisations/1/people/", "log/"]), ("champion", ["champions/1/", "log/"]),
        ("board_member", ["reports/", "papers/"]), ("vcs_member", ["steering/"]),
        ("officer", ["steering/", "survey/2009/manage/"]),
    ],
)  # fmt: skip
def test_everybody_finds_their_agreement_and_what_they_need_of_it(cast, sign_in, survey, on, who, links):
    shown = agreements(sign_in, getattr(cast, who))
    found = [re.sub(r"/(organisations|champions)/[0-9]+/", r"/\1/1/", link) for link in re.findall(r'href="([^"]+)"', shown)]
    assert found == ["/wealdshire/"] + [f"/wealdshire/{link}" for link in links]


def test_a_survey_that_is_over_is_no_link(cast, sign_in, survey, on):
    close_survey(survey=survey, by=cast.officer, at=at(CLOSES + datetime.timedelta(days=1)))
    assert "manage/" not in agreements(sign_in, cast.officer)


@pytest.mark.parametrize("who", ["lead", "champion"])
def test_agreement_of_who_has_withdrawn_is_not_mine(cast, sign_in, on, who):
    Signature.objects.filter(organisation=cast.charity).update(status="withdrawn")
    assert "You have a part in none at the moment." in agreements(sign_in, getattr(cast, who))


def test_publishing_the_report_takes_longer_than_a_minute(cast, sign_in, survey, on):
    Survey.objects.update(status="released")
    assert "Compose the annual report, check it and bring it to both sectors (2009)" in home_of(sign_in, cast.officer)
    assert "Takes about an hour." in home_of(sign_in, cast.officer)


def test_the_most_urgent_comes_first_and_what_has_no_day_last(cast, sign_in, on):
    """Late, soon, later, any time; each with its day and the time it takes."""
    plan = Plan.objects.create(compact=cast.compact, label="Plan", period="2009", starts_on="2009-01-01", ends_on="2009-12-31", status="adopted")
    target = Target.objects.create(plan=plan, number=1, text="T")
    for number, days in enumerate([5, -30, 12, -1], 1):
        due_on = DURING + datetime.timedelta(days=days)
        Action.objects.create(target=target, number=number, text=f"In {days} days", due_on=due_on).owners.add(cast.charity)
    Advice.objects.create(compact=cast.compact, adviser=cast.lead, asked_on=DURING, subject="funding", sector="voluntary")
    Custodian.objects.create(
        compact=cast.compact, person=cast.lead, organisation=cast.charity, sector="voluntary", since=SINCE, proposed_at=at(SINCE),
        proposed_by=cast.officer, confirmed_at=at(SINCE), confirmed_by=cast.council_lead,
    )  # fmt: skip
    page = home_of(sign_in, cast.lead)
    asked = re.findall(r"In -?[0-9]+ days|Answer somebody who asked you|Make your case passphrase", page)
    assert asked == ["In -30 days", "In -1 days", "Answer somebody who asked you", "In 5 days", "In 12 days", "Make your case passphrase"]
    days = re.findall(r'id="when-[0-9]+">(?:<strong[^>]*>)?([^<]+)', page)
    assert days == ["Late: 2 Aug 2009", "Late: 31 Aug 2009", "By 4 Sep 2009", "By 6 Sep 2009", "By 13 Sep 2009", "Any time"]
    assert "You need it for something that waits for you. Takes 5 minutes. It waits until then." in " ".join(page.split())
    assert page.count("Takes ") == len(asked)


def test_whoever_waits_for_an_officer_is_answered_within_the_agreements_own_limit(cast, sign_in, on):
    """Ten working days, unless the agreement says otherwise; mail that is held back waits for two."""
    signature = Signature.objects.get(organisation=cast.charity)
    SeatRequest.objects.create(signature=signature, asked_at=at(DURING), asked_by=cast.lead)
    Reference.objects.create(compact=cast.compact, organisation=cast.council, document="D", kind="policy", strength="aims", noted_on=DURING)
    Round.objects.create(compact_id=cast.compact.pk, what="Invitations")
    Round.objects.update(begun_at=at(DURING))
    tasks = {what: day for what, day in asked_of(sign_in, cast.officer).items() if not what.startswith("Set up")}
    assert tasks == {
        "Look at mail that waits to go out": "By 3 Sep 2009",
        "Answer who asks to join the steering group": "By 15 Sep 2009",
        "Check 1 reported document": "By 15 Sep 2009",
    }
    Compact.objects.update(enquiry_days=3, enquiry_working_days=False)
    assert asked_of(sign_in, cast.officer)["Check 1 reported document"] == "By 4 Sep 2009"


def asked_of(sign_in, person) -> dict[str, str]:
    page = home_of(sign_in, person)
    return dict(zip(re.findall(r'when-[0-9]+">([^<]+)</a>', page), re.findall(r'id="when-[0-9]+">(?:<strong[^>]*>)?([^<]+)', page), strict=True))


@pytest.mark.parametrize("rows", [1, 3])
def test_home_costs_the_same_queries_for_more_rows(cast, sign_in, survey, on, django_assert_num_queries, rows):
    """Several agreements, each with an officer's draft, an action of mine that is due, and whatever else a person could ask of me there."""
    for number in range(rows):
        compact = Compact.objects.create(slug=f"c{number}", name=f"Compact {number}", area=cast.area, level="county")
        Officer.objects.create(compact=compact, person=cast.lead, sector="voluntary", since=SINCE)
        BoardMember.objects.create(compact=compact, person=cast.lead, since=SINCE)
        for period, status in [("2009", "adopted"), ("2010", "draft")]:
            plan = Plan.objects.create(
                compact=compact, label=f"Plan {period}", period=period, starts_on=f"{period}-01-01", ends_on=f"{period}-12-31", status=status
            )
            target = Target.objects.create(plan=plan, number=1, text="T")
            Action.objects.create(target=target, number=1, text="Do it", due_on=DURING).owners.add(cast.charity)
        Advice.objects.create(compact=compact, adviser=cast.lead, asked_on=DURING, subject="funding", sector="voluntary")
        Officer.objects.create(compact=compact, person=cast.council_lead, sector="statutory", since=SINCE)
        Standing.objects.create(
            compact=compact,
            person=cast.stranger,
            kind="helper",
            sector="voluntary",
            since=SINCE,
            proposed_at=at(DURING),
            proposed_by=cast.council_lead,
        )
    client = sign_in(cast.lead)
    client.get("/home/")
    with django_assert_num_queries(43):
        page = client.get("/home/").content.decode()
    assert page.count("Do it") == rows
    assert page.count("Record the adoption") == page.count("Answer somebody who asked you") == page.count("Confirm who stands ready") == rows
    assert agreements(sign_in, cast.lead).count('<h2 class="govuk-heading-m"><a') == rows + 1


@pytest.mark.parametrize(("who", "queries"), [("stranger", 8), ("champion", 11), ("lead", 14), ("vcs_member", 16), ("officer", 32)])
def test_nobody_is_asked_for_what_is_not_theirs(cast, sign_in, survey, on, django_assert_num_queries, who, queries):
    client = sign_in(getattr(cast, who))
    client.get("/home/")
    with django_assert_num_queries(queries):
        client.get("/home/")


def test_parts_are_those_of_the_day(cast):
    parts = parts_of(cast.lead, DURING)
    assert (parts.leads, parts.helps, parts.steered, parts.champion_of) == ({cast.charity.pk}, set(), set(), set())
    assert parts_of(cast.volunteer, DURING).helps == {cast.charity.pk}
    assert parts_of(cast.officer, DURING).officered == parts_of(cast.vcs_member, DURING).seated == {cast.compact.pk}
    assert parts_of(cast.board_member, DURING).boards == {cast.compact.pk}
    assert parts_of(cast.champion, DURING).champion_of == {Signature.objects.get(organisation=cast.charity).pk}
    assert parts_of(cast.officer, SINCE - datetime.timedelta(days=1)) == parts_of(cast.superuser, DURING) == Parts()
