"""The page of a case. Everything on it comes from the table of steps, applied to where the case is now."""

from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from compact_portal.days import today
from disputes import keeping, succession
from disputes.actions import convening, panels, talking
from disputes.actions.afterwards import both_agree
from disputes.models import Audience, Confidence, Entry, Role, Side
from disputes.procedure import RESTING, Setting, Stage, State, Who
from disputes.timing import clock_of, fresh_look_until, procedure_of, receipt_due
from disputes.turns import is_untold, offers, sides_of, turn_of, wanted_of, whos
from disputes.views.drafts import draft_context
from disputes.views.fetch import case_view
from disputes.words import PEOPLE, deed, filled, people_in_words, readers_in_words, state_in_words

OUTSIDE = {Role.CANDIDATE: "disputes/candidate.html", Role.ASKED: "disputes/asked.html", Role.CONFIDANT: "disputes/confidant.html"}


@require_safe
@case_view
def case(request, case, viewer):
    """Each role has its own page: a draft its author's, somebody who is only asked sees no more than they need to say yes or no."""
    if told := [part.pk for part in viewer.parts if part.told_on]:
        case.parts.filter(pk__in=told).update(told_on=None)  # what they were told of is before them now
    if case.state == State.DRAFT:
        if not viewer.has(Role.RAISER):
            may_hand_over = viewer.has(Role.OFFICER) and succession.may_be_handed_over(case)
            return render(request, "disputes/waiting.html", {"compact": case.compact, "case": case, "may_hand_over": may_hand_over})
        return render(request, "disputes/draft.html", draft_context(case, viewer))
    inside = [part for part in viewer.parts if part.role not in OUTSIDE]
    if not inside:
        return _from_outside(request, case, viewer)
    said = keeping.read(case=case, sitting=viewer.sitting)
    shown = [opened for opened in said if opened.damaged or opened.entry.audience != Audience.DRAFT]
    ring = keeping.Keyring(case, viewer.sitting)
    on, clock = today(), clock_of(case)
    turn, sides = turn_of(State(case.state), Setting(case.setting)), sides_of(case)
    context = {
        "compact": case.compact,
        "case": case,
        "viewer": viewer,
        "state": capfirst(state_in_words(case.state, case.compact)),
        "stage": procedure_of(case).called(Stage(case.stage)),
        "sides": sides,
        "readers": keeping.holders(case).get(Audience.CASE, []),
        "untold": is_untold(case),
        "story_is_time": case.state in RESTING,
        "offers": offers(case, viewer.parts),
        "turn": [_called(who, sides, case.compact) for who in sorted(turn)],
        "my_turn": bool(turn & whos(viewer.parts)),
        "next": _next(case, viewer),
        "receipt_due": receipt_due(case),
        "standstill": case.breaks.filter(until__isnull=True).first(),
        "longest_break": procedure_of(case).limit("break"),
        "fresh_look_until": fresh_look_until(case),
        "late": bool(case.due_on and on > case.due_on),
        "left": clock.left(on) if clock and case.due_on else None,
        "moves": _moves(case),
        "said": [_line(opened, viewer, case) for opened in shown],
        "files": [
            (file, name, readers_in_words(file.audience, case.setting, case.compact))
            for file, name in keeping.names(case=case, sitting=viewer.sitting)
        ],
        "may_write": talking.may_write(case) and bool(talking.audiences_for(viewer.parts, ring)),
        "waits": not ring.audiences,
        "officer": viewer.has(Role.OFFICER),
        "case_officer": succession.officer_of(case),
        "handed_over": succession.hand_overs(case),
        "may_hand_over": viewer.has(Role.OFFICER) and succession.may_be_handed_over(case),
        "officer_has_gone": viewer.has(Role.RAISER, Role.RESPONDER, Role.OFFICER) and _officer_has_gone(case),
        "raiser": viewer.has(Role.RAISER),
        "of_side": viewer.has(Role.RAISER, Role.RESPONDER),
        "convenor": viewer.has(Role.CONVENOR),
        "convenors": _convenors(case, viewer),
        "may_stand_down": viewer.has(Role.PANEL, Role.CHAIR) and case.state in panels.SEATED,
        "may_find": viewer.has(Role.CHAIR) and case.state in (State.PANEL_MET, State.FINDINGS_DRAFT),
        "may_recommend": viewer.has(Role.HELPER) and talking.may_write(case),
        "offer": case.helper_offers.filter(ended_on__isnull=True).select_related("part__person").first(),
        "places": list(case.panel_places.select_related("person")),
        "questions": [q for part in viewer.parts for q in part.private_questions.filter(answered_on__isnull=True, asked_on__lte=on)],
    }
    return render(request, "disputes/case.html", context)


def _officer_has_gone(case) -> bool:
    return succession.may_be_handed_over(case) and succession.officer_has_gone(case)


def _called(who: Who, sides: dict, compact) -> str:
    """A side by its name: "the other side" would be one's own for half of those who read it."""
    named = {Who.RAISER: Side.RAISER, Who.RESPONDER: Side.RESPONDER}
    return gettext(" and ").join(map(str, sides[named[who]])) if who in named else filled(PEOPLE[who], compact)


def _next(case, viewer) -> list[tuple]:
    """(who, deed) of the steps that are waited for from others."""
    wanted = wanted_of(State(case.state), Setting(case.setting))
    return [
        (capfirst(people_in_words(step, case.compact)), deed(step.event, case.compact)) for step in wanted if not set(step.who) & whos(viewer.parts)
    ]


def _convenors(case, viewer) -> list[tuple]:
    """(part, whether the viewer may ask for somebody else, whether they are it) while there is something for them to decide."""
    if case.state not in convening.CONVENED:
        return []
    mine = {part.pk for part in viewer.parts}
    return [(part, convening.may_replace(case, part, viewer.parts), part.pk in mine) for part in convening.serving(case)]


def _moves(case) -> list[tuple]:
    compact = case.compact
    return [(move.taken_on, deed(move.event, compact).button, state_in_words(move.target, compact), move.was_late) for move in case.moves.all()]


def _readers(sealed, case) -> str:
    return readers_in_words(sealed.audience, case.setting, case.compact)


def _line(opened: keeping.Opened, viewer, case) -> dict:
    """What the template needs of an entry: who may do what with it."""
    entry = opened.entry
    leaves = entry.kind in (Entry.Kind.RECOMMENDATION, Entry.Kind.STORY) and entry.audience == Audience.CASE
    consents = set(entry.consents.filter(version=entry.version).values_list("side", flat=True)) if leaves else set()
    mine = entry.written_by.person_id == viewer.person.pk
    sides = {part.side for part in viewer.parts if part.side}
    return {
        "opened": opened, "entry": entry, "audience": _readers(entry, case), "mine": mine, "leaves": leaves,
        "for_signatories": entry.confidence == Confidence.K1,
        "consented": bool(sides & consents), "may_consent": leaves and bool(sides - consents) and bool(sides), "both": leaves and both_agree(entry),
        "may_share": mine and entry.audience != Audience.CASE and entry.kind != Entry.Kind.PRIVATE_ANSWER,
        "may_change": mine and not (entry.kind in (Entry.Kind.JOINT_NOTE, Entry.Kind.FINDING) and entry.audience == Audience.CASE),
    }  # fmt: skip


def _from_outside(request, case, viewer):
    part = next(part for role in OUTSIDE for part in viewer.parts if part.role == role)
    said = keeping.read(case=case, sitting=viewer.sitting)
    context = {
        "compact": case.compact,
        "case": case,
        "said": said,
        "offer": case.helper_offers.filter(part=part, ended_on__isnull=True).first() if part.role == Role.CANDIDATE else None,
        "place": case.panel_places.filter(person=viewer.person).first() if part.role == Role.ASKED else None,
        "sides": sides_of(case),
    }
    return render(request, OUTSIDE[part.role], context)
