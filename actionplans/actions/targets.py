"""Targets and their outcomes are written, moved and removed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.actions.changing import changed, close_gap, draft_only, locked_for_change, next_number, swap_numbers
from actionplans.models import Outcome, Plan, Target
from compact_portal.accounts.models import User


@transaction.atomic
def save_target(*, plan: Plan, target: Target | None, text: str, kind: str, outcomes: list[str], aims, by: User, reason: str = "") -> Target:
    """A new one comes last. `outcomes` replace those there were; none is allowed."""
    plan = locked_for_change(plan, by=by, reason=reason)
    if any(aim.strategy_id != plan.strategy_id for aim in aims):
        raise ValidationError(_("This aim is not one of the strategy that the plan belongs to."))
    new = target is None
    target = target or Target(plan=plan, number=next_number(plan.targets))
    before = target.text
    target.text, target.kind = text, kind
    target.save()
    target.aims.set(aims)
    if [outcome.text for outcome in target.outcomes.all()] != outcomes:
        target.outcomes.all().delete()
        Outcome.objects.bulk_create(Outcome(target=target, number=number, text=words) for number, words in enumerate(outcomes, 1))
    word = plan.terms.target
    what = f"{word} {target.number} was added: “{text}”" if new else f"{word} {target.number}, before: “{before}”, is now: “{text}”"
    changed(plan, "plan.target_added" if new else "plan.target_changed", what, by=by, reason=reason, number=target.number)
    return target


@transaction.atomic
def move_target(*, target: Target, up: bool, by: User) -> None:
    """One place up or down; at the end of the list nothing happens."""
    plan = draft_only(target.plan, by=by)
    target.refresh_from_db()
    other = plan.targets.filter(number__lt=target.number).last() if up else plan.targets.filter(number__gt=target.number).first()
    if other:
        swap_numbers(target, other)
        changed(plan, "plan.target_moved", "", by=by, number=target.number)


@transaction.atomic
def remove_target(*, target: Target, by: User) -> None:
    """With all that stands under it. Actions that were carried here wait for a decision again."""
    from actionplans.actions.acts import forget_carries

    plan = draft_only(target.plan, by=by)
    forget_carries(target.actions.all())
    number = target.number
    target.delete()
    close_gap(plan.targets, number)
    changed(plan, "plan.target_removed", "", by=by, number=number)
