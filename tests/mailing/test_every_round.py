"""Rounds of every room wait for an officer where the agreement wishes it, and what was done meanwhile stops what would ask for it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from actionplans.actions.meetings import call_off, plan_meeting
from actionplans.actions.telling import tell_group
from compact_portal.days import DAY, today
from compact_portal.mailing import actions
from compact_portal.mailing.wanted import still_wanted
from compact_portal.messaging.bundling import bundle_due
from compact_portal.messaging.models import Message, Round
from reviews.actions.board.deciding import send_copies as send_copies_of_paper
from reviews.actions.board.deciding import send_to_board
from reviews.actions.events import feedback, planning, signing_up
from reviews.actions.noting import send_links, send_own_link
from reviews.models import SignUp
from signatories.actions.champions import issue_guidance, read_guidance
from signatories.actions.colleagues import ask_members_for_champions
from signatories.actions.reading import send_copies
from signatories.models import Compact, Signature
from tests.cast import organisation
from tests.reviews.board.conftest import issued, paper  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db


@pytest.fixture
def holding(cast):
    Compact.objects.update(holds_rounds=True)
    cast.compact.refresh_from_db()
    return cast


@pytest.fixture
def event(cast):
    days = {"starts_on": today() + 2 * DAY, "ends_on": today() + 2 * DAY}
    event = planning.save_event(compact=cast.compact, event=None, name="Compact Week", theme="", review=None, by=cast.officer, **days)
    event = planning.publish_event(event=event, by=cast.officer)
    for name in ("nora", "omar"):
        SignUp.objects.create(event=event, state="coming", name=name, sent_to=f"{name}@example.org", sector="voluntary", asked_on=today())
    return event


def group_of_two(cast) -> Signature:
    group = organisation(cast.compact, "Wealdshire Alliance", "cross", "partnership").signatures.get()
    group.organisation.members.create(member=cast.police)
    group.organisation.members.create(member=cast.council)
    return group


def held() -> set[str]:
    """To whom mail waits. Nothing else may have left."""
    assert not Message.objects.exclude(status="held").exists()
    return set(Message.objects.values_list("to", flat=True))


def over(event) -> None:
    type(event).objects.update(starts_on=today() - DAY, ends_on=today() - DAY)


# --- they wait ----------------------------------------------------------------------------------------------------------
def test_guidance_waits_and_is_not_sent_to_who_has_read_it(holding):
    guidance = issue_guidance(compact=holding.compact, text="Meet twice a year.", by=holding.officer)
    assert held() == {holding.champion.email}
    message = Message.objects.get()
    assert (message.kind, still_wanted([message.about])) == ("news", {message.about})
    read_guidance(guidance=guidance, by=holding.champion)
    assert actions.let_go(round=Round.objects.get(), by=holding.officer) == (0, 1)


def test_older_guidance_is_not_sent_beside_newer(holding):
    for text in ("Meet twice a year.", "Meet once a year."):
        issue_guidance(compact=holding.compact, text=text, by=holding.officer)
    older, newer = Message.objects.order_by("pk").values_list("about", flat=True)
    assert still_wanted([older, newer]) == {newer}


def test_copies_of_the_text_wait(holding):
    send_copies(edition=holding.edition, by=holding.officer)
    assert holding.charity.contact_email in held() and Round.objects.get().what == "Edition of 2005: the text"


def test_members_asked_for_a_champion_wait_and_one_that_named_is_left_alone(holding):
    ask_members_for_champions(group=group_of_two(holding), by=holding.officer)
    assert held() == {holding.police.contact_email, holding.council.contact_email}
    Signature.objects.get(organisation=holding.police).champions.create(person=holding.stranger, main=True)
    assert actions.let_go(round=Round.objects.get(), by=holding.officer) == (1, 1)


def test_links_to_the_log_wait_and_only_the_one_that_opens_is_sent(holding):
    send_links(compact=holding.compact, by=holding.officer)
    assert held() == {holding.champion.email, holding.council_lead.email}
    send_own_link(signature=Signature.objects.get(organisation=holding.charity), by=holding.champion)
    assert Message.objects.latest("pk").status == "waiting"  # asked for by oneself
    assert actions.let_go(round=Round.objects.get(), by=holding.officer) == (1, 1)


def test_papers_for_the_board_wait_and_the_link_is_not_shown(holding, issued, sign_in):  # noqa: F811
    send_to_board(paper=issued, by=holding.officer)
    assert held() == {holding.board_member.email}
    link = next(word for word in Message.objects.get().text.split() if "/i/board/" in word)
    page = sign_in(holding.officer).get(f"/wealdshire/mail/rounds/{Round.objects.get().pk}/").content.decode()
    assert "A paper for you to read" in page and link not in page
    assert actions.let_go(round=Round.objects.get(), by=holding.officer) == (1, 0)


@pytest.mark.parametrize("text_too", [False, True])
def test_copies_for_partners_wait(holding, issued, text_too):  # noqa: F811
    sent = send_copies_of_paper(paper=issued, by=holding.officer, text_too=text_too)
    assert sent == len(held()) > 1 and holding.charity.contact_email in held()
    assert send_copies_of_paper(paper=issued, by=holding.officer, text_too=text_too) == 0  # waiting counts as sent
    assert actions.let_go(round=Round.objects.get(), by=holding.officer) == (sent, 0)


def test_mail_about_a_meeting_waits_and_goes_with_the_meeting(holding, sign_in):
    meeting = plan_meeting(plan=holding.compact, held_on=today() + 20 * DAY, of="Steering group", place="", items="", by=holding.vcs_member)
    page = reverse("actionplans:meeting_tell", args=["wealdshire", meeting.pk])
    after = sign_in(holding.vcs_member).post(page, follow=True).content.decode()
    assert holding.officer.email in held() and "until an officer has looked" in after
    about = set(Message.objects.values_list("about", flat=True))
    assert still_wanted(list(about)) == about
    call_off(meeting=meeting, by=holding.vcs_member)
    assert still_wanted(list(about)) == set()


def test_reminders_of_an_event_wait(holding, event):
    assert signing_up.remind(event=event, on=today()) == 2
    assert held() == {"nora@example.org", "omar@example.org"}


def test_asking_what_people_thought_waits_and_who_answered_or_was_taken_off_is_left_alone(holding, event):
    SignUp.objects.create(event=event, state="coming", name="pia", sent_to="pia@example.org", sector="voluntary", asked_on=today())
    over(event)
    assert feedback.ask_for_feedback(event=event, on=today()) == 3
    assert held() == {"nora@example.org", "omar@example.org", "pia@example.org"}
    feedback.give_feedback(sign_up=SignUp.objects.get(name="nora"), answers={"worth": "agree"}, text="")
    SignUp.objects.get(name="omar").delete()
    assert actions.let_go(round=Round.objects.get(), by=holding.officer) == (1, 2)
    assert Message.objects.get(status="waiting").to == "pia@example.org"


# --- without that wish: bundled, and stopped ------------------------------------------------------------------------------
def test_reminders_of_an_event_and_guidance_leave_as_one_mail_of_the_day(cast, event):
    SignUp.objects.create(event=event, state="coming", name="c", sent_to=cast.champion.email, sector="voluntary", asked_on=today())
    issue_guidance(compact=cast.compact, text="Meet twice a year.", by=cast.officer)
    signing_up.remind(event=event, on=today())
    assert set(Message.objects.values_list("status", flat=True)) == {"gathered"}
    assert bundle_due(at=timezone.now() + 2 * DAY, still_wanted=still_wanted) == 3
    whole = Message.objects.get(to=cast.champion.email, status="waiting")
    assert "2 messages" in whole.subject and "Compact Week" in whole.text and "new version of the guidance" in whole.text


def test_who_calls_off_gets_no_reminder_of_the_event(cast, event):
    signing_up.remind(event=event, on=today())
    signing_up.call_off(sign_up=SignUp.objects.get(name="nora"))
    assert bundle_due(at=timezone.now() + 2 * DAY, still_wanted=still_wanted) == 1
    assert dict(Message.objects.values_list("to", "status")) == {"nora@example.org": "thrown", "omar@example.org": "waiting"}


def test_no_reminder_of_an_event_leaves_after_it(cast, event):
    signing_up.remind(event=event, on=today())
    over(event)
    assert bundle_due(at=timezone.now() + 2 * DAY, still_wanted=still_wanted) == 0


def test_reminder_of_a_meeting_that_was_moved_does_not_leave(cast):
    meeting = plan_meeting(plan=cast.compact, held_on=today() + 20 * DAY, of="Steering group", place="", items="", by=cast.vcs_member)
    tell_group(meeting=meeting, by=cast.vcs_member)
    about = Message.objects.first().about
    plan_meeting(plan=cast.compact, meeting=meeting, held_on=today() + 30 * DAY, of="Steering group", place="", items="", by=cast.vcs_member)
    assert still_wanted([about]) == set()
