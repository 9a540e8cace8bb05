"""What can happen to a plan. Each verb refuses with PermissionDenied who may not, and with ValidationError, in words for the
page, what the plan does not allow."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from actionplans.models import Action, Plan, ProgressNote
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from signatories.models import Compact


@transaction.atomic
def adopt_plan(*, plan: Plan, by: User) -> Plan:
    """The steering group has agreed the draft: from now on everybody can see it."""
    if not Compact.objects.officered_by(by).filter(pk=plan.compact_id).exists():
        raise PermissionDenied
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.status != Plan.Status.DRAFT:
        raise ValidationError("This plan has been adopted already.")
    if not plan.targets.exists():
        raise ValidationError("There is nothing in this plan yet, so it cannot be adopted.")
    plan.status = Plan.Status.ADOPTED
    plan.save(update_fields=["status"])
    record("plan.adopted", plan, by=by)
    return plan


@transaction.atomic
def report_progress(*, action: Action, status: str, note: str, noted_on: datetime.date | None, by: User) -> Action:
    """Say how far an action has come, with a note or without. The note stands in the plan beside the action."""
    action = Action.objects.select_for_update().get(pk=action.pk)
    plan = action.target.plan
    if not Compact.objects.steered_by(by).filter(pk=plan.compact_id).exists():
        raise PermissionDenied
    if plan.status == Plan.Status.CLOSED:
        raise ValidationError("This plan is closed: its actions do not change any more.")
    if status not in Action.Status.values:
        raise ValidationError("Choose how far the action has come.")
    action.status = status
    action.save(update_fields=["status"])
    if note := note.strip():
        last = action.notes.aggregate(last=Max("number"))["last"] or 0
        ProgressNote.objects.create(action=action, number=last + 1, text=note, noted_on=noted_on)
    record("plan.progress_reported", plan, by=by, of_target=action.target.number, action=action.number, status=status, noted=bool(note))
    return action
