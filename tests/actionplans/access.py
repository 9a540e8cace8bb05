"""Who may see which address. The standing cast has no plan, so the first address that needs one makes it."""

from actionplans import uploads
from actionplans.models import (
    Achievement,
    Action,
    Ask,
    DateChange,
    GroupDecision,
    Plan,
    PlanComment,
    PlanConsultation,
    ProgressMeeting,
    ProgressNote,
    Risk,
    Strategy,
    Target,
    UpdateLink,
)  # fmt: skip
from actionplans.periods import parse_period
from compact_portal.messaging.links import token_hash
from signatories.models import Compact, Reference

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


def an_achievement(cast) -> Achievement:
    return Achievement.objects.get_or_create(target=a_plan(cast).targets.get(), number=1, defaults={"text": "We met."})[0]


def a_note(cast) -> ProgressNote:
    action = a_plan(cast).targets.get().actions.get()
    return ProgressNote.objects.get_or_create(action=action, number=1, defaults={"text": "It was held."})[0]


def a_reference(cast) -> int:
    row = {"compact": cast.compact, "organisation": cast.police, "document": "Estates policy", "kind": "policy", "strength": "refers"}
    checked = {"status": "listed", "checked_at": "2009-03-01T12:00Z", "checked_by": cast.officer}
    return Reference.objects.get_or_create(**row, defaults=checked)[0].pk


def an_ask(cast) -> Ask:
    return Ask.objects.get_or_create(compact=cast.compact, said_in="Survey 2009", defaults={"text": "More meetings."})[0]


def an_owner(cast):
    a_note(cast).action.owners.add(cast.police)  # for whom nobody of the cast acts
    return cast.police


def their_action(cast) -> Action:
    """An action of a public plan of another agreement."""
    other, _ = Compact.objects.get_or_create(slug="elsewhere", defaults={"name": "Elsewhere", "area": cast.area, "level": "county"})
    plan, _ = Plan.objects.get_or_create(
        compact=other, period="2009", defaults={"label": "Theirs", "starts_on": "2009-01-01", "ends_on": "2009-12-31", "status": "adopted"}
    )
    target, _ = Target.objects.get_or_create(plan=plan, number=1, defaults={"text": "To talk"})
    return Action.objects.get_or_create(target=target, number=1, defaults={"text": "Talk."})[0]


def kept_upload(cast) -> str:
    """The token of a file that the officer sent."""
    table = b"Target,Organisation,Activity,By When\n1. To talk,WC,Meet.,May 2030\n"
    return uploads.keep(uploads.Upload("plan.csv", table, parse_period("2030"), beside=True), compact=cast.compact, by=cast.officer)


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


def a_meeting(cast) -> ProgressMeeting:
    said = {"chaired_by": "the chair", "recorded_at": "2009-05-01T12:00Z", "recorded_by": cast.officer}
    return ProgressMeeting.objects.get_or_create(plan=a_plan(cast), held_on="2009-05-01", of="Working group", defaults=said)[0]


def a_coming_meeting(cast) -> ProgressMeeting:
    said = {"recorded_at": "2009-05-01T12:00Z", "recorded_by": cast.officer}
    return ProgressMeeting.objects.get_or_create(plan=a_plan(cast), held_on="2009-06-01", of="Working group", defaults=said)[0]


def a_group_meeting(cast, **said) -> ProgressMeeting:
    said |= {"recorded_at": "2009-05-01T12:00Z", "recorded_by": cast.officer}
    return ProgressMeeting.objects.get_or_create(group=cast.compact, held_on="2009-05-01", of=f"Group {len(said)}", defaults=said)[0]


def a_group_decision(cast) -> GroupDecision:
    return GroupDecision.objects.get_or_create(meeting=a_group_meeting(cast, chaired_by="the chair"), number=1, text="Write a guide.")[0]


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

TARGET = PLAN | {"number": 1}
MEETING = PLAN | {"pk": lambda cast: a_meeting(cast).pk}
GROUP = {"compact": "wealdshire"}
GROUP_HELD = GROUP | {"pk": lambda cast: a_group_meeting(cast, chaired_by="the chair").pk}
GROUP_COMING = GROUP | {"pk": lambda cast: a_group_meeting(cast).pk}
COMING = PLAN | {"pk": lambda cast: a_coming_meeting(cast).pk}
ACHIEVEMENT = TARGET | {"pk": lambda cast: an_achievement(cast).pk}
ACCESS = {
    "actionplans:current": ("public", COMPACT),
    "actionplans:current_csv": ("public", COMPACT),
    "actionplans:plans": ("public", COMPACT),
    "actionplans:plan": ("public", PLAN),
    "actionplans:plan_csv": ("public", PLAN),
    "actionplans:plan_pdf": ("public", PLAN),
    "actionplans:plan_docx": ("public", PLAN),
    "actionplans:plan_xlsx": ("public", PLAN),
    "actionplans:import": ("officer", COMPACT),
    "actionplans:import_check": ("officer", COMPACT | {"token": kept_upload}, {"actionplans:import": "case_officer"}),
    "actionplans:import_write": ("post:officer but case_officer", COMPACT | {"token": kept_upload}),
    "actionplans:plan_progress": ("public", PLAN),
    "actionplans:timeline": ("public", PLAN),
    "actionplans:compare": ("public", PLAN),
    "actionplans:asked": ("public", COMPACT),
    "actionplans:ask_add": ("officer", COMPACT),
    "actionplans:ask_change": ("officer", COMPACT | {"pk": lambda cast: an_ask(cast).pk}),
    "actionplans:parallel": ("steering", COMPACT | {"pk": lambda cast: a_note(cast).action_id, "other": lambda cast: their_action(cast).pk}),
    "actionplans:compact_calendar": ("public", COMPACT),
    "actionplans:organisation_calendar": ("public", COMPACT | {"pk": lambda cast: an_owner(cast).pk}),
    "actionplans:changes": ("public", COMPACT),
    "actionplans:calendar": ("signed_in", {}),
    "actionplans:make_calendar": ("post:signed_in", {}),
    "actionplans:stop_calendar": ("post:signed_in", {}),
    "actionplans:achievement_from_reference": ("officer", {"compact": "wealdshire", "pk": a_reference}),
    "actionplans:achievements": ("officer", TARGET),
    "actionplans:add_achievement": ("officer", TARGET),
    "actionplans:achievement_from_note": ("post:officer", TARGET | {"note": lambda cast: a_note(cast).pk}),
    "actionplans:change_achievement": ("officer", ACHIEVEMENT),
    "actionplans:move_achievement": ("post:officer", ACHIEVEMENT),
    "actionplans:remove_achievement": ("officer", ACHIEVEMENT),
    "actionplans:papers": ("public", PLAN),
    "actionplans:paper_pdf": ("public", PLAN | {"first": "2009-01"}),
    "actionplans:paper_docx": ("public", PLAN | {"first": "2009-01"}),
    "actionplans:meetings": ("steering", PLAN),
    "actionplans:meeting_add": ("steering", PLAN),
    "actionplans:meeting": ("steering", MEETING),
    "actionplans:meeting_change": ("steering", MEETING),
    "actionplans:meeting_plan": ("steering", PLAN),
    "actionplans:meeting_replan": ("steering", COMING),
    "actionplans:meeting_call_off": ("steering", COMING),
    "actionplans:group_meetings": ("steering", GROUP),
    "actionplans:group_meeting_add": ("steering", GROUP),
    "actionplans:group_meeting_plan": ("steering", GROUP),
    "actionplans:group_meeting": ("steering", GROUP_HELD),
    "actionplans:group_meeting_change": ("steering", GROUP_HELD),
    "actionplans:group_meeting_replan": ("steering", GROUP_COMING),
    "actionplans:meeting_tell": ("steering", GROUP_COMING),
    "actionplans:group_meeting_call_off": ("steering", GROUP_COMING),
    "actionplans:decision_add": ("steering", GROUP_HELD),
    "actionplans:decision_into_plan": ("officer", GROUP | {"pk": lambda cast: a_group_decision(cast).pk}),
    "actionplans:meeting_decide": ("officer", MEETING),
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
    "actionplans:action_events": ("officer", DRAFT_ACTION),
    "actionplans:action_move": ("post:officer", DRAFT_ACTION),
    "actionplans:action_remove": ("officer", DRAFT_ACTION),
    "actionplans:risk_add": ("officer", DRAFT),
    "actionplans:risk_change": ("officer", DRAFT_RISK),
    "actionplans:risk_remove": ("officer", DRAFT_RISK),
    "actionplans:approve": ("steering", DRAFT),
    "actionplans:adopt": ("officer", PLAN),
    "actionplans:amendments": ("public", PLAN),
    "actionplans:consultation": ("public", DRAFT),
    "actionplans:comment": ("post:signed_in", DRAFT),
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
