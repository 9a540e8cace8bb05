"""Risks are written down, answered, and taken off the list of a draft."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.actions.changing import close_gap, draft_only, locked_for_change, next_number
from actionplans.models import Action, Plan, Risk
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record


@transaction.atomic
def save_risk(
    *,
    plan: Plan,
    risk: Risk | None,
    text: str,
    likelihood: int,
    impact: int,
    owner: str,
    answer: str,
    action: Action | None,
    by: User,
    named_by=(),
) -> Risk:
    """Risks are watched all the time, so that judging one anew is no amendment of the plan; its history keeps each judgement."""
    plan = locked_for_change(plan, by=by, reason="-")
    if action and action.target.plan_id != plan.pk:
        raise ValidationError(_("This action is not one of the plan."))
    risk = risk or Risk(plan=plan, number=next_number(plan.risks))
    risk.text, risk.likelihood, risk.impact, risk.owner, risk.answer, risk.action = text, likelihood, impact, owner, answer, action
    risk.save()
    risk.named_by.set(named_by)
    record("plan.risk_saved", plan, by=by, number=risk.number, likelihood=int(likelihood), impact=int(impact))
    return risk


@transaction.atomic
def remove_risk(*, risk: Risk, by: User) -> None:
    plan = draft_only(risk.plan, by=by)
    number = risk.number
    risk.delete()
    close_gap(plan.risks, number)
    record("plan.risk_removed", plan, by=by, number=number)
