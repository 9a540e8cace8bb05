"""How a view gets its plan or a part of it: through the person who asks."""

from django.shortcuts import get_object_or_404

from actionplans.models import Action, Plan
from signatories.models import Compact


def officered_plan(request, compact: str, period: str) -> Plan:
    mine = Compact.objects.officered_by(request.user)
    return get_object_or_404(Plan.objects.select_related("compact__area", "strategy"), compact__in=mine, compact__slug=compact, period=period)


def steered_plan(request, compact: str, period: str) -> Plan:
    mine = Compact.objects.steered_by(request.user)
    return get_object_or_404(Plan.objects.select_related("compact__area", "strategy"), compact__in=mine, compact__slug=compact, period=period)


def part_of(plan: Plan, queryset, pk: int, way: str = "plan"):
    """The row of `queryset` that lies in `plan`, to which `way` leads, with the plan itself on it."""
    found = get_object_or_404(queryset, pk=pk, **{way: plan})
    if way == "plan":
        found.plan = plan
    else:
        found.target.plan = plan
    return found


def action_of(plan: Plan, pk: int) -> Action:
    return part_of(plan, Action.objects.select_related("target"), pk, "target__plan")
