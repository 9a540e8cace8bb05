"""Other ways to look at a plan: how far it has come in plain words, and its actions along the months."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.by_when_said import understood
from actionplans.filters import ActionFilter
from actionplans.models import Action, Plan
from actionplans.rollup import by_aim, by_target, whole
from actionplans.timeline import state, timeline_of
from actionplans.views.plans import plan_of
from compact_portal.days import today

SHOWN = 10


def judged_on(plan: Plan):
    """A closed plan is judged by its last day, any other by today."""
    return plan.ends_on if plan.status == Plan.Status.CLOSED else today()


@login_not_required
@require_safe
def timeline(request, compact: str, period: str):
    """The drawing, and a table that says the same. Narrowed like the plan's own page, by the same words in the address."""
    plan = plan_of(request, compact, period)
    narrowed = ActionFilter(request.GET or None, queryset=Action.objects.filter(target__plan=plan), plan=plan)
    targets = list(plan.targets.prefetch_related(Prefetch("actions", narrowed.qs.distinct())))
    rows = [(target, action, understood(action), state(action, narrowed.day)) for target in targets for action in target.actions.all()]
    context = {
        "compact": plan.compact,
        "plan": plan,
        "terms": plan.terms,
        "filter": narrowed,
        "timeline": timeline_of(plan, targets, narrowed.day) if rows else None,
        "rows": rows,
    }
    return render(request, "actionplans/timeline.html", context)


@login_not_required
@require_safe
def plan_progress(request, compact: str, period: str):
    """What was promised and how far it has come, for everybody, in words that need no explanation."""
    plan = plan_of(request, compact, period)
    on = judged_on(plan)
    actions = Action.objects.filter(target__plan=plan).select_related("target").order_by("due_on", "target__number", "number")
    context = {
        "compact": plan.compact,
        "plan": plan,
        "terms": plan.terms,
        "on": on,
        "whole": whole(plan, on),
        "targets": by_target(plan, on),
        "aims": by_aim(plan.strategy, on, plan=plan) if plan.strategy else [],
        "over_the_years": by_aim(plan.strategy, on) if plan.strategy else [],
        "late": list(actions.overdue(on=on)[: SHOWN + 1]),
        "done": list(actions.filter(status=Action.Status.COMPLETED).order_by("-due_on", "target__number", "number")[: SHOWN + 1]),
        "shown": SHOWN,
    }
    return render(request, "actionplans/plan_progress.html", context)
