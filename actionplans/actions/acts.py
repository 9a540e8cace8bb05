"""Actions are written, linked, moved, removed from a draft, and dropped from an adopted plan."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.actions.changing import changed, close_gap, draft_only, locked_for_change, next_number, swap_numbers
from actionplans.by_when import parse_by_when
from actionplans.models import Action, ActionPerson, Carry, Target
from actionplans.owners import understand_owners
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from signatories.roles import officer_only


def set_by_when(action: Action, text: str) -> None:
    """The words, and what is understood of them, on a row that the caller saves. Raises ValidationError for days that cannot be."""
    plan = action.target.plan
    try:
        when = parse_by_when(text, plan_start=plan.starts_on, plan_end=plan.ends_on)
    except ValueError as error:
        raise ValidationError(_("By when: %(error)s") % {"error": error}) from error
    action.by_when, action.starts_on, action.due_on, action.milestones = when.text, when.starts_on, when.due_on, list(when.milestones)
    action.ongoing, action.recurrence, action.after_plan = when.ongoing, when.recurrence, when.after_plan


def locked_action(action: Action) -> Action:
    """As it is now: its owner may have reported on it since its words were shown. Raises ValidationError where it was removed."""
    now = Action.objects.select_for_update(of=["self"]).filter(pk=action.pk).first()
    if now is None:
        raise ValidationError(_("This was removed from the plan meanwhile."))
    return now


@transaction.atomic
def save_action(
    *, target: Target, action: Action | None, text: str, owners: str, supporters: str, people: list[tuple[str, datetime.date | None]],
    by_when: str, meetings: list[datetime.date], by: User, reason: str = "",
) -> Action:  # fmt: skip
    """A new one comes last under its target. Owners are kept as written; the organisations that are named in them are linked."""
    plan = locked_for_change(target.plan, by=by, reason=reason)
    owned, supported = understand_owners(owners), understand_owners(supporters)
    if problem := owned.problem or supported.problem:
        raise ValidationError(problem)
    if supported.generic:
        raise ValidationError(
            _("“%(generic)s” is no organisation that is kept here, so it could not be told when the action moves.")
            % {"generic": supported.generic[0]}
        )
    new = action is None
    action = Action(target=target, number=next_number(target.actions)) if new else locked_action(action)
    before, date_before = action.text, action.by_when
    action.target = target
    target.plan = plan
    action.text, action.owners_as_written, action.meetings = text, owners.strip(), meetings
    set_by_when(action, by_when)
    action.save()
    action.owners.set(owned.organisations)
    action.supporters.set(supported.organisations)
    set_people(action, people)
    if new:
        what = f"Added to {plan.terms.target.lower()} {target.number}: “{text}”"
    else:
        what = f"“{before}” is now: “{text}”" if before != text else f"Changed: “{text}”"
        what += f" By when, before: “{date_before or 'nothing'}”, is now: “{action.by_when or 'nothing'}”." if date_before != action.by_when else ""
    changed(
        plan, "plan.action_added" if new else "plan.action_changed", what, by=by, reason=reason, action=action,
        of_target=target.number, number=action.number,
    )  # fmt: skip
    return action


def set_people(action: Action, people: list[tuple[str, datetime.date | None]]) -> None:
    kept = {person.name: person for person in action.people.all()}
    for name, since in people:
        if person := kept.pop(name, None):
            if person.since != since:
                person.since = since
                person.save(update_fields=["since"])
        else:
            ActionPerson.objects.create(action=action, name=name, since=since)
    for person in kept.values():
        person.delete()


@transaction.atomic
def link_action(*, action: Action, codes, commitments, also_serves, aims, by: User, reason: str = "") -> Action:
    """What it serves: codes and commitments of the agreement, other targets of the plan, aims of its strategy."""
    plan = locked_for_change(action.target.plan, by=by, reason=reason)
    if any(target.plan_id != plan.pk or target.pk == action.target_id for target in also_serves):
        raise ValidationError(
            _("An action serves its own %(target)s already, and others of the same plan only.") % {"target": plan.terms.target.lower()}
        )
    if any(aim.strategy_id != plan.strategy_id for aim in aims):
        raise ValidationError(_("This aim is not one of the strategy that the plan belongs to."))
    action.codes.set(codes)
    action.commitments.set(commitments)
    action.also_serves.set(also_serves)
    action.aims.set(aims)
    changed(
        plan, "plan.action_linked", f"What it serves was changed: “{action.text}”", by=by, reason=reason, action=action,
        of_target=action.target.number, number=action.number,
    )  # fmt: skip
    return action


@transaction.atomic
def tie_events(*, action: Action, events, by: User) -> Action:
    """Training and briefings through which it is done. They promise nothing new, so that this is no amendment of the plan."""
    officer_only(by, action.target.plan.compact)
    action = Action.objects.select_for_update(of=("self",)).select_related("target__plan").get(pk=action.pk)
    if any(event.compact_id != action.target.plan.compact_id for event in events):
        raise ValidationError(_("This event belongs to another agreement."))
    action.events.set(events)
    record("plan.events_tied", action, by=by, events=len(events))
    return action


@transaction.atomic
def move_action(*, action: Action, up: bool, by: User) -> None:
    """One place up or down under its target; from the first place up it becomes the last of the target before, and so on down."""
    plan = draft_only(action.target.plan, by=by)
    action = Action.objects.select_related("target").get(pk=action.pk)
    siblings = action.target.actions.order_by("number")
    other = siblings.filter(number__lt=action.number).last() if up else siblings.filter(number__gt=action.number).first()
    if other:
        swap_numbers(action, other)
    else:
        targets = plan.targets.order_by("number")
        near = targets.filter(number__lt=action.target.number).last() if up else targets.filter(number__gt=action.target.number).first()
        if near is None:
            return
        left, number = action.target, action.number
        place = next_number(near.actions)
        if not up:
            rows = list(near.actions.all())
            for row in rows:
                row.number += 1
            Action.objects.bulk_update(rows, ["number"])
            place = 1
        action.target, action.number = near, place
        action.save(update_fields=["target", "number"])
        action.also_serves.remove(near)
        close_gap(left.actions, number)
    changed(plan, "plan.action_moved", "", by=by, of_target=action.target.number, number=action.number)


def forget_carries(actions) -> None:
    """Before rows of a draft go: what was carried into them is undecided again."""
    Carry.objects.filter(into__in=actions).delete()


@transaction.atomic
def remove_action(*, action: Action, by: User) -> None:
    plan = draft_only(action.target.plan, by=by)
    forget_carries([action])
    target, number = action.target, action.number
    action.delete()
    close_gap(target.actions, number)
    changed(plan, "plan.action_removed", "", by=by, of_target=target.number, number=number)


@transaction.atomic
def drop_action(*, action: Action, by: User, reason: str) -> Action:
    """Given up while its plan is under way: it stays in the plan, marked so, with its reason."""
    plan = locked_for_change(action.target.plan, by=by, reason=reason)
    if plan.is_draft:
        raise ValidationError(_("This plan is a draft: remove the action instead."))
    action = Action.objects.select_for_update(of=("self",)).select_related("target").get(pk=action.pk)
    if action.is_finished:
        raise ValidationError(_("This action is %(status)s already.") % {"status": action.get_status_display()})
    action.status = Action.Status.DROPPED
    action.save(update_fields=["status"])
    changed(
        plan, "plan.action_dropped", f"Dropped: “{action.text}”", by=by, reason=reason, action=action,
        of_target=action.target.number, number=action.number,
    )  # fmt: skip
    return action
