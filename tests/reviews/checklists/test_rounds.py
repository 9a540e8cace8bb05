"""The steering group asks; the trial table prints as in 2009–10; what comes back rolls up in a fixed number of queries; code leads."""

import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied

from actionplans.models import Achievement, Plan, Target
from compact_portal.messaging.models import Message
from reviews.checklists.actions import rounds, sending, taking
from reviews.checklists.due import remind_rounds
from reviews.checklists.refusals import Refused
from reviews.checklists.reports import leads_of, trial_table_of
from reviews.checklists.rollup import roll_up, trial_table
from reviews.models import Assessment, AssignedBody, Assignment, ChecklistRound, CodeLead, Gap
from signatories.models import Organisation
from tests.reviews.checklists.conftest import ALL_DO, DAY, fill, make_checklist

pytestmark = pytest.mark.django_db
TABLE_OF_2009 = [
    ("Volunteering", ["East Sussex Volunteering Project"]),
    ("Funding & Procurement", ["Statutory Sectors Funding Group", "CVS Partnership / CVS Funding Advice Officers"]),
    ("Community Groups", ["CVS Partnership"]),
    ("BME Groups", ["SpeakUp/TAO", "Equality Officers at East Sussex County Council"]),
    ("Consultation & Community Engagement and Partnerships", ["SpeakUp", "LSP Chairs & Co-ordinators", "CVS Partnership Group"]),
]


@pytest.fixture
def round(cast):
    return rounds.save_round(
        compact=cast.compact, round=None, title="Trial", starts_on=DAY, due_on=DAY + datetime.timedelta(days=90), by=cast.officer
    )


def test_trial_table_of_2009_is_reproduced(client, cast, sign_in, scales, round):
    """Five rows, nine entries; one row shared by two codes, one group in three rows under three names (domain.md A12)."""
    groups = {}
    for name in {"CVS Partnership", "SpeakUp Forum", "East Sussex Volunteering Project", "LSP Chairs & Co-ordinators",
                 "Statutory Sectors Funding Group", "Equality Officers at East Sussex County Council"}:  # fmt: skip
        groups[name] = Organisation.objects.create(name=name, sector="cross", kind="network")
    kept = {"SpeakUp/TAO": "SpeakUp Forum", "SpeakUp": "SpeakUp Forum", "CVS Partnership Group": "CVS Partnership"}
    kept |= {"CVS Partnership / CVS Funding Advice Officers": "CVS Partnership"}
    lists = {title: make_checklist(cast, scales["0 to 2"], title) for title in ("A", "B", "C", "D", "E", "F")}
    used = [["A"], ["B"], ["C"], ["D"], ["E", "F"]]
    for titles, (heading, bodies) in zip(used, TABLE_OF_2009, strict=True):
        for printed in bodies:
            body = groups[kept.get(printed, printed)]
            checklists = [lists[title] for title in titles]
            rounds.assign(round=round, checklists=checklists, body=body, heading=heading, printed_as=printed, by=cast.officer, on=DAY)
    assert trial_table(round) == TABLE_OF_2009
    assert trial_table_of(cast.compact, until=DAY) == TABLE_OF_2009
    sign_in(cast.vcs_member)
    import pikepdf

    pdf = client.get(f"{round.get_absolute_url()}table.pdf").content
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "en-GB"
    page = client.get(round.get_absolute_url()).content.decode()
    assert "Consultation &amp; Community Engagement and Partnerships" in page and "SpeakUp/TAO" in page


def test_officer_assigns_in_the_browser_and_the_body_is_told(client, cast, sign_in, checklist):
    sign_in(cast.officer)
    day = {f"due_on-{part}": value for part, value in (("day", "8"), ("month", "9"), ("year", "2099"))}
    day |= {f"starts_on-{part}": value for part, value in (("day", "1"), ("month", "5"), ("year", "2009"))}
    client.post("/wealdshire/checklists/rounds/new/", {"title": "Trial"} | day)
    round = ChecklistRound.objects.get()
    client.post(f"{round.get_absolute_url()}assign/", {"checklists": [checklist.pk], "body": cast.charity.pk, "way": "joint"})
    mail = Message.objects.get(to="bramble@example.org")
    assert "Funding" in mail.text and "a checklist to try by 8 September 2099" in mail.subject
    again = client.post(f"{round.get_absolute_url()}assign/", {"checklists": [checklist.pk], "body": cast.charity.pk, "way": "joint"})
    assert "is asked to try this already" in again.content.decode()
    sign_in(cast.volunteer)
    assert "Take the checklist of the Wealdshire Compact" in client.get("/home/").content.decode()
    assert "Funding, for Bramble Lane Befriending" in client.get("/wealdshire/checklists/mine/").content.decode()
    client.post(
        f"/wealdshire/checklists/{checklist.pk}/take/?for={cast.charity.pk}",
        {"body": cast.charity.pk, "way": "joint", "held_on-day": "1", "held_on-month": "7", "held_on-year": "2009"},
    )
    made = Assessment.objects.get()
    assert made.assigned.organisation == cast.charity and made.shared
    assert "Take the checklist of the Wealdshire Compact" not in client.get("/home/").content.decode()


def test_two_bodies_for_one_code_share_a_row_and_one_can_be_let_off(cast, checklist, round):
    first = rounds.assign(round=round, checklists=[checklist], body=cast.charity, by=cast.officer, on=DAY)
    second = rounds.assign(round=round, checklists=[checklist], body=cast.council, by=cast.officer, on=DAY)
    assert first.assignment == second.assignment
    taking.begin(checklist=checklist, body=cast.charity, way="joint", by=cast.lead, on=DAY, assigned=first)
    with pytest.raises(Refused, match="has begun"):
        rounds.unassign(assigned=first, by=cast.officer)
    rounds.unassign(assigned=second, by=cast.officer)
    assert trial_table(round) == [("Funding", ["Bramble Lane Befriending"])]
    with pytest.raises(PermissionDenied):
        rounds.assign(round=round, checklists=[checklist], body=cast.police, by=cast.vcs_member, on=DAY)


def test_reminder_two_weeks_before_goes_once_to_who_has_sent_nothing(cast, checklist, round):
    rounds.assign(round=round, checklists=[checklist], body=cast.charity, by=cast.officer, on=DAY)
    done = rounds.assign(round=round, checklists=[checklist], body=cast.other_charity, by=cast.officer, on=DAY)
    made = taking.begin(checklist=checklist, body=cast.other_charity, way="joint", by=cast.officer, on=DAY, assigned=done, on_paper=True)
    fill(made, ALL_DO)
    sending.send(assessment=made, by=cast.officer, on=DAY)
    Message.objects.all().delete()
    before = round.due_on - datetime.timedelta(days=14)
    assert [remind_rounds(before - datetime.timedelta(days=1)), remind_rounds(before), remind_rounds(before)] == [0, 1, 0]
    assert set(Message.objects.values_list("to", flat=True)) == {"bramble@example.org", "charity-lead@example.org"}


def many(cast, checklist, round, count: int) -> None:
    """`count` sent assessments of as many bodies, written at once."""
    row, _ = Assignment.objects.get_or_create(round=round, number=1)
    row.checklists.set([checklist])
    bodies = Organisation.objects.bulk_create(Organisation(name=f"Body {n}", sector="voluntary", kind="charity") for n in range(count))
    asked = AssignedBody.objects.bulk_create(AssignedBody(assignment=row, organisation=body, number=n) for n, body in enumerate(bodies, 1))
    made = Assessment.objects.bulk_create(
        Assessment(
            compact=cast.compact, checklist=checklist, body=one.organisation, assigned=one, status="sent", shared=True, held_on=DAY,
            score=40 + n % 50, answered=4,
            computed="partly", outcome="partly", present=3, begun_by=cast.officer, sent_at="2009-06-10T12:00Z", sent_by=cast.officer,
        )
        for n, one in enumerate(asked)
    )  # fmt: skip
    items = list(checklist.items.all())
    Gap.objects.bulk_create(Gap(assessment=one, item=items[n % 2]) for n, one in enumerate(made))


def queries(client, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_roll_up_of_a_thousand_costs_the_queries_of_ten(client, cast, sign_in, checklist, django_assert_num_queries):
    made = [ChecklistRound.objects.create(compact=cast.compact, title=title, starts_on=DAY, due_on=DAY) for title in ("Ten", "Thousand")]
    many(cast, checklist, made[0], 10)
    Organisation.objects.filter(name__startswith="Body").update(merged_into=cast.charity)
    many(cast, checklist, made[1], 1000)
    found = []
    for one in made:
        with django_assert_num_queries(6):
            found.append(roll_up(one))
    assert [(one.asked, one.sent, one.people) for one in found] == [(10, 10, 30), (1000, 1000, 3000)]
    assert [line.bodies for line in found[1].developments] == [500, 500]
    assert found[1].by_checklist[0].average == 65
    sign_in(cast.vcs_member)
    assert queries(client, made[0].get_absolute_url()) == queries(client, made[1].get_absolute_url())


def test_what_came_back_is_shown_to_the_steering_group(client, cast, sign_in, checklist, round):
    asked = rounds.assign(round=round, checklists=[checklist], body=cast.charity, by=cast.officer, on=DAY)
    made = taking.begin(checklist=checklist, body=cast.charity, way="joint", by=cast.lead, on=DAY, assigned=asked)
    fill(made, ALL_DO | {"fp2:point": "better"})
    sign_in(cast.vcs_member)
    page = client.get(round.get_absolute_url()).content.decode()
    assert "0 sent, 1 under way, of 1 asked for." in page and "83 per cent" not in page
    sending.send(assessment=made, by=cast.lead, on=DAY, present=7)
    page = client.get(round.get_absolute_url()).content.decode()
    assert "well kept, 83 per cent" in page and "1 to work on, 1 not decided yet" in page and "7 people took part" in page
    sign_in(cast.officer)
    client.post(f"{round.get_absolute_url()}discussed/{made.pk}/")
    assert "Discussed on" in client.get(round.get_absolute_url()).content.decode()


def test_closed_round_asks_nobody(client, cast, sign_in, checklist, round):
    sign_in(cast.officer)
    assert "never changes afterwards" in client.get(f"{round.get_absolute_url()}close/").content.decode()
    client.post(f"{round.get_absolute_url()}close/")
    round.refresh_from_db()
    with pytest.raises(Refused, match="This round is closed"):
        rounds.assign(round=round, checklists=[checklist], body=cast.charity, by=cast.officer, on=DAY)


def test_round_becomes_an_achievement_with_its_origin(client, cast, sign_in, checklist, round):
    rounds.assign(round=round, checklists=[checklist], body=cast.charity, by=cast.officer, on=DAY)
    plan = Plan.objects.create(compact=cast.compact, label="2009", period="2009", starts_on="2009-01-01", ends_on="2009-12-31")
    Plan.objects.filter(pk=plan.pk).update(status="closed")
    target = Target.objects.create(plan=plan, number=6, text="Sub groups")
    sign_in(cast.officer)
    page = client.get(f"{round.get_absolute_url()}achievement/").content.decode()
    assert "Funding: Bramble Lane Befriending" in page
    client.post(f"{round.get_absolute_url()}achievement/", {"target": target.pk, "text": "The checklists were tried."})
    made = Achievement.objects.get()
    assert (made.origin_kind, made.origin_key, made.origin_words) == ("reviews.checklistround", str(round.pk), "the checklists of “Trial”")


def test_one_lead_for_each_side_where_the_group_is_of_one_sector(client, cast, sign_in):
    code = cast.codes[0]
    rounds.name_lead(compact=cast.compact, code=code, organisation=cast.council, side="statutory", by=cast.officer, on=DAY)
    page = client.get("/wealdshire/checklists/leads/").content.decode()
    assert "Nobody leads yet for the voluntary and community sector." in page
    with pytest.raises(Refused, match="it leads for that side"):
        rounds.name_lead(compact=cast.compact, code=code, organisation=cast.charity, side="cross", by=cast.officer, on=DAY)
    sign_in(cast.officer)
    client.post("/wealdshire/checklists/leads/new/", {"code": code.pk, "organisation": cast.charity.pk, "side": "voluntary", "note": "Until May"})
    page = client.get("/wealdshire/checklists/leads/").content.decode()
    assert "Nobody leads yet for" not in page and "Until May" in page
    assert [lead.side for lead in leads_of(cast.compact, on=datetime.date.today())] == ["statutory", "voluntary"]
    client.post(f"/wealdshire/checklists/leads/{CodeLead.objects.last().pk}/end/")
    assert "Until May" not in client.get("/wealdshire/checklists/leads/").content.decode()
