"""What the procedure's states, steps and needs are called on a page. One place, so that buttons, help and the drawing say the same.

`{panel}` and the like are filled in from the agreement's own terms. Nothing here decides anything: procedure.py does.
"""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from disputes.models import Audience
from disputes.procedure import Setting, Stage, State, Step, Who


@dataclass(frozen=True)
class Deed:
    """`button` is what somebody presses; `means` says before that what will happen."""

    button: str
    means: str


STATES = {
    State.ADVICE: _("advice asked for"),
    State.CLOSED_ADVICE: _("advice given"),
    State.DRAFT: _("being written"),
    State.SUBMITTED: _("sent"),
    State.ACKNOWLEDGED: _("received"),
    State.REDIRECTED: _("belongs to another agreement"),
    State.OUT_OF_SCOPE: _("outside the agreement"),
    State.SCOPE_LOOK: _("two others look again"),
    State.DIRECT_TALK: _("both sides talk"),
    State.HELPER_WANTED: _("a helper is wanted"),
    State.HELPER_PROPOSED: _("a helper is proposed"),
    State.HELPER_AGREED: _("both accept the helper"),
    State.TALK_PLANNED: _("a talk is planned"),
    State.TALK_HELD: _("the talk was held"),
    State.NOTE_OUT: _("both read the note"),
    State.AGREED: _("agreed"),
    State.NOT_SOLVED: _("not solved"),
    State.PANEL_ASKED: _("the {panel} is asked for"),
    State.PANEL_REFUSED: _("the {panel} cannot hear it"),
    State.FRESH_LOOK: _("two others look again"),
    State.PANEL_FORMING: _("the {panel} is being formed"),
    State.PANEL_FORMED: _("the {panel} is formed"),
    State.STATEMENTS_IN: _("both statements are in"),
    State.PANEL_MET: _("the {panel} has met"),
    State.FINDINGS_DRAFT: _("draft findings"),
    State.FINDINGS_FINAL: _("findings"),
    State.ANSWERED: _("both have answered"),
    State.PAUSED: _("paused"),
    State.CLOSED: _("closed"),
    State.WITHDRAWN: _("withdrawn"),
    State.ANONYMISED: _("only a number is left"),
}

PEOPLE = {
    Who.ADVISER: _("whoever is asked for advice"),
    Who.RAISER: _("who raises the concern"),
    Who.RESPONDER: _("the other side"),
    Who.OFFICER: _("the case officer"),
    Who.HELPER: _("the helper"),
    Who.CONVENORS: _("the co-convenors"),
    Who.CHAIR: _("the chair of the {panel}"),
    Who.PORTAL: _("the portal itself"),
}

DEEDS = {
    "log": Deed(_("Note that advice was asked for"), _("No name is written down, and the other side is not told.")),
    "close advice": Deed(_("Say what came of it"), _("It becomes one more in the year's count.")),
    "raise": Deed(_("Write a concern"), _("Only whoever writes it can see it until it is sent.")),
    "submit": Deed(_("Send the concern"), _("From now on the case officer can read it. The other side is told only when you agree.")),
    "acknowledge": Deed(_("Say that it has arrived"), _("Who raised it is told. Nobody else hears of it.")),
    "send back": Deed(_("Send it back for details"), _("It is a draft again, which only its writer can change.")),
    "redirect": Deed(_("Pass it to another agreement"), _("Another agreement fits better. Nothing is sent there: who raised it decides that.")),
    "find outside": Deed(
        _("Say that the agreement cannot help"), _("Who raised it is told why, and where else to turn, and can ask two others to look again.")
    ),
    "find inside": Deed(_("The agreement covers it"), _("One of the two is enough to open the way. The case officer goes on with it.")),
    "stay outside": Deed(_("It stays outside the agreement"), _("Only when both say so. Who raised it is told why, and where else to turn.")),
    "start talk": Deed(
        _("Start talking to the other side"),
        _("The other side is told what is said here, and reads what is marked for both sides. Nothing is sent before both of you have agreed."),
    ),
    "receive": Deed(_("Say that you have it"), _("Who raised it knows then that it has reached you. It is no answer yet, and binds you to nothing.")),
    "solve": Deed(_("It is solved"), _("Both write one short note, and each confirms it.")),
    "not solve": Deed(_("It is not solved"), _("Talking has not settled it. What comes next is for you to choose.")),
    "ask for help": Deed(
        _("Ask for somebody to help"),
        _("The case officer proposes somebody of neither side, and both sides may say no. The other side is told, if it does not know of it yet."),
    ),
    "propose helper": Deed(
        _("Propose a helper"), _("Both sides see who it is and what they declare. The helper sees only a summary without names until both accept.")
    ),
    "accept helper": Deed(_("Accept the helper"), _("When both sides accept, the helper can read the case.")),
    "refuse helper": Deed(_("Ask for somebody else"), _("No reason is needed. After the third name the talk is given up.")),
    "refuse the third": Deed(_("Give up looking for a helper"), _("Three names were refused.")),
    "set date": Deed(_("Set the date of the talk"), _("Both sides are told when and where.")),
    "hold talk": Deed(_("Say that the talk was held"), _("It is noted who was there.")),
    "send note": Deed(_("Send the note of the talk"), _("Both sides read it and can confirm it.")),
    "confirm note": Deed(_("Confirm the note"), _("When both sides confirm it, the case is agreed.")),
    "not confirm": Deed(_("Do not confirm the note"), _("The case is not solved by this talk.")),
    "decline twice": Deed(
        _("Record that the other side did not come"), _("Two invitations were not answered or declined. This counts as an attempt.")
    ),
    "ask for panel": Deed(_("Ask for the {panel}"), _("The co-convenors look at whether the {panel} can hear it.")),
    "find eligible": Deed(_("The {panel} can hear it"), _("One co-convenor is enough to open the way.")),
    "find not eligible": Deed(_("The {panel} cannot hear it"), _("Only when both co-convenors say so. A fresh look can be asked for once.")),
    "ask again": Deed(
        _("Ask two others to look again"),
        _("Two people who have not decided before, one of each sector and of neither side. They can read this as soon as you ask. Once only."),
    ),
    "form panel": Deed(
        _("Name the {panel}"), _("The rules choose: the same number of each sector, nobody of a party, everybody without an interest.")
    ),
    "state": Deed(_("Give our statement"), _("The {panel} and who raised the concern read it.")),
    "meet without statement": Deed(_("Say that the {panel} met without a statement"), _("The time for the statement has passed.")),
    "meet": Deed(_("Say that the {panel} met"), _("At least two of each sector were there and heard both sides.")),
    "draft findings": Deed(_("Send the draft to both sides"), _("Both may correct facts before it is finished.")),
    "finish findings": Deed(_("Finish the findings"), _("Both sides read them and answer.")),
    "answer": Deed(_("Answer the findings"), _("Accept, accept in part, or decline and say why.")),
    "close": Deed(_("Close the case"), _("Nothing more is written in it. Both sides are asked in private how it went, now and twice later.")),
    "withdraw": Deed(
        _("Withdraw the concern"), _("It ends here. No reason is needed, and nobody may hold it against you. What was written goes a month later.")
    ),
    "pause": Deed(
        _("Pause the case"),
        _("Its clocks stand still until it goes on: while another process looks at it, or for a break that both sides have agreed to."),
    ),
    "resume": Deed(_("Go on with the case"), _("It goes on where it was, with the days that were left.")),
    "end break": Deed(_("The break is over"), _("It goes on by itself where it was, with the days that were left.")),
    "reopen": Deed(_("Open the case again"), _("Something got worse because of the concern. It goes straight to a helper.")),
    "reopen for the panel": Deed(_("Open the case again"), _("Something got worse because of the concern. It goes straight to the {panel}.")),
    "anonymise": Deed(_("Forget the case"), _("Its time is over: what was written is gone for good.")),
}

NEEDS = {
    "subject": _("What it is about"),
    "code": _("Which part of the agreement"),
    "outcome": _("What came of it"),
    "summary": _("What happened"),
    "yardstick": _("Which promise was not kept, or how the spirit of the agreement was hurt"),
    "wish": _("What would put it right"),
    "attempts": _("What you have tried so far"),
    "confidentiality": _("Who may read it"),
    "responder": _("Which organisation it is about"),
    "conflict check": _("Nobody of either side will work on it"),
    "reason": _("Why"),
    "why it stands still": _("What it waits for"),
    "the agreement that applies": _("Which agreement fits better, and why"),
    "signpost": _("Where else to turn"),
    "notice to the responder": _("What the other side is told first"),
    "joint note": _("The note that both agree on"),
    "note": _("A short note of where you stand"),
    "statement of independence": _("Why this helper is independent of both sides"),
    "date": _("Day of the talk"),
    "place": _("Place"),
    "access needs": _("What people need to take part"),
    "who was there": _("Who was there"),
    "days of both invitations": _("Days of both invitations"),
    "six tests": _("How each test is met"),
    "written reasons": _("Reasons"),
    "test that is not met": _("Which test is not met"),
    "what was missing": _("What is different now, or what was overlooked"),
    "declarations": _("Everybody has declared that they have no interest"),
    "statement": _("Your statement"),
    "quorum of two and two": _("At least two of each sector were there"),
    "why not directly": _("Why talking directly to the other side is not safe or wise"),
    "consensus": _("Do all who heard it agree?"),
    "findings": _("What the {panel} finds and recommends, with reasons"),
    "corrections of fact": _("Facts that were corrected"),
    "accept, in part, or decline": _("Your answer, with reasons if you do not accept all of it"),
    "result": _("How it ended"),
    "lesson": _("What others can learn from it, without names"),
    "private answers": _("What got worse"),
}

SEES = (
    (
        "K0",
        _("Everybody"),
        _("How disagreements are settled, yearly counts that cannot be traced to anybody, and a story if both sides agree to every word."),
    ),
    ("K1", _("Organisations that signed"), _("What can be learnt from a year, without names.")),
    ("K2", _("The {steering_group}"), _("How many cases there were, once they are too many to tell who. Never a name.")),
    (
        "K3",
        _("Both sides, the helper and the case officer"),
        _("What is shared in a case: the concern once it is sent on, statements, the note that both agree on."),
    ),
    ("K4", _("One side and the helper"), _("What one side tells the helper alone. The other side never sees it.")),
    ("K5", _("The helper, or the {panel}, alone"), _("Working notes.")),
)


def filled(words: str, compact) -> str:
    """`words`, in the reader's language, with the agreement's own terms."""
    terms = compact.terms
    return gettext(words).format(panel=terms.panel, steering_group=terms.steering_group)


def state_in_words(state: State, compact) -> str:
    return filled(STATES[state], compact)


def people_in_words(step: Step, compact) -> str:
    names = [filled(PEOPLE[who], compact) for who in step.who]
    if len(names) < 2:
        return "".join(names)
    return gettext("%(names)s, together") % {"names": gettext(" and ").join(names)} if step.together else gettext(" or ").join(names)


def deed(event: str, compact) -> Deed:
    return Deed(filled(DEEDS[event].button, compact), filled(DEEDS[event].means, compact))


def needs_in_words(step: Step, compact) -> list[str]:
    return [filled(NEEDS[need], compact) for need in step.needs]


def readers_in_words(audience: Audience, setting: str, compact) -> str:
    """Who reads together, as far as the stages that were agreed on know such people."""
    stages = Setting(setting).stages
    helper = [gettext("the helper")] if Stage.FACILITATED in stages else []
    panel = gettext("the %(panel)s") % {"panel": compact.terms.panel}
    if audience == Audience.CASE:
        people = [gettext("both sides"), *helper, *([panel] if Stage.PANEL in stages else []), gettext("the case officer")]
        return gettext("%(some)s and %(last)s") % {"some": ", ".join(people[:-1]), "last": people[-1]}
    if audience in (Audience.RAISER, Audience.RESPONDER):
        side = gettext("the side that raised it") if audience == Audience.RAISER else gettext("the side that answers")
        return gettext("%(some)s and %(last)s") % {"some": side, "last": helper[0]} if helper else side
    return panel if audience == Audience.PANEL else str(Audience(audience).label)


def own_side_in_words(setting: str) -> str:
    return gettext("only our side and the helper") if Stage.FACILITATED in Setting(setting).stages else gettext("only our side")
