"""What changed in an agreement's public plans, newest first: adopted, amended, a new day, progress reported."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from actionplans.models import Amendment, DateChange, Plan, Update
from compact_portal.days import midnight
from signatories.models import Compact

MOST = 50


@dataclass(frozen=True)
class Change:
    """`key` stays the same for good, so that a feed reader shows nothing twice."""

    key: str
    at: datetime.datetime
    title: str
    words: str
    address: str


def changes_of(compact: Compact) -> list[Change]:
    """The last fifty. Four queries. Nothing of a draft, and nobody's name."""
    plans = {plan.pk: plan for plan in compact.plans.public()}
    for plan in plans.values():
        plan.compact = compact
    found = [adopted(plan) for plan in plans.values() if plan.adopted_on]
    amendments = Amendment.objects.filter(plan__in=plans).order_by("-made_at")
    found += [
        Change(
            f"amendment-{row.pk}", row.made_at, _("%(plan)s was amended") % {"plan": plans[row.plan_id]},
            _("%(what)s Why: %(reason)s") % {"what": row.what, "reason": row.reason}, address(plans[row.plan_id]),
        )
        for row in amendments[:MOST]
    ]  # fmt: skip
    updates = Update.objects.filter(action__target__plan__in=plans).select_related("action__target", "note").order_by("-given_on", "-pk")
    found += [
        Change(
            f"update-{row.pk}-{row.revision}", midnight(row.given_on), f"{row.get_rating_display().capitalize()}: {row.action}",
            row.note.text, address(plans[row.action.target.plan_id], row.action_id),
        )
        for row in updates[:MOST]
    ]  # fmt: skip
    accepted = DateChange.objects.filter(action__target__plan__in=plans, state=DateChange.State.ACCEPTED)
    dates = accepted.select_related("action__target").order_by("-pk")
    found += [
        Change(
            f"date-{row.pk}", row.decided_at or midnight(row.proposed_on), _("A new day for: %(action)s") % {"action": row.action},
            _("By when, before: %(before)s. Now: %(after)s. Why: %(reason)s")
            % {"before": row.before or _("nothing"), "after": row.after, "reason": row.reason},
            address(plans[row.action.target.plan_id], row.action_id),
        )
        for row in dates[:MOST]
    ]  # fmt: skip
    return sorted(found, key=lambda change: change.at, reverse=True)[:MOST]


def adopted(plan: Plan) -> Change:
    title = _("%(plan)s was adopted") % {"plan": plan}
    return Change(f"plan-{plan.pk}-adopted", midnight(plan.adopted_on), title, _("Everybody can read it now."), address(plan))


def address(plan: Plan, action: int | None = None) -> str:
    return reverse("actionplans:plan", args=[plan.compact.slug, plan.period]) + (f"#action-{action}" if action else "")
