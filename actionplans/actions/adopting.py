"""A draft becomes the plan that everybody can see."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from actionplans.models import Plan
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from signatories.roles import officer_only


@transaction.atomic
def adopt_plan(*, plan: Plan, adopted_on: datetime.date, by: User, on: datetime.date | None = None) -> Plan:
    """The steering group agreed the draft on the day `adopted_on`: from now on everybody can see it.

    `on` is the day on which this is said, today when not given.
    """
    officer_only(by, plan.compact, on=on)
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.status != Plan.Status.DRAFT:
        raise ValidationError("This plan has been adopted already.")
    if not plan.targets.exists():
        raise ValidationError("There is nothing in this plan yet, so it cannot be adopted.")
    if adopted_on > (on or today()):
        raise ValidationError("A plan cannot have been adopted on a day to come.")
    plan.status, plan.adopted_on = Plan.Status.ADOPTED, adopted_on
    plan.save(update_fields=["status", "adopted_on"])
    record("plan.adopted", plan, by=by, adopted_on=adopted_on.isoformat())
    return plan
