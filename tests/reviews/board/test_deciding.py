"""The board reads by link, comments and decides; each decision becomes an action; copies go to all partners."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from actionplans.models import Action, Amendment, Plan, Target
from compact_portal.accounts.actions import change_email, close_account
from compact_portal.audit.models import Event
from compact_portal.messaging.models import Message
from reviews.actions.board import deciding, issuing, writing
from reviews.board.tasks import tasks_of
from reviews.models import CopySent, Decision, Paper, ReadingLink, Review
from signatories.models import BoardMember, Signature
from tests.reviews.board.conftest import MEETING

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
CANARY = "CANARY-said-to-the-board"


@pytest.fixture
def after_meeting(monkeypatch):
    monkeypatch.setattr("reviews.actions.board.deciding.today", lambda: MEETING + DAY)


@pytest.fixture
def plan(cast):
    plan = Plan.objects.create(compact=cast.compact, label="Plan 2032", period="2032", starts_on="2032-01-01", ends_on="2032-12-31")
    return Plan.objects.get(pk=plan.pk)


@pytest.fixture
def target(plan):
    return Target.objects.create(plan=plan, number=1, text="Be heard")


def decided(cast, issued, number=1, outcome="agreed", **more) -> Decision:
    return deciding.record_decision(
        recommendation=issued.recommendations.get(number=number), outcome=outcome, decided_on=MEETING, by=cast.officer, minute="47/31", **more
    )


def mailed_link(issued, cast) -> str:
    deciding.send_to_board(paper=issued, by=cast.officer)
    message = Message.objects.get(to=cast.board_member.email)
    assert "Small groups" not in message.text
    return re.search(r"/i/board/\S+/", message.text)[0]


def test_a_member_reads_and_comments_by_the_mailed_link(cast, issued, client, sign_in):
    link = mailed_link(issued, cast)
    before = Event.objects.count()
    page = client.get(link)
    assert page["Referrer-Policy"] == "strict-origin" and "no-store" in page["Cache-Control"]
    assert "Small groups are wary" in page.content.decode()
    assert Event.objects.count() == before
    assert client.get(link + "paper.pdf").content == bytes(issued.issue.pdf.content)
    assert "Write your comment" in client.post(link, {"text": ""}).content.decode()
    client.post(link, {"text": CANARY, "recommendation": issued.recommendations.first().pk})
    assert CANARY in client.get(link).content.decode()
    assert CANARY not in client.get(issued.get_absolute_url()).content.decode()
    assert CANARY not in client.get(reverse("reviews:board", args=["wealdshire"])).content.decode()
    for person, sees in ((cast.officer, True), (cast.vcs_member, True), (cast.stranger, False), (cast.superuser, False)):
        assert (CANARY in sign_in(person).get(issued.get_absolute_url()).content.decode()) is sees


def test_links_go_once_to_each_and_end_with_the_seat(cast, issued, client):
    link = mailed_link(issued, cast)
    assert deciding.send_to_board(paper=issued, by=cast.officer) == 0
    deciding.end_member(member=BoardMember.objects.get(), by=cast.officer)
    answer = client.get(link)
    assert answer.status_code == 404 and "This link opens nothing" in answer.content.decode()
    assert client.post(link, {"text": "x"}).status_code == 404
    assert client.get("/i/board/nothing/").status_code == 404
    with pytest.raises(PermissionDenied):
        deciding.comment(paper=issued, member=BoardMember.objects.get(), text="x")


def test_link_in_a_mailbox_that_was_left_opens_nothing_and_a_new_one_can_be_sent(cast, issued, client):
    link = mailed_link(issued, cast)
    change_email(person=cast.board_member, email="now@example.org", by=cast.board_member)
    assert client.get(link).status_code == client.get(link + "paper.pdf").status_code == 404
    assert deciding.send_to_board(paper=issued, by=cast.officer) == 1
    new = re.search(r"/i/board/\S+/", Message.objects.filter(to="now@example.org").latest("pk").text)[0]
    assert client.get(new).status_code == 200
    close_account(person=cast.board_member, by=cast.superuser)
    assert client.get(new).status_code == 404 and deciding.send_to_board(paper=issued, by=cast.officer) == 0


def test_a_member_comments_signed_in_and_nobody_else_can(cast, issued, sign_in):
    address = reverse("reviews:paper_comment", args=["wealdshire", issued.pk])
    sign_in(cast.board_member).post(address, {"text": "Well said."})
    assert issued.comments.get().written_by == cast.board_member
    assert sign_in(cast.officer).get(address).status_code == 404


def test_members_are_named_and_end_on_their_page(cast, sign_in):
    client, address = sign_in(cast.officer), reverse("reviews:board_members", args=["wealdshire"])
    client.post(address, {"name": "Nora Lamb", "email": "nora@example.org"})
    assert "Nora Lamb" in client.get(address).content.decode()
    assert "is on the board already" in client.post(address, {"name": "Nora", "email": "NORA@example.org"}).content.decode()
    client.post(reverse("reviews:end_board_member", args=["wealdshire", BoardMember.objects.get(person__name="Nora Lamb").pk]))
    assert "Nora Lamb, since" not in client.get(address).content.decode()


def test_a_decision_becomes_a_new_action_that_keeps_its_origin(cast, issued, target, after_meeting, client):
    decision = decided(cast, issued)
    action = deciding.make_action(
        decision=decision, target=target, text="Listen twice a year.", owners="Wealdshire Council", by_when="June 2032", by=cast.officer
    )
    assert (action.decisions.get(), action.owners.get(), action.due_on) == (decision, cast.council, datetime.date(2032, 6, 30))
    page = client.get(reverse("reviews:board", args=["wealdshire"])).content.decode()
    assert "Consider the findings" in page and "minute 47/31" in page and "It is put into the next plan" in page
    assert "Listen twice a year." not in page  # the plan is a draft
    Plan.objects.filter(pk=target.plan_id).update(status="adopted")
    assert "Listen twice a year." in client.get(reverse("reviews:board", args=["wealdshire"])).content.decode()
    assert "What the board decided" in client.get(action.get_absolute_url()).content.decode()


def test_a_decision_changes_an_action_of_an_adopted_plan_in_the_open(cast, issued, target, after_meeting):
    action = Action.objects.create(target=target, number=1, text="Listen.", by_when="May 2032", owners_as_written="WC")
    action.owners.add(cast.council)
    Plan.objects.filter(pk=target.plan_id).update(status="adopted")
    action = Action.objects.select_related("target__plan__compact").get(pk=action.pk)
    decision = decided(cast, issued, outcome="amended", words="Listen three times.")
    with pytest.raises(ValidationError, match="say why it is amended"):
        deciding.change_action(decision=decision, action=action, text="Listen three times.", by_when="May 2032", by=cast.officer)
    deciding.change_action(decision=decision, action=action, text="Listen three times.", by_when="June 2032", reason="The board", by=cast.officer)
    action.refresh_from_db()
    assert (action.text, action.due_on, list(action.owners.all()), action.owners_as_written) == (
        "Listen three times.", datetime.date(2032, 6, 30), [cast.council], "WC",
    )  # fmt: skip
    assert Amendment.objects.get().reason == "The board"


def test_deciding_by_its_pages(cast, issued, target, after_meeting, sign_in):
    client = sign_in(cast.officer)
    note = reverse("reviews:decide", args=["wealdshire", issued.pk, 2])
    said = {"decided_on-day": "18", "decided_on-month": "9", "decided_on-year": "2031", "minute": "48/31"}
    assert "Choose what the board decided" in client.post(note, said).content.decode()
    assert "Say what the board changed" in client.post(note, said | {"outcome": "refused"}).content.decode()
    early = said | {"outcome": "agreed", "decided_on-day": "17"}
    assert "cannot have decided before that day" in client.post(note, early).content.decode()
    client.post(note, said | {"outcome": "amended", "words": "In October."})
    follow = reverse("reviews:follow_up", args=["wealdshire", issued.pk, 2])
    page = client.get(follow).content.decode()
    assert "In October." in page and "The board decided so on 18 September 2031." in page
    begin = f'href="{reverse("actionplans:begin", args=["wealdshire"])}"'
    assert begin not in page
    Plan.objects.update(status="closed")
    assert begin in client.get(follow).content.decode()  # no plan is being written that it could stand in
    Plan.objects.update(status="draft")
    assert "Choose where in the plan it belongs" in client.post(follow, {"way": "new", "text": "x"}).content.decode()
    client.post(follow, {"way": "new", "target": target.pk, "text": "Report in October.", "owners": "", "by_when": ""})
    assert Decision.objects.get().action.text == "Report in October."
    client.post(follow, {"way": "none", "why": "Done at the meeting."})
    assert (Decision.objects.get().action, Decision.objects.get().no_action) == (None, "Done at the meeting.")


def test_a_refused_recommendation_leads_nowhere_and_says_why(cast, issued, target, after_meeting, client):
    with pytest.raises(ValidationError, match="why it refused"):
        decided(cast, issued, outcome="refused")
    decision = decided(cast, issued, outcome="refused", words="No money.")
    with pytest.raises(ValidationError, match="The board refused this"):
        deciding.make_action(decision=decision, target=target, text="x", by=cast.officer)
    assert "No money." in client.get(issued.get_absolute_url()).content.decode()


def test_decisions_wait_for_their_day_and_for_an_issued_paper(cast, paper):
    with pytest.raises(ValidationError, match="has been issued"):
        decided(cast, paper)
    issuing.check_paper(paper=paper, by=cast.officer)
    issuing.issue_paper(paper=paper, by=cast.officer)
    with pytest.raises(ValidationError, match="has not come yet"):
        decided(cast, paper)
    with pytest.raises(PermissionDenied):
        deciding.record_decision(recommendation=paper.recommendations.first(), outcome="noted", decided_on=MEETING, by=cast.vcs_member)


def test_copies_go_to_every_partner_once_and_are_recorded(cast, issued, sign_in):
    Signature.objects.filter(organisation=cast.police).update(status="withdrawn", ended_on=MEETING)
    client = sign_in(cast.officer)
    address = reverse("reviews:paper_copies", args=["wealdshire", issued.pk])
    assert "3 partners with an address are still to get a link to this paper" in client.get(address).content.decode()
    client.post(address)
    assert set(CopySent.objects.values_list("organisation__name", flat=True)) == {
        "Bramble Lane Befriending",
        "Oak Hill Allotments",
        "Wealdshire Council",
    }
    assert deciding.send_copies(paper=issued, by=cast.officer) == 0
    assert "3 partners were sent it" in client.get(address).content.decode()
    client.post(reverse("reviews:text_copies", args=["wealdshire", issued.pk]))
    assert CopySent.objects.filter(edition=cast.edition).count() == 3
    assert Message.objects.count() == 6


def test_the_next_paper_is_asked_for_and_follows(cast, paper, sign_in):
    writing.save_head(paper=paper, next_by=MEETING + 60 * DAY, by=cast.officer)
    issuing.check_paper(paper=paper, by=cast.officer)
    issuing.issue_paper(paper=paper, by=cast.officer)
    task = next(task for task in tasks_of(cast.officer, MEETING + DAY) if "promised" in task.what)
    assert task.due_on == MEETING + 60 * DAY
    client = sign_in(cast.officer)
    assert "The board was promised this one by 17 November 2031" in client.get(task.address).content.decode()
    client.post(task.address, {"source": str(paper.pk), "title": "The end", "kind": "other"})
    assert Paper.objects.get(title="The end").follows == paper
    assert not [task for task in tasks_of(cast.officer, MEETING + DAY) if "promised" in task.what]


def test_tasks_are_for_whoever_can_do_them(cast, issued, paper):
    def asked(person, on):
        return [task.what for task in tasks_of(person, on)]

    assert asked(cast.board_member, MEETING) == ["Read the paper “Review 2031”"]
    assert asked(cast.officer, MEETING) == ["Send the paper “Review 2031” to the board"]
    deciding.send_to_board(paper=issued, by=cast.officer)
    assert asked(cast.officer, MEETING) == []
    assert asked(cast.officer, MEETING + DAY) == ["Note what the board decided on “Review 2031”, and what comes of it"]
    assert asked(cast.board_member, MEETING + DAY) == asked(cast.vcs_member, MEETING + DAY) == asked(cast.superuser, MEETING + DAY) == []


def test_paper_that_was_issued_is_to_be_sent_before_its_meeting(cast, issued):
    def asked(on):
        return [(task.address, task.due_on) for task in tasks_of(cast.officer, on) if task.what.startswith("Send")]

    send = [(reverse("reviews:paper_send", args=["wealdshire", issued.pk]), MEETING)]
    assert (asked(MEETING), asked(MEETING + DAY)) == (send, [])  # the board has met: sending comes too late
    deciding.end_member(member=BoardMember.objects.get(), by=cast.officer)
    assert asked(MEETING) == []  # nobody whom the portal could send it to


def test_the_final_paper_of_the_year_is_asked_for_until_it_is_begun(cast, sign_in):
    review = Review.objects.create(compact=cast.compact, year=2031, label="2031", board_on=MEETING)

    def asked(on, person=cast.officer):
        return [(task.what, task.due_on) for task in tasks_of(person, on)]

    task = tasks_of(cast.officer, MEETING)[0]
    shown = sign_in(cast.officer).get(task.address).content.decode()
    assert all(re.search(rf'<input[^>]*value="{value}"[^>]*checked', shown) for value in ("report", "final"))
    assert f'<option value="{review.pk}" selected' in shown
    assert 'name="meeting_on-year"' in shown and 'value="2031"' in shown
    begin = [("Begin the paper with which the report of 2031 goes to the board", MEETING)]
    assert asked(MEETING - 29 * DAY) == asked(MEETING - 28 * DAY, cast.vcs_member) == []
    assert asked(MEETING - 28 * DAY) == asked(MEETING + 182 * DAY) == begin
    assert asked(MEETING + 183 * DAY) == []  # that year is history
    Paper.objects.create(compact=cast.compact, review=review, title="First findings", kind="update")
    assert begin[0] in asked(MEETING)
    Paper.objects.update(kind="final")
    assert begin[0] not in asked(MEETING)


@pytest.mark.parametrize("papers", [1, 6])
def test_lists_cost_the_same_queries_however_many_papers_there_are(cast, after_meeting, target, client, papers, django_assert_num_queries):
    for number in range(papers):
        one = Paper.objects.create(compact=cast.compact, title=f"Paper {number}", report_to="B", meeting_on=MEETING)
        for place in (1, 2):
            asked = one.recommendations.create(number=place, text="Agree", owner="x")
        Paper.objects.filter(pk=one.pk).update(status="issued", checked_at="2031-01-01T00:00Z", checked_by=cast.officer)
        action = Action.objects.create(target=target, number=number + 1, text="Do")
        Decision.objects.create(
            recommendation=asked, outcome="agreed", decided_on=MEETING, action=action, recorded_at="2031-09-19T00:00Z", recorded_by=cast.officer
        )
    with django_assert_num_queries(5):
        client.get(reverse("reviews:board", args=["wealdshire"]))
    with django_assert_num_queries(3):
        client.get(reverse("reviews:papers", args=["wealdshire"]))
    with django_assert_num_queries(3):
        tasks_of(cast.officer, MEETING + DAY)


def test_a_link_is_kept_as_its_hash(cast, issued):
    link = mailed_link(issued, cast)
    assert ReadingLink.objects.get().token_hash not in link
