"""A meeting looked at how far a plan has come: whoever steers the agreement writes it down."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.models import Plan, ProgressMeeting
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from signatories.models import Compact


@transaction.atomic
def record_meeting(
    *, plan: Plan, held_on: datetime.date, of: str, chaired_by: str, noted: str, by: User, meeting: ProgressMeeting | None = None, on=None
) -> ProgressMeeting:
    """A new meeting, or the mended words of one. Raises ValidationError for a draft, a day to come, or a meeting that is there already."""
    if not Compact.objects.steered_by(by, on=on).filter(pk=plan.compact_id).exists():
        raise PermissionDenied
    if plan.is_draft:
        raise ValidationError("This plan is a draft: there is no progress to look at yet.")
    if held_on > (on or today()):
        raise ValidationError("This day has not come yet: write the meeting down afterwards.")
    new = meeting is None
    meeting = ProgressMeeting(plan=plan) if new else ProgressMeeting.objects.select_for_update(of=["self"]).get(pk=meeting.pk, plan=plan)
    meeting.held_on, meeting.of, meeting.chaired_by, meeting.noted = held_on, of.strip(), chaired_by.strip(), noted.strip()
    meeting.recorded_at, meeting.recorded_by = timezone.now(), by
    meeting.validate_constraints()
    meeting.save()
    record("plan.progress_looked_at", plan, by=by, held_on=held_on.isoformat(), new=new)
    return meeting
