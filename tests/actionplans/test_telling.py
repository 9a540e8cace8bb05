"""The steering group is told of its meetings: by whoever steers, once of each day and place, and it is said where nobody can be told."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from actionplans.actions.meetings import call_off, plan_meeting, record_meeting
from actionplans.actions.telling import remind_of_meetings, tell_group
from actionplans.models import MeetingNotice
from compact_portal.audit.models import Event
from compact_portal.days import today
from compact_portal.messaging.models import Message
from signatories.models import Officer, Seat, SeatHolder
from tests.actionplans.test_plan_pages import make_plan

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def soon() -> datetime.date:
    return today() + 20 * DAY


@pytest.fixture
def meeting(cast, soon):
    return plan_meeting(plan=cast.compact, held_on=soon, of="Steering group", place="Wealdshire Hall", items="CANARY-ITEM", by=cast.vcs_member)


def tell_page(meeting) -> str:
    return reverse("actionplans:meeting_tell", args=["wealdshire", meeting.pk])


def agenda(meeting) -> str:
    return reverse("reviews:agenda", args=["wealdshire", meeting.pk])


def addresses() -> set[str]:
    return set(Message.objects.values_list("to", flat=True))


def test_group_is_told_after_its_mail_was_shown(cast, meeting, sign_in):
    client = sign_in(cast.vcs_member)
    assert "Nobody has been told of this meeting yet." in client.get(agenda(meeting)).content.decode()
    page = client.get(tell_page(meeting)).content.decode()
    assert str(cast.officer) in page and "Where: Wealdshire Hall." in page and not Message.objects.exists()
    after = client.post(tell_page(meeting), follow=True).content.decode()
    told = MeetingNotice.objects.get()
    assert f"A mail is on its way to {told.people} people." in after and f"{told.people} people were told of this by mail" in after
    assert addresses() == {person.email for person in (cast.vcs_member, cast.statutory_member, cast.officer)}
    mail = Message.objects.first()
    assert agenda(meeting) in mail.text and "Where: Wealdshire Hall." in mail.text and "CANARY-ITEM" not in mail.text
    assert (told.told_by, Event.objects.get(verb="meeting.told").actor) == (cast.vcs_member, cast.vcs_member)


def test_same_day_and_place_are_told_once_and_a_change_once_more(cast, meeting, sign_in):
    tell_group(meeting=meeting, by=cast.vcs_member)
    first = Message.objects.count()
    with pytest.raises(ValidationError, match="already"):
        tell_group(meeting=meeting, by=cast.officer)
    plan_meeting(plan=cast.compact, meeting=meeting, held_on=meeting.held_on + DAY, of="Steering group", place="By video", by=cast.officer)
    page = sign_in(cast.vcs_member).get(agenda(meeting)).content.decode()
    assert "People were told of another day or place" in page and "Wealdshire Hall" in page
    tell_group(meeting=meeting, by=cast.vcs_member)
    assert Message.objects.count() == 2 * first and Message.objects.order_by("pk").last().text.startswith("Something changed since we wrote to you")


def test_who_was_told_is_told_that_it_is_called_off_and_nobody_else(cast, soon, meeting):
    tell_group(meeting=meeting, by=cast.vcs_member)
    told = Message.objects.count()
    call_off(meeting=meeting, by=cast.vcs_member)
    assert Message.objects.filter(subject__contains="is called off").count() == told
    other = plan_meeting(plan=cast.compact, held_on=soon, of="Working group", by=cast.vcs_member)
    call_off(meeting=other, by=cast.vcs_member)
    assert Message.objects.count() == 2 * told


def test_minutes_are_announced_once(cast, sign_in):
    held = record_meeting(plan=cast.compact, held_on=today(), of="Steering group", chaired_by="the chair", noted="CANARY-NOTED", by=cast.officer)
    client = sign_in(cast.officer)
    assert "Nobody has been told yet that the minutes are here." in client.get(held.get_absolute_url()).content.decode()
    client.post(tell_page(held))
    mail = Message.objects.first()
    assert held.get_absolute_url() in mail.text and "CANARY-NOTED" not in mail.text + mail.subject
    assert "already" in client.post(tell_page(held)).content.decode()


def test_reminder_comes_three_days_before_once_for_each_day(cast, soon, meeting):
    tell_group(meeting=meeting, by=cast.vcs_member)
    assert [remind_of_meetings(on=soon - days * DAY) for days in (4, 3, 3, 0)] == [0, 1, 0, 0]
    assert set(Message.objects.filter(kind="reminder").values_list("to", flat=True)) == addresses()
    plan_meeting(plan=cast.compact, meeting=meeting, held_on=soon + DAY, of="Steering group", by=cast.officer)
    assert remind_of_meetings(on=soon) == 0, "of the new day nobody was told"
    MeetingNotice.objects.update(told_at=timezone.now())
    tell_group(meeting=meeting, by=cast.officer)
    assert remind_of_meetings(on=soon) == 1


def test_meeting_of_which_nobody_was_told_reminds_nobody(meeting, soon):
    assert remind_of_meetings(on=soon - DAY) == 0 and not Message.objects.exists()


def test_meeting_of_a_plan_is_told_too(cast, soon):
    meeting = plan_meeting(plan=make_plan(cast, actions=1), held_on=soon, of="Working group", by=cast.officer)
    assert tell_group(meeting=meeting, by=cast.officer).people == 3


def test_those_without_an_address_are_named_and_a_group_without_any_is_not_told(cast, meeting, sign_in):
    seat = Seat.objects.create(compact=cast.compact, organisation=cast.charity, number=9, since=today() - DAY)
    SeatHolder.objects.create(seat=seat, name="Wilf Carter", since=today() - DAY)
    page = sign_in(cast.vcs_member).get(tell_page(meeting)).content.decode()
    assert "to be told in another way: Wilf Carter." in page
    yesterday = today() - DAY
    Officer.objects.update(since=yesterday, until=meeting.held_on - DAY)
    SeatHolder.objects.update(since=yesterday, until=meeting.held_on - DAY)
    with pytest.raises(ValidationError, match="give those who sit there"):
        tell_group(meeting=meeting, by=cast.vcs_member)
    assert "give those who sit there an e-mail address first" in sign_in(cast.vcs_member).get(tell_page(meeting)).content.decode()


def test_day_that_is_over_and_strangers_are_refused(cast, meeting):
    with pytest.raises(ValidationError, match="This day is over"):
        tell_group(meeting=meeting, by=cast.vcs_member, on=meeting.held_on + DAY)
    with pytest.raises(PermissionDenied):
        tell_group(meeting=meeting, by=cast.stranger)
    assert not Message.objects.exists()
