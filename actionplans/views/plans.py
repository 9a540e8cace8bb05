"""The plan for everybody to read."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actionplans.exporting import opening_of
from actionplans.filters import ActionFilter
from actionplans.lineage import year_in_words
from actionplans.models import Action, Plan
from actionplans.reports import action_figures, with_numerals
from actionplans.tags import tags_of
from actionplans.views.approving import approvals_of
from compact_portal.days import in_words, today
from signatories.models import Compact
from signatories.roles import roles_of


def plan_of(request, compact: str, period: str) -> Plan:
    visible = Plan.objects.visible_to(request.user).select_related("compact__area", "strategy", "consultation")
    return get_object_or_404(visible, compact__slug=compact, period=period)


def newest_plan(compact: Compact) -> Plan | None:
    """The newest that is public and has begun, or the first to come."""
    public = compact.plans.public().filter(kind=Plan.Kind.ACTIONS).select_related("compact__area", "strategy", "consultation")
    return public.filter(starts_on__lte=today()).first() or public.last()


@login_not_required
@require_safe
def current(request, compact: str):
    compact = get_object_or_404(Compact.objects.select_related("area"), slug=compact)
    plan = newest_plan(compact)
    if plan is None:
        context = {"compact": compact, "drafts": drafts_for(request, compact), "roles": roles_of(request.user, compact)}
        return render(request, "actionplans/none.html", context)
    return plan_page(request, plan)


def drafts_for(request, compact: Compact) -> list[Plan]:
    return list(Plan.objects.visible_to(request.user).filter(compact=compact, status=Plan.Status.DRAFT).select_related("compact"))


@login_not_required
@require_safe
def plans(request, compact: str):
    compact = get_object_or_404(Compact.objects.select_related("area"), slug=compact)
    visible = Plan.objects.visible_to(request.user).filter(compact=compact).select_related("compact")
    strategies = compact.strategies.prefetch_related("aims")
    context = {"compact": compact, "plans": visible, "strategies": strategies, "roles": roles_of(request.user, compact)}
    return render(request, "actionplans/plans.html", context)


@login_not_required
@require_safe
def plan(request, compact: str, period: str):
    return plan_page(request, plan_of(request, compact, period))


def plan_page(request, plan: Plan):
    actions = Action.objects.filter(target__plan=plan).prefetch_related("notes")
    narrowed = ActionFilter(request.GET or None, queryset=actions, plan=plan)
    targets = list(plan.targets.prefetch_related("outcomes", "achievements", Prefetch("actions", narrowed.qs.distinct())))
    shown = [action for target in targets for action in target.actions.all()]
    figures, state = action_figures(plan, narrowed.day), state_of(plan)
    for action in shown:
        overdue, year = action.is_overdue(narrowed.day), year_in_words(action, plan)
        action.tags = tags_of(action, overdue=overdue, year=year, amended=action.pk in state["amended"])
        for note in action.notes.all():
            note.day = in_words(note.noted_on) if note.noted_on else ""
    context = {
        "compact": plan.compact,
        "plan": plan,
        "roles": roles_of(request.user, plan.compact),
        "filter": narrowed,
        "shown": len(shown),
        "may_report": set(actions.reported_by(request.user).values_list("pk", flat=True)) if plan.takes_reports else set(),
        "figures": figures,
        "by_status": [(status, figures[status.value]) for status in Action.Status if figures[status.value]],
        "targets": [target for target in with_numerals(targets) if target.actions.all() or not narrowed.narrows],
        "opening": opening_of(plan),
    }
    return render(request, "actionplans/plan.html", context | state)


def state_of(plan: Plan) -> dict:
    """What stands around the content: who agreed, what was amended, what people were asked, and the risks."""
    approvals = approvals_of(plan)
    amended = list(plan.amendments.values_list("action", flat=True))
    return {
        "approvals": approvals,
        "dissent": any(not approval.agrees for approval in approvals),
        "amendments_count": len(amended),
        "amended": set(amended),
        "consultation": getattr(plan, "consultation", None),
        "day": today(),
        "risks": sorted(plan.risks.select_related("action").prefetch_related("named_by"), key=lambda risk: (-risk.weight, risk.number)),
    }
