"""What the procedure's states, steps and needs are called on a page. One place, so that buttons, help and the drawing say the same.

`{panel}` and the like are filled in from the agreement's own terms. Nothing here decides anything: procedure.py does.
"""

from dataclasses import dataclass

from disputes.models import Audience
from disputes.procedure import Setting, Stage, State, Step, Who


@dataclass(frozen=True)
class Deed:
    """`button` is what somebody presses; `means` says before that what will happen."""

    button: str
    means: str


STATES = {
    State.ADVICE: "advice asked for",
    State.CLOSED_ADVICE: "advice given",
    State.DRAFT: "being written",
    State.SUBMITTED: "sent",
    State.ACKNOWLEDGED: "received",
    State.REDIRECTED: "belongs to another agreement",
    State.OUT_OF_SCOPE: "outside the agreement",
    State.SCOPE_LOOK: "two others look again",
    State.DIRECT_TALK: "both sides talk",
    State.HELPER_WANTED: "a helper is wanted",
    State.HELPER_PROPOSED: "a helper is proposed",
    State.HELPER_AGREED: "both accept the helper",
    State.TALK_PLANNED: "a talk is planned",
    State.TALK_HELD: "the talk was held",
    State.NOTE_OUT: "both read the note",
    State.AGREED: "agreed",
    State.NOT_SOLVED: "not solved",
    State.PANEL_ASKED: "the {panel} is asked for",
    State.PANEL_REFUSED: "the {panel} cannot hear it",
    State.FRESH_LOOK: "two others look again",
    State.PANEL_FORMING: "the {panel} is being formed",
    State.PANEL_FORMED: "the {panel} is formed",
    State.STATEMENTS_IN: "both statements are in",
    State.PANEL_MET: "the {panel} has met",
    State.FINDINGS_DRAFT: "draft findings",
    State.FINDINGS_FINAL: "findings",
    State.ANSWERED: "both have answered",
    State.PAUSED: "paused",
    State.CLOSED: "closed",
    State.WITHDRAWN: "withdrawn",
    State.ANONYMISED: "only a number is left",
}

PEOPLE = {
    Who.ADVISER: "whoever is asked for advice",
    Who.RAISER: "who raises the concern",
    Who.RESPONDER: "the other side",
    Who.OFFICER: "the case officer",
    Who.HELPER: "the helper",
    Who.CONVENORS: "the co-convenors",
    Who.CHAIR: "the chair of the {panel}",
    Who.PORTAL: "the portal itself",
}

DEEDS = {
    "log": Deed("Note that advice was asked for", "No name is written down, and the other side is not told."),
    "close advice": Deed("Say what came of it", "It becomes one more in the year's count."),
    "raise": Deed("Write a concern", "Only whoever writes it can see it until it is sent."),
    "submit": Deed("Send the concern", "From now on the case officer can read it. The other side is told only when you agree."),
    "acknowledge": Deed("Say that it has arrived", "Who raised it is told. Nobody else hears of it."),
    "send back": Deed("Send it back for details", "It is a draft again, which only its writer can change."),
    "redirect": Deed("Pass it to another agreement", "Another agreement fits better. Nothing is sent there: who raised it decides that."),
    "find outside": Deed(
        "Say that the agreement cannot help", "Who raised it is told why, and where else to turn, and can ask two others to look again."
    ),
    "find inside": Deed("The agreement covers it", "One of the two is enough to open the way. The case officer goes on with it."),
    "stay outside": Deed("It stays outside the agreement", "Only when both say so. Who raised it is told why, and where else to turn."),
    "start talk": Deed(
        "Start talking to the other side",
        "The other side is told what is said here, and reads what is marked for both sides. Nothing is sent before both of you have agreed.",
    ),
    "receive": Deed("Say that you have it", "Who raised it knows then that it has reached you. It is no answer yet, and binds you to nothing."),
    "solve": Deed("It is solved", "Both write one short note, and each confirms it."),
    "not solve": Deed("It is not solved", "Talking has not settled it. What comes next is for you to choose."),
    "ask for help": Deed(
        "Ask for somebody to help",
        "The case officer proposes somebody of neither side, and both sides may say no. The other side is told, if it does not know of it yet.",
    ),
    "propose helper": Deed(
        "Propose a helper", "Both sides see who it is and what they declare. The helper sees only a summary without names until both accept."
    ),
    "accept helper": Deed("Accept the helper", "When both sides accept, the helper can read the case."),
    "refuse helper": Deed("Ask for somebody else", "No reason is needed. After the third name the talk is given up."),
    "refuse the third": Deed("Give up looking for a helper", "Three names were refused."),
    "set date": Deed("Set the date of the talk", "Both sides are told when and where."),
    "hold talk": Deed("Say that the talk was held", "It is noted who was there."),
    "send note": Deed("Send the note of the talk", "Both sides read it and can confirm it."),
    "confirm note": Deed("Confirm the note", "When both sides confirm it, the case is agreed."),
    "not confirm": Deed("Do not confirm the note", "The case is not solved by this talk."),
    "decline twice": Deed("Record that the other side did not come", "Two invitations were not answered or declined. This counts as an attempt."),
    "ask for panel": Deed("Ask for the {panel}", "The co-convenors look at whether the {panel} can hear it."),
    "find eligible": Deed("The {panel} can hear it", "One co-convenor is enough to open the way."),
    "find not eligible": Deed("The {panel} cannot hear it", "Only when both co-convenors say so. A fresh look can be asked for once."),
    "ask again": Deed(
        "Ask two others to look again",
        "Two people who have not decided before, one of each sector and of neither side. They can read this as soon as you ask. Once only.",
    ),
    "form panel": Deed("Name the {panel}", "The rules choose: the same number of each sector, nobody of a party, everybody without an interest."),
    "state": Deed("Give our statement", "The {panel} and who raised the concern read it."),
    "meet without statement": Deed("Say that the {panel} met without a statement", "The time for the statement has passed."),
    "meet": Deed("Say that the {panel} met", "At least two of each sector were there and heard both sides."),
    "draft findings": Deed("Send the draft to both sides", "Both may correct facts before it is finished."),
    "finish findings": Deed("Finish the findings", "Both sides read them and answer."),
    "answer": Deed("Answer the findings", "Accept, accept in part, or decline and say why."),
    "close": Deed("Close the case", "Nothing more is written in it. Both sides are asked in private how it went, now and twice later."),
    "withdraw": Deed(
        "Withdraw the concern", "It ends here. No reason is needed, and nobody may hold it against you. What was written goes a month later."
    ),
    "pause": Deed(
        "Pause the case",
        "Its clocks stand still until it goes on: while another process looks at it, or for a break that both sides have agreed to.",
    ),
    "resume": Deed("Go on with the case", "It goes on where it was, with the days that were left."),
    "end break": Deed("The break is over", "It goes on by itself where it was, with the days that were left."),
    "reopen": Deed("Open the case again", "Something got worse because of the concern. It goes straight to a helper."),
    "reopen for the panel": Deed("Open the case again", "Something got worse because of the concern. It goes straight to the {panel}."),
    "anonymise": Deed("Forget the case", "Its time is over: what was written is gone for good."),
}

NEEDS = {
    "subject": "What it is about",
    "code": "Which part of the agreement",
    "outcome": "What came of it",
    "summary": "What happened",
    "yardstick": "Which promise was not kept, or how the spirit of the agreement was hurt",
    "wish": "What would put it right",
    "attempts": "What you have tried so far",
    "confidentiality": "Who may read it",
    "responder": "Which organisation it is about",
    "conflict check": "Nobody of either side will work on it",
    "reason": "Why",
    "why it stands still": "What it waits for",
    "the agreement that applies": "Which agreement fits better, and why",
    "signpost": "Where else to turn",
    "notice to the responder": "What the other side is told first",
    "joint note": "The note that both agree on",
    "note": "A short note of where you stand",
    "statement of independence": "Why this helper is independent of both sides",
    "date": "Day of the talk",
    "place": "Place",
    "access needs": "What people need to take part",
    "who was there": "Who was there",
    "days of both invitations": "Days of both invitations",
    "six tests": "How each test is met",
    "written reasons": "Reasons",
    "test that is not met": "Which test is not met",
    "what was missing": "What is different now, or what was overlooked",
    "declarations": "Everybody has declared that they have no interest",
    "statement": "Your statement",
    "quorum of two and two": "At least two of each sector were there",
    "why not directly": "Why talking directly to the other side is not safe or wise",
    "consensus": "Do all who heard it agree?",
    "findings": "What the {panel} finds and recommends, with reasons",
    "corrections of fact": "Facts that were corrected",
    "accept, in part, or decline": "Your answer, with reasons if you do not accept all of it",
    "result": "How it ended",
    "lesson": "What others can learn from it, without names",
    "private answers": "What got worse",
}

SEES = (
    (
        "K0",
        "Everybody",
        "How disagreements are settled, yearly counts that cannot be traced to anybody, and a story if both sides agree to every word.",
    ),
    ("K1", "Organisations that signed", "What can be learnt from a year, without names."),
    ("K2", "The {steering_group}", "How many cases there were, once they are too many to tell who. Never a name."),
    (
        "K3",
        "Both sides, the helper and the case officer",
        "What is shared in a case: the concern once it is sent on, statements, the note that both agree on.",
    ),
    ("K4", "One side and the helper", "What one side tells the helper alone. The other side never sees it."),
    ("K5", "The helper, or the {panel}, alone", "Working notes."),
)


def filled(words: str, compact) -> str:
    """`words` with the agreement's own terms."""
    terms = compact.terms
    return words.format(panel=terms.panel, steering_group=terms.steering_group)


def state_in_words(state: State, compact) -> str:
    return filled(STATES[state], compact)


def people_in_words(step: Step, compact) -> str:
    names = [filled(PEOPLE[who], compact) for who in step.who]
    return (" and " if step.together and len(names) > 1 else " or ").join(names) + (", together" if step.together and len(names) > 1 else "")


def deed(event: str, compact) -> Deed:
    return Deed(filled(DEEDS[event].button, compact), filled(DEEDS[event].means, compact))


def needs_in_words(step: Step, compact) -> list[str]:
    return [filled(NEEDS[need], compact) for need in step.needs]


def readers_in_words(audience: Audience, setting: str, compact) -> str:
    """Who reads together, as far as the stages that were agreed on know such people."""
    stages = Setting(setting).stages
    helper = ["the helper"] if Stage.FACILITATED in stages else []
    if audience == Audience.CASE:
        people = ["both sides", *helper, *([f"the {compact.terms.panel}"] if Stage.PANEL in stages else []), "the case officer"]
        return f"{', '.join(people[:-1])} and {people[-1]}"
    if audience in (Audience.RAISER, Audience.RESPONDER):
        return " and ".join(["the side that raised it" if audience == Audience.RAISER else "the side that answers", *helper])
    return f"the {compact.terms.panel}" if audience == Audience.PANEL else Audience(audience).label


def own_side_in_words(setting: str) -> str:
    return "only our side and the helper" if Stage.FACILITATED in Setting(setting).stages else "only our side"
