"""What its owners and the steering group say of an action."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from actionplans.models import Action, ProgressNote
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today


@transaction.atomic
def report_progress(*, action: Action, status: str, note: str, noted_on: datetime.date | None, by: User, on: datetime.date | None = None) -> Action:
    """Say how far an action has come, with a note or without. The note stands in the plan beside the action.

    `noted_on` is the day the note speaks of; `on` is the day on which this is said, today when not given.
    """
    action = Action.objects.select_for_update().get(pk=action.pk)
    plan = action.target.plan
    if not action.can_be_reported_by(by, on=on):
        raise PermissionDenied
    if not plan.takes_reports:
        raise ValidationError(f"This plan is {plan.get_status_display()}, so it takes no reports on progress.")
    if status not in Action.Status.values:
        raise ValidationError("Choose how far the action has come.")
    if noted_on and noted_on > (on or today()):
        raise ValidationError("Progress cannot be dated in the future.")
    action.status = status
    action.save(update_fields=["status"])
    if note := note.strip():
        last = action.notes.aggregate(last=Max("number"))["last"] or 0
        ProgressNote.objects.create(action=action, number=last + 1, text=note, noted_on=noted_on)
    record("plan.progress_reported", plan, by=by, of_target=action.target.number, action=action.number, status=status, noted=bool(note))
    return action
