"""The plan's part of the annual report: its targets with what came of them, and its actions in figures."""

import datetime

from django.db.models import Count, Prefetch, Q

from actionplans.models import Achievement, Action, Plan, Target, overdue
from actionplans.numerals import roman


def with_numerals(targets: list[Target]) -> list[Target]:
    """Each achievement gets its numeral from its place, so that none is missing when one was deleted (domain.md Q4)."""
    for target in targets:
        for place, achievement in enumerate(target.achievements.all(), 1):
            achievement.numeral = roman(place)
    return targets


def targets_for_report(plan: Plan) -> list[Target]:
    """Targets in order with their outcomes, and achievements with `numeral` and organisations. Four queries.

    The one of kind "future" holds considerations for later in place of achievements.
    """
    achievements = Achievement.objects.prefetch_related("organisations")
    return with_numerals(list(plan.targets.prefetch_related("outcomes", Prefetch("achievements", achievements))))


def action_figures(plan: Plan, on: datetime.date) -> dict[str, int]:
    """How many actions stand at each status on the day `on`, with `total`, `ongoing` and `overdue`. One query."""
    counted = {
        "total": Q(),
        "ongoing": Q(ongoing=True) & ~Q(status__in=Action.FINISHED),
        "overdue": overdue(on),
        **{status.value: Q(status=status) for status in Action.Status},
    }
    # "ongoing" is a field as well, and an aggregate may not be called like one
    counts = Action.objects.filter(target__plan=plan).aggregate(**{f"{name}_count": Count("pk", filter=which) for name, which in counted.items()})
    return {name: counts[f"{name}_count"] for name in counted}
