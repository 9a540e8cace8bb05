"""Who may see which address. The standing cast has no plan, so the first address that needs one makes it."""

from actionplans.models import Action, Plan, Target

COMPACT = {"compact": "wealdshire"}


def a_plan(cast) -> Plan:
    """The adopted plan of 2009, with one action; made when it is not there yet."""
    plan, made = Plan.objects.get_or_create(
        compact=cast.compact, period="2009", defaults={"label": "Plan 2009", "starts_on": "2009-01-01", "ends_on": "2009-12-31", "status": "adopted"}
    )
    if made:
        target = Target.objects.create(plan=plan, number=1, text="To know each other")
        Action.objects.create(target=target, number=1, text="Hold an open day.", by_when="June 2009", due_on="2009-06-30")
    return plan


PLAN = COMPACT | {"period": lambda cast: a_plan(cast).period}

ACCESS = {
    "actionplans:current": ("public", COMPACT),
    "actionplans:current_csv": ("public", COMPACT),
    "actionplans:plans": ("public", COMPACT),
    "actionplans:plan": ("public", PLAN),
    "actionplans:plan_csv": ("public", PLAN),
    "actionplans:adopt": ("officer", PLAN),
    "actionplans:progress": ("steering", PLAN | {"pk": lambda cast: a_plan(cast).targets.get().actions.get().pk}),
}
