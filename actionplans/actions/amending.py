"""One action gets other words or another day because of something that was decided outside the plan."""

from django.db import transaction

from actionplans.actions.acts import set_by_when
from actionplans.actions.changing import changed, locked_for_change
from actionplans.models import Action
from compact_portal.accounts.models import User


@transaction.atomic
def amend_action(*, action: Action, text: str, by_when: str, by: User, reason: str = "") -> Action:
    """Owners, helpers and notes stay. An adopted plan wants a `reason`, which everybody can read. Raises ValidationError."""
    plan = locked_for_change(action.target.plan, by=by, reason=reason)
    action = Action.objects.select_for_update(of=("self",)).select_related("target").get(pk=action.pk)
    action.target.plan = plan
    before, date_before = action.text, action.by_when
    action.text = text.strip()
    if by_when.strip() != date_before:
        set_by_when(action, by_when.strip())
    action.save()
    what = f"“{before}” is now: “{action.text}”" if before != action.text else f"Changed: “{action.text}”"
    what += f" By when, before: “{date_before or 'nothing'}”, is now: “{action.by_when or 'nothing'}”." if date_before != action.by_when else ""
    changed(plan, "plan.action_changed", what, by=by, reason=reason, action=action, of_target=action.target.number, number=action.number)
    return action
