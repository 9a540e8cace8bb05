"""A draft is approved by both sectors and becomes the plan that everybody can see."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.content import digest
from actionplans.models import Approval, Plan
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from signatories.models import Compact, Officer, SeatHolder
from signatories.models.organisation import Sector
from signatories.roles import officer_only

BOTH = (Sector.STATUTORY, Sector.VOLUNTARY)


def sector_of(person: User, compact: Compact, *, on: datetime.date | None = None) -> str:
    """The side for which `person` sits in the steering group, or that employs them as officer; "" for everybody else."""
    seat = SeatHolder.objects.serving(on=on).filter(person=person, seat__compact=compact).select_related("seat__organisation").first()
    if seat:
        return seat.seat.organisation.sector
    return Officer.objects.serving(on=on).filter(person=person, compact=compact).values_list("sector", flat=True).first() or ""


@transaction.atomic
def approve_plan(*, plan: Plan, agrees: bool, words: str, by: User, on: datetime.date | None = None) -> Approval:
    """What one member says of the draft as it reads now; said again, it takes the place of what they said before."""
    sector = sector_of(by, plan.compact, on=on)
    if not sector:
        raise PermissionDenied
    plan = Plan.objects.select_for_update(of=("self",)).select_related("compact").get(pk=plan.pk)
    if not plan.is_draft:
        raise ValidationError(_("This plan has been adopted already."))
    if not plan.targets.exists():
        raise ValidationError(_("There is nothing in this plan yet."))
    if not agrees and not words.strip():
        raise ValidationError(_("Say what you do not agree with: it is printed with the plan."))
    approval = Approval.objects.filter(plan=plan, given_by=by).first() or Approval(plan=plan, given_by=by)
    approval.sector, approval.agrees, approval.words, approval.content = sector, agrees, words.strip(), digest(plan)
    approval.given_at = timezone.now()
    approval.save()
    record("plan.approved" if agrees else "plan.dissented", plan, by=by, sector=sector)
    return approval


def missing_sectors(plan: Plan) -> list[str]:
    """The sectors of which nobody has agreed to the plan as it reads now."""
    now = digest(plan)
    agreed = {approval.sector for approval in plan.approvals.all() if approval.agrees and approval.content == now}
    return [sector for sector in BOTH if sector not in agreed]


@transaction.atomic
def adopt_plan(*, plan: Plan, adopted_on: datetime.date, by: User, on: datetime.date | None = None) -> Plan:
    """The steering group agreed the draft on the day `adopted_on`: from now on everybody can see it.

    `on` is the day on which this is said, today when not given.
    """
    officer_only(by, plan.compact, on=on)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("compact").get(pk=plan.pk)
    if plan.status != Plan.Status.DRAFT:
        raise ValidationError(_("This plan has been adopted already."))
    if not plan.targets.exists():
        raise ValidationError(_("There is nothing in this plan yet, so it cannot be adopted."))
    if adopted_on > (on or today()):
        raise ValidationError(_("A plan cannot have been adopted on a day to come."))
    if missing := missing_sectors(plan):
        sides = _(" and ").join(_("the %(sector)s") % {"sector": plan.compact.terms.sector(sector)} for sector in missing)
        raise ValidationError(_("Nobody of %(sides)s has agreed to the plan as it reads now: one person of each sector has to.") % {"sides": sides})
    plan.status, plan.adopted_on = Plan.Status.ADOPTED, adopted_on
    plan.save(update_fields=["status", "adopted_on"])
    record("plan.adopted", plan, by=by, adopted_on=adopted_on.isoformat())
    return plan
