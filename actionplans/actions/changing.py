"""The one door through which a plan's content changes: free while it is a draft, with a reason and visible once it is adopted,
and not at all when it is closed."""

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.models import Action, Amendment, Plan
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from signatories.roles import officer_only


def locked_for_change(plan: Plan, *, by: User, reason: str = "") -> Plan:
    """The plan, locked until the end of the transaction, so that two officers number its parts one after the other."""
    officer_only(by, plan.compact)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("compact", "strategy").get(pk=plan.pk)
    if not plan.takes_changes:
        raise ValidationError(_("“%(plan)s” is closed, so nothing in it changes any more.") % {"plan": plan})
    if plan.takes_reports and not reason.strip():
        raise ValidationError(_("This plan is adopted: say why it is amended. Everybody can read the reason."))
    return plan


def draft_only(plan: Plan, *, by: User) -> Plan:
    """For what would make an adopted plan look as if it had never been otherwise."""
    plan = locked_for_change(plan, by=by, reason="-")
    if not plan.is_draft:
        raise ValidationError(
            _("“%(plan)s” is adopted, so its parts are neither moved nor removed: drop an action with a reason instead.") % {"plan": plan}
        )
    return plan


def changed(plan: Plan, verb: str, what: str, *, by: User, reason: str = "", action: Action | None = None, **detail) -> None:
    """Record it; and where the plan is adopted, let everybody see what was amended and why."""
    record(verb, plan, by=by, **detail)
    if plan.takes_reports:
        Amendment.objects.create(plan=plan, action=action, what=what, reason=reason.strip(), made_at=timezone.now(), made_by=by)


def swap_numbers(one: Model, other: Model) -> None:
    """Both rows at once: the database checks that numbers are single when the transaction ends."""
    one.number, other.number = other.number, one.number
    type(one).objects.bulk_update([one, other], ["number"])


def close_gap(siblings, number: int) -> None:
    """After one was removed, those behind it move up."""
    rows = list(siblings.filter(number__gt=number))
    for row in rows:
        row.number -= 1
    siblings.model.objects.bulk_update(rows, ["number"])


def next_number(siblings) -> int:
    last = siblings.order_by("number").last()
    return last.number + 1 if last else 1
