"""Meetings that look at how far a plan has come: whoever steers the agreement plans them and writes them down."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.actions.acts import save_action
from actionplans.models import Action, Plan, ProgressMeeting, Target
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from signatories.models import Compact

AGENDA_LINE = 400  # characters


def steering_only(by: User, plan: Plan, *, on=None) -> None:
    if not Compact.objects.steered_by(by, on=on).filter(pk=plan.compact_id).exists():
        raise PermissionDenied


@transaction.atomic
def plan_meeting(
    *, plan: Plan, held_on: datetime.date, of: str, by: User, place: str = "", items: str = "", meeting: ProgressMeeting | None = None, on=None
) -> ProgressMeeting:
    """A meeting to come, or another day or other words for one. Raises ValidationError for a day that is over, or once it was held."""
    steering_only(by, plan, on=on)
    if held_on < (on or today()):
        raise ValidationError(_("This day is over: write down what was said at the meeting instead."))
    new = meeting is None
    meeting = ProgressMeeting(plan=plan) if new else ProgressMeeting.objects.select_for_update(of=["self"]).get(pk=meeting.pk, plan=plan)
    if meeting.is_held:
        raise ValidationError(_("This meeting was held: change its minutes instead."))
    meeting.held_on, meeting.of, meeting.place, meeting.items = held_on, of.strip(), place.strip(), items.strip()
    meeting.recorded_at, meeting.recorded_by = timezone.now(), by
    meeting.validate_constraints()
    meeting.save()
    record("plan.meeting_planned", plan, by=by, held_on=held_on.isoformat(), new=new)
    return meeting


@transaction.atomic
def call_off(*, meeting: ProgressMeeting, by: User, on=None) -> None:
    """A planned meeting that will not be held."""
    steering_only(by, meeting.plan, on=on)
    meeting = ProgressMeeting.objects.select_for_update(of=["self"]).select_related("plan").get(pk=meeting.pk)
    if meeting.is_held:
        raise ValidationError(_("This meeting was held: its minutes stay."))
    record("plan.meeting_called_off", meeting.plan, by=by, held_on=meeting.held_on.isoformat())
    meeting.delete()


@transaction.atomic
def decide_action(*, meeting: ProgressMeeting, target: Target, text: str, owners: str, by_when: str, by: User) -> Action:
    """What a meeting decided becomes a new action of its plan. By an officer, as every change of a plan. Raises ValidationError."""
    if target.plan_id != meeting.plan_id:
        raise ValidationError(_("Choose a place in the plan that the meeting looked at."))
    if not meeting.is_held:
        raise ValidationError(_("Write the minutes first: a meeting that was not held decides nothing."))
    reason = f"Decided by {meeting}."
    action = save_action(
        target=target, action=None, text=text, owners=owners, supporters="", people=[], by_when=by_when, meetings=[], by=by, reason=reason
    )
    action.decided_at = meeting
    action.save(update_fields=["decided_at"])
    return action


@transaction.atomic
def record_meeting(
    *, plan: Plan, held_on: datetime.date, of: str, chaired_by: str, noted: str, by: User, meeting: ProgressMeeting | None = None,
    agenda: list[str] | None = None, on=None,
) -> ProgressMeeting:  # fmt: skip
    """A new meeting, the minutes of one that was planned, or their mended words; `agenda` is kept with the first of these.

    Raises ValidationError for a draft, a day to come, or a meeting that is there already.
    """
    steering_only(by, plan, on=on)
    if plan.is_draft and meeting is None:
        raise ValidationError(_("This plan is a draft: there is no progress to look at yet."))
    if held_on > (on or today()):
        raise ValidationError(_("This day has not come yet: write the meeting down afterwards."))
    new = meeting is None
    meeting = ProgressMeeting(plan=plan) if new else ProgressMeeting.objects.select_for_update(of=["self"]).get(pk=meeting.pk, plan=plan)
    if not meeting.is_held and agenda:
        meeting.agenda = [line[:AGENDA_LINE] for line in agenda]
    meeting.held_on, meeting.of, meeting.chaired_by, meeting.noted = held_on, of.strip(), chaired_by.strip(), noted.strip()
    meeting.recorded_at, meeting.recorded_by = timezone.now(), by
    meeting.validate_constraints()
    meeting.save()
    record("plan.progress_looked_at", plan, by=by, held_on=held_on.isoformat(), new=new)
    return meeting
