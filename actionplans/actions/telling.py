"""The steering group is told of its meetings by mail: once of each day and place, once of the minutes, and shortly before."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans import meeting_mails
from actionplans.actions.meetings import locked, steering_only
from actionplans.models import MeetingNotice, ProgressMeeting
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today

Kind = MeetingNotice.Kind
BEFORE = datetime.timedelta(days=3)


@transaction.atomic
def tell_group(*, meeting: ProgressMeeting, by: User, on: datetime.date | None = None) -> MeetingNotice:
    """Of a meeting to come, or of the minutes of one that was held. Returns what was sent, with the number of people.

    Raises ValidationError where the same was said already, its day is over without minutes, or nobody can be written to.
    """
    of, on = meeting.plan or meeting.group, on or today()
    steering_only(by, of, on=on)
    meeting = locked(meeting, of)
    if not meeting.is_held and meeting.held_on < on:
        raise ValidationError(_("This day is over: write the minutes, or give the meeting another day."))
    notice = said(meeting, Kind.MINUTES if meeting.is_held else Kind.PLANNED, by=by, on=on)
    if notice is None:
        raise ValidationError(_("Nobody in the group can be written to: give those who sit there an e-mail address first."))
    record("meeting.told", of, by=by, held_on=meeting.held_on.isoformat(), what=notice.kind, people=notice.people)
    return notice


def said(meeting: ProgressMeeting, kind: str, *, by: User | None, on: datetime.date) -> MeetingNotice | None:
    """Written down and sent; None where there is nobody to send it to."""
    people, _names = meeting_mails.invited(meeting.compact, on=max(on, meeting.held_on))
    if not people:
        return None
    wording = meeting_mails.wording_of(meeting, kind)
    notice = MeetingNotice(
        meeting=meeting, kind=kind, held_on=meeting.held_on, place=meeting.place, people=len(people), told_at=timezone.now(), told_by=by
    )
    notice.validate_constraints()
    notice.save()
    meeting_mails.write_to(people, meeting, wording, meeting_mails.link_to(meeting))
    return notice


def remind_of_meetings(*, on: datetime.date) -> int:
    """Everybody who was told of a meeting within three days, once for each day and place. Returns how many meetings it were."""
    coming = ProgressMeeting.objects.coming().filter(held_on__gt=on, held_on__lte=on + BEFORE, notices__kind=Kind.PLANNED).distinct()
    return sum(remind_of(meeting, on=on) for meeting in coming.select_related("plan__compact", "group"))


@transaction.atomic
def remind_of(meeting: ProgressMeeting, *, on: datetime.date) -> bool:
    meeting = locked(meeting, meeting.plan or meeting.group)
    told = meeting.told_of(Kind.PLANNED)
    near = {"kind": Kind.NEAR, "held_on": meeting.held_on, "place": meeting.place}
    if meeting.is_held or not told.still_holds or timezone.localtime(told.told_at).date() > on - BEFORE or meeting.notices.filter(**near).exists():
        return False
    return said(meeting, Kind.NEAR, by=None, on=on) is not None
