"""What an ended plan did not finish is carried into the next one, merged with something there, or dropped with a reason."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.actions.acts import set_by_when
from actionplans.actions.changing import changed, locked_for_change, next_number
from actionplans.models import Action, ActionPerson, Carry, Target
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from signatories.roles import officer_only


def locked_to_decide(action: Action, *, by: User) -> Action:
    """The action of an adopted plan, locked, on which nobody has decided yet."""
    action = Action.objects.select_for_update(of=("self",)).select_related("target__plan__compact").get(pk=action.pk)
    plan = action.target.plan
    officer_only(by, plan.compact)
    if not plan.takes_reports:
        raise ValidationError(
            _("“%(plan)s” is %(status)s: only what an adopted plan has left over is carried forward.")
            % {"plan": plan, "status": plan.get_status_display()}
        )
    if Carry.objects.filter(action=action).exists():
        raise ValidationError(_("Somebody has decided on this action meanwhile."))
    if action.is_finished:
        raise ValidationError(_("This action is %(status)s, so there is nothing to carry forward.") % {"status": action.get_status_display()})
    return action


def check_leads_on(action: Action, target: Target) -> None:
    """Only into a later plan of the same agreement: so nothing can come back to where it was. The database checks that as well."""
    before, after = action.target.plan, target.plan
    if after.compact_id != before.compact_id or after.kind != before.kind:
        raise ValidationError(_("“%(after)s” is another kind of plan, or one of another agreement.") % {"after": after})
    if after.starts_on <= before.starts_on:
        raise ValidationError(
            _("“%(after)s” does not begin after “%(before)s”: an action is carried forward, never back.") % {"after": after, "before": before}
        )


@transaction.atomic
def carry_action(*, action: Action, target: Target, by_when: str, by: User, reason: str = "") -> Action:
    """The same action once more under `target`, which belongs to a later plan; its age, dates and reasons are found through the link."""
    check_leads_on(action, target)
    plan = locked_for_change(target.plan, by=by, reason=reason or f"Carried forward from “{action.target.plan}”.")
    action = locked_to_decide(action, by=by)
    target.plan = plan
    again = Action(
        target=target, number=next_number(target.actions), text=action.text, owners_as_written=action.owners_as_written, status=action.status,
        first_planned_on=action.first_planned_on or action.target.plan.starts_on,
    )  # fmt: skip
    set_by_when(again, by_when or action.by_when)
    again.save()
    again.owners.set(action.owners.all())
    again.supporters.set(action.supporters.all())
    again.codes.set(action.codes.all())
    again.commitments.set(action.commitments.all())
    ActionPerson.objects.bulk_create(ActionPerson(action=again, name=p.name, person_id=p.person_id, since=p.since) for p in action.people.all())
    decide(action, Carry.Kind.CARRIED, into=again, reason=reason, by=by)
    why = reason or f"Carried forward from “{action.target.plan}”."
    changed(plan, "plan.action_added", f"Carried forward: “{action.text}”", by=by, reason=why, action=again, of_target=target.number)
    return again


@transaction.atomic
def merge_action(*, action: Action, into: Action, by: User, reason: str = "") -> Action:
    """It goes on as part of `into`, whose owners its own owners join, and which takes over its age when that is greater."""
    check_leads_on(action, into.target)
    plan = locked_for_change(into.target.plan, by=by, reason=reason or f"Merged from “{action.target.plan}”.")
    action = locked_to_decide(action, by=by)
    into = Action.objects.select_for_update(of=("self",)).select_related("target__plan").get(pk=into.pk)
    if into.is_finished:
        raise ValidationError(_("“%(into)s” is %(status)s, so nothing can go on in it.") % {"into": into, "status": into.get_status_display()})
    into.first_planned_on = min(action.first_planned_on or action.target.plan.starts_on, into.first_planned_on or plan.starts_on)
    into.save(update_fields=["first_planned_on"])
    into.owners.add(*action.owners.all())
    into.supporters.add(*action.supporters.all())
    decide(action, Carry.Kind.MERGED, into=into, reason=reason, by=by)
    why = reason or f"Merged from “{action.target.plan}”."
    changed(plan, "plan.action_merged", f"“{action.text}” goes on in “{into.text}”", by=by, reason=why, action=into, of_target=into.target.number)
    return into


@transaction.atomic
def give_up_action(*, action: Action, reason: str, by: User) -> Action:
    """It does not go on; everybody can read why."""
    action = locked_to_decide(action, by=by)
    if not reason.strip():
        raise ValidationError(_("Say why it is dropped: everybody can read the reason."))
    action.status = Action.Status.DROPPED
    action.save(update_fields=["status"])
    decide(action, Carry.Kind.DROPPED, into=None, reason=reason, by=by)
    return action


def decide(action: Action, kind: str, *, into: Action | None, reason: str, by: User) -> Carry:
    carry = Carry.objects.create(action=action, into=into, kind=kind, reason=reason.strip(), decided_at=timezone.now(), decided_by=by)
    record("plan.action_decided", action.target.plan, by=by, of_target=action.target.number, action=action.number, kind=kind)
    return carry
