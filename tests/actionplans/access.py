"""Who may see which address. The standing cast has no plan, so the first address that needs one makes it."""

from actionplans.models import Action, DateChange, Plan, PlanComment, PlanConsultation, Risk, Strategy, Target, UpdateLink
from compact_portal.messaging.links import token_hash

COMPACT = {"compact": "wealdshire"}
TOKEN = "token-of-the-update"


def a_plan(cast) -> Plan:
    """The adopted plan of 2009, with one action; made when it is not there yet."""
    plan, made = Plan.objects.get_or_create(
        compact=cast.compact, period="2009", defaults={"label": "Plan 2009", "starts_on": "2009-01-01", "ends_on": "2009-12-31", "status": "adopted"}
    )
    if made:
        target = Target.objects.create(plan=plan, number=1, text="To know each other")
        Action.objects.create(target=target, number=1, text="Hold an open day.", by_when="June 2009", due_on="2009-06-30")
    return plan


def a_draft(cast) -> Plan:
    """The draft of 2010, on which people are consulted, with one target, action, risk and comment."""
    plan, made = Plan.objects.get_or_create(
        compact=cast.compact, period="2010", defaults={"label": "Plan 2010", "starts_on": "2010-01-01", "ends_on": "2010-12-31"}
    )
    if made:
        target = Target.objects.create(plan=plan, number=1, text="To meet")
        Action.objects.create(target=target, number=1, text="Meet.", by_when="June 2010", due_on="2010-06-30")
        Risk.objects.create(plan=plan, number=1, text="Rain.", likelihood=1, impact=1, owner="All", answer="A tent.")
        consultation = PlanConsultation.objects.create(plan=plan, opens_on="2009-09-01", closes_on="2009-11-30")
        PlanComment.objects.create(consultation=consultation, text="Good.", written_at="2009-10-01T12:00Z", written_by=cast.stranger)
    return plan


def prepare(cast) -> None:
    """The charity was asked for its update."""
    UpdateLink.objects.create(
        plan=a_plan(cast), organisation=cast.charity, period_starts_on="2009-04-01", asked_on="2009-06-24", token_hash=token_hash(TOKEN)
    )


def a_date_change(cast) -> DateChange:
    made, _ = DateChange.objects.get_or_create(
        action=a_plan(cast).targets.get().actions.get(),
        defaults={"after": "July 2009", "reason": "Rain.", "state": "proposed", "proposed_on": "2009-05-01", "proposed_by": cast.officer},
    )
    return made


PLAN = COMPACT | {"period": lambda cast: a_plan(cast).period}
ACTION = PLAN | {"pk": lambda cast: a_plan(cast).targets.get().actions.get().pk}
DRAFT = COMPACT | {"period": lambda cast: a_draft(cast).period}
DRAFT_TARGET = DRAFT | {"pk": lambda cast: a_draft(cast).targets.get().pk}
DRAFT_ACTION = DRAFT | {"pk": lambda cast: a_draft(cast).targets.get().actions.get().pk}
DRAFT_RISK = DRAFT | {"pk": lambda cast: a_draft(cast).risks.get().pk}
STRATEGY = COMPACT | {
    "pk": lambda cast: Strategy.objects.get_or_create(compact=cast.compact, title="Strategy", starts_in=2008, ends_in=2012)[0].pk,
}

ACCESS = {
    "actionplans:current": ("public", COMPACT),
    "actionplans:current_csv": ("public", COMPACT),
    "actionplans:plans": ("public", COMPACT),
    "actionplans:plan": ("public", PLAN),
    "actionplans:plan_csv": ("public", PLAN),
    "actionplans:action": ("public", ACTION),
    "actionplans:begin": ("officer", COMPACT),
    "actionplans:strategy_add": ("officer", COMPACT),
    "actionplans:strategy_change": ("officer", STRATEGY),
    "actionplans:write": ("officer", DRAFT),
    "actionplans:describe": ("officer", DRAFT),
    "actionplans:target_add": ("officer", DRAFT),
    "actionplans:target_change": ("officer", DRAFT_TARGET),
    "actionplans:target_move": ("post:officer", DRAFT_TARGET),
    "actionplans:target_remove": ("officer", DRAFT_TARGET),
    "actionplans:action_add": ("officer", DRAFT_TARGET),
    "actionplans:action_change": ("officer", DRAFT_ACTION),
    "actionplans:action_links": ("officer", DRAFT_ACTION),
    "actionplans:action_move": ("post:officer", DRAFT_ACTION),
    "actionplans:action_remove": ("officer", DRAFT_ACTION),
    "actionplans:risk_add": ("officer", DRAFT),
    "actionplans:risk_change": ("officer", DRAFT_RISK),
    "actionplans:risk_remove": ("officer", DRAFT_RISK),
    "actionplans:approve": ("steering", DRAFT),
    "actionplans:adopt": ("officer", PLAN),
    "actionplans:amendments": ("public", PLAN),
    "actionplans:consultation": ("public", DRAFT),
    "actionplans:consult": ("officer", DRAFT),
    "actionplans:answer": ("officer", DRAFT | {"pk": lambda cast: a_draft(cast).consultation.comments.get().pk}),
    "actionplans:update_link": ("public", {"token": TOKEN}),
    "actionplans:updates": ("steering", PLAN),
    "actionplans:my_updates": ("reporter", PLAN),
    "actionplans:leave": ("post:public", PLAN),
    "actionplans:ask": ("post:officer", PLAN | {"organisation": lambda cast: cast.charity.pk}),
    "actionplans:progress": ("reporter", ACTION),
    "actionplans:date_decision": ("officer", PLAN | {"pk": lambda cast: a_date_change(cast).pk}),
    "actionplans:unfinished": ("officer", PLAN),
    "actionplans:unfinished_action": ("officer", ACTION),
    "actionplans:close": ("officer", PLAN),
}
