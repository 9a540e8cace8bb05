"""The procedure of a disagreement as one table: from which state, by what, to which, who, what is needed, in how many working days.

Buttons, guards, deadlines, the page that explains the procedure and its tests are all drawn from it. It follows the reference for this
field (C3.3 and C3.4), which joins the facilitated talk of East Sussex and the panel of Southwark. Pure data: it knows no case.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Stage(IntEnum):
    ADVICE = 0
    DIRECT = 1
    FACILITATED = 2
    PANEL = 3
    OUTSIDE = 4


class Setting(StrEnum):
    """Which stages a Compact has agreed on (C3.2)."""

    FACILITATED = "facilitated"
    PANEL = "panel"
    BOTH = "facilitated+panel"
    NONE = "none"

    @property
    def stages(self) -> frozenset[Stage]:
        always = {Stage.ADVICE, Stage.OUTSIDE}
        agreed = {
            Setting.FACILITATED: {Stage.DIRECT, Stage.FACILITATED},
            Setting.PANEL: {Stage.DIRECT, Stage.PANEL},
            Setting.BOTH: {Stage.DIRECT, Stage.FACILITATED, Stage.PANEL},
            Setting.NONE: set(),
        }
        return frozenset(always | agreed[self])


class Who(StrEnum):
    """Who takes a step, as the roles of one case; never a role of the portal."""

    ADVISER = "adviser"  # a Champion, a steering group member, an officer, or the voluntary sector's own support body
    RAISER = "raiser"
    RESPONDER = "responder"
    OFFICER = "case officer"
    HELPER = "helper"
    CONVENORS = "co-convenors"
    CHAIR = "panel chair"
    PORTAL = "portal"


class State(StrEnum):
    ADVICE = "advice"
    CLOSED_ADVICE = "closed_advice"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACKNOWLEDGED = "acknowledged"
    REDIRECTED = "redirected"
    OUT_OF_SCOPE = "out_of_scope"
    SCOPE_LOOK = "scope_look"
    DIRECT_TALK = "direct_talk"
    HELPER_WANTED = "helper_wanted"
    HELPER_PROPOSED = "helper_proposed"
    HELPER_AGREED = "helper_agreed"
    TALK_PLANNED = "talk_planned"
    TALK_HELD = "talk_held"
    NOTE_OUT = "note_out"
    AGREED = "agreed"
    NOT_SOLVED = "not_solved"
    PANEL_ASKED = "panel_asked"
    PANEL_REFUSED = "panel_refused"
    FRESH_LOOK = "fresh_look"
    PANEL_FORMING = "panel_forming"
    PANEL_FORMED = "panel_formed"
    STATEMENTS_IN = "statements_in"
    PANEL_MET = "panel_met"
    FINDINGS_DRAFT = "findings_draft"
    FINDINGS_FINAL = "findings_final"
    ANSWERED = "answered"
    PAUSED = "paused"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    ANONYMISED = "anonymised"


NOT_OPEN = frozenset({State.DRAFT, State.ADVICE, State.CLOSED_ADVICE, State.PAUSED, State.CLOSED, State.WITHDRAWN, State.ANONYMISED})
OPEN = frozenset(State) - NOT_OPEN
"""A concern that has been sent and is not over: it can be withdrawn at any moment, without a reason, and paused."""


@dataclass(frozen=True)
class Step:
    """`source` None begins a case. `target` None leads back to where the case was before it was paused.

    `together` says that every one of `who` must agree, not one of them. `needs` names what has to be given; `limit` is a key of LIMITS,
    counted from the last step of the case, or from the last one of the event `counted_from`.
    """

    source: State | None
    event: str
    target: State | None
    who: tuple[Who, ...]
    stage: Stage
    needs: tuple[str, ...] = ()
    limit: str = ""
    together: bool = False
    counted_from: str = ""


# Working days, each a setting of the Compact. A clock starts on the day after what started it.
LIMITS = {
    "advice_reply": 3, "advice": 10, "acknowledge": 3, "assign": 5, "direct_receipt": 5, "direct_answer": 15, "propose_helper": 5, "accept_helper": 5,
    "talk": 20, "note": 5, "confirm_note": 10, "invitation": 10, "ask_panel": 60, "eligibility": 5, "fresh_look": 10, "form_panel": 15,
    "statement": 15, "meeting": 30, "draft_findings": 10, "final_findings": 15, "answer": 20, "extension": 10, "break": 30,
}  # fmt: skip

LOOKED_AT_AGAIN = (State.OUT_OF_SCOPE, State.PANEL_REFUSED)
"""What a fresh look can be asked for, once each, by two people who have not decided (C3.3, C3.4)."""

RESTING = (State.AGREED, State.NOT_SOLVED, State.ANSWERED, State.PANEL_REFUSED, State.OUT_OF_SCOPE, State.REDIRECTED)
"""Where a stage has come to its end, and the case can be closed."""

_A, _D, _F, _P = Stage.ADVICE, Stage.DIRECT, Stage.FACILITATED, Stage.PANEL
_BOTH = (Who.RAISER, Who.RESPONDER)
_QUORUM = ("quorum of two and two",)
_REFUSED = ("test that is not met", "written reasons")

STEPS = (
    # Stage 0: somebody asks; no party is told.
    Step(None, "log", State.ADVICE, (Who.ADVISER,), _A, ("subject", "code"), "advice_reply"),
    Step(State.ADVICE, "close advice", State.CLOSED_ADVICE, (Who.ADVISER,), _A, ("outcome",), "advice"),
    Step(State.ADVICE, "raise", State.DRAFT, (Who.RAISER,), _D),
    # Stage 1: raising, and talking directly.
    Step(None, "raise", State.DRAFT, (Who.RAISER,), _D),
    Step(State.DRAFT, "submit", State.SUBMITTED, (Who.RAISER,), _D, ("summary", "yardstick", "wish", "attempts", "confidentiality", "responder")),
    Step(State.SUBMITTED, "acknowledge", State.ACKNOWLEDGED, (Who.OFFICER,), _D, ("conflict check",), "acknowledge"),
    Step(State.ACKNOWLEDGED, "send back", State.DRAFT, (Who.OFFICER,), _D, ("reason",), "assign"),
    Step(State.ACKNOWLEDGED, "redirect", State.REDIRECTED, (Who.OFFICER,), _D, ("the agreement that applies",), "assign"),
    Step(State.ACKNOWLEDGED, "find outside", State.OUT_OF_SCOPE, (Who.OFFICER,), _D, ("reason", "signpost"), "assign"),
    Step(State.OUT_OF_SCOPE, "ask again", State.SCOPE_LOOK, (Who.RAISER,), _D, ("what was missing",)),
    Step(State.SCOPE_LOOK, "find inside", State.ACKNOWLEDGED, (Who.CONVENORS,), _D, ("written reasons",), "fresh_look"),
    Step(State.SCOPE_LOOK, "stay outside", State.OUT_OF_SCOPE, (Who.CONVENORS,), _D, ("written reasons", "signpost"), "fresh_look", together=True),
    Step(State.ACKNOWLEDGED, "start talk", State.DIRECT_TALK, (Who.OFFICER, Who.RAISER), _D, ("notice to the responder",), "assign", together=True),
    Step(State.DIRECT_TALK, "receive", State.DIRECT_TALK, (Who.RESPONDER,), _D, (), "direct_receipt"),
    Step(State.DIRECT_TALK, "solve", State.AGREED, _BOTH, _D, ("joint note",), "direct_answer", together=True),
    Step(State.DIRECT_TALK, "not solve", State.NOT_SOLVED, _BOTH, _D, ("note",), "direct_answer"),
    # Stage 2: somebody helps both sides.
    Step(State.ACKNOWLEDGED, "ask for help", State.HELPER_WANTED, _BOTH, _F, ("why not directly",)),
    Step(State.DIRECT_TALK, "ask for help", State.HELPER_WANTED, _BOTH, _F),
    Step(State.HELPER_WANTED, "propose helper", State.HELPER_PROPOSED, (Who.OFFICER,), _F, ("statement of independence",), "propose_helper"),
    Step(State.HELPER_PROPOSED, "accept helper", State.HELPER_AGREED, _BOTH, _F, (), "accept_helper", together=True),
    Step(State.HELPER_PROPOSED, "refuse helper", State.HELPER_WANTED, _BOTH, _F),
    Step(State.HELPER_PROPOSED, "refuse the third", State.NOT_SOLVED, (Who.PORTAL,), _F),
    Step(State.HELPER_AGREED, "set date", State.TALK_PLANNED, (Who.HELPER,), _F, ("date", "place", "access needs"), "talk"),
    Step(State.TALK_PLANNED, "hold talk", State.TALK_HELD, (Who.HELPER,), _F, ("who was there",)),
    Step(State.TALK_HELD, "send note", State.NOTE_OUT, (Who.HELPER,), _F, ("outcome",), "note"),
    Step(State.NOTE_OUT, "confirm note", State.AGREED, _BOTH, _F, (), "confirm_note", together=True),
    Step(State.NOTE_OUT, "not confirm", State.NOT_SOLVED, _BOTH, _F, (), "confirm_note"),
    Step(State.HELPER_AGREED, "decline twice", State.NOT_SOLVED, (Who.OFFICER,), _F, ("days of both invitations",), "invitation"),
    Step(State.TALK_PLANNED, "decline twice", State.NOT_SOLVED, (Who.OFFICER,), _F, ("days of both invitations",), "invitation"),
    # Stage 3: three and three listen to both, and recommend.
    Step(State.NOT_SOLVED, "ask for panel", State.PANEL_ASKED, _BOTH, _P, ("six tests",), "ask_panel"),
    Step(State.PANEL_ASKED, "find eligible", State.PANEL_FORMING, (Who.CONVENORS,), _P, ("written reasons",), "eligibility"),
    Step(State.PANEL_ASKED, "find not eligible", State.PANEL_REFUSED, (Who.CONVENORS,), _P, _REFUSED, "eligibility", together=True),
    Step(State.PANEL_REFUSED, "ask again", State.FRESH_LOOK, _BOTH, _P, ("what was missing",)),
    Step(State.FRESH_LOOK, "find eligible", State.PANEL_FORMING, (Who.CONVENORS,), _P, ("written reasons",), "fresh_look"),
    Step(State.FRESH_LOOK, "find not eligible", State.PANEL_REFUSED, (Who.CONVENORS,), _P, _REFUSED, "fresh_look", together=True),
    Step(State.PANEL_FORMING, "form panel", State.PANEL_FORMED, (Who.CONVENORS,), _P, ("declarations",), "form_panel"),
    Step(State.PANEL_FORMED, "state", State.STATEMENTS_IN, (Who.RESPONDER,), _P, ("statement",), "statement"),
    Step(State.PANEL_FORMED, "meet without statement", State.PANEL_MET, (Who.CHAIR,), _P, _QUORUM, "meeting", counted_from="form panel"),
    Step(State.STATEMENTS_IN, "meet", State.PANEL_MET, (Who.CHAIR,), _P, _QUORUM, "meeting", counted_from="form panel"),
    Step(State.PANEL_MET, "draft findings", State.FINDINGS_DRAFT, (Who.CHAIR,), _P, ("consensus", "findings"), "draft_findings"),
    Step(State.FINDINGS_DRAFT, "finish findings", State.FINDINGS_FINAL, (Who.CHAIR,), _P, ("corrections of fact",), "final_findings"),
    Step(State.FINDINGS_FINAL, "answer", State.ANSWERED, _BOTH, _P, ("accept, in part, or decline",), "answer", together=True),
    # The end, and what can happen at any time.
    *(Step(state, "close", State.CLOSED, (Who.OFFICER,), _D, ("result", "lesson")) for state in RESTING),
    *(Step(state, "withdraw", State.WITHDRAWN, (Who.RAISER,), _D) for state in (State.DRAFT, *sorted(OPEN))),
    *(Step(state, "pause", State.PAUSED, (Who.OFFICER,), _D, ("why it stands still", "reason"), "break") for state in sorted(OPEN)),
    Step(State.PAUSED, "resume", None, (Who.OFFICER,), _D),
    Step(State.PAUSED, "end break", None, (Who.PORTAL,), _D),
    Step(State.PAUSED, "withdraw", State.WITHDRAWN, (Who.RAISER,), _D),
    Step(State.CLOSED, "reopen", State.HELPER_WANTED, _BOTH, _F, ("private answers",)),
    Step(State.CLOSED, "reopen for the panel", State.PANEL_ASKED, _BOTH, _P, ("private answers",)),
    Step(State.CLOSED, "anonymise", State.ANONYMISED, (Who.PORTAL,), _A),
    Step(State.WITHDRAWN, "anonymise", State.ANONYMISED, (Who.PORTAL,), _A),
)


ANY_TIME = ("withdraw", "pause", "resume", "end break", "anonymise", "close")
STANDSTILL = ("pause", "resume", "end break")
NO_NEW_LIMIT = (*STANDSTILL, "receive")  # after these, the limit that ran before runs on


def steps_from(state: State | None, setting: Setting) -> list[Step]:
    """What can happen next where these stages have been agreed on; from None, how a case begins."""
    return [step for step in STEPS if step.source == state and step.stage in setting.stages and not _superfluous(step, setting)]


def _superfluous(step: Step, setting: Setting) -> bool:
    """A closed case goes straight back to its helper; to the panel only where there are no helpers."""
    return step.event == "reopen for the panel" and Stage.FACILITATED in setting.stages


def steps_of(who: Who, state: State | None, setting: Setting) -> list[Step]:
    """The buttons of one role in one state."""
    return [step for step in steps_from(state, setting) if who in step.who]


def step_named(event: str, state: State | None, setting: Setting) -> Step | None:
    return next((step for step in steps_from(state, setting) if step.event == event), None)


def reachable(setting: Setting) -> set[State]:
    """Every state that a case can come to, from its beginning."""
    found, waiting = set(), [None]
    while waiting:
        for step in steps_from(waiting.pop(), setting):
            if step.target and step.target not in found:
                found.add(step.target)
                waiting.append(step.target)
    return found


def stage_of(state: State) -> Stage | None:
    """The stage whose steps lead to this state; None for what can be reached from anywhere."""
    return next((step.stage for step in STEPS if step.target == state and step.event not in ANY_TIME), None)
