"""What each stage is, and what each limit is for, in words. Names of stages, tests and guidance stand in content/procedure.toml instead:
an agreement may put its own in their place."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from disputes.procedure import Stage
from disputes.words import filled

EXPLAINED = {
    Stage.ADVICE: _("You ask somebody who knows the agreement. The other side is not told, and no names are written down."),
    Stage.DIRECT: _(
        "You tell the other side what happened, what was promised, and what would put it right. Both write a short note of what came of it."
    ),
    Stage.FACILITATED: _("Somebody whom both sides accept hears each alone, brings them together, and writes down what they agree."),
    Stage.PANEL: _(
        "People of both sectors, in equal number and from neither side, hear both and say what they find and recommend. Nobody has a casting vote."
    ),
    Stage.OUTSIDE: _("Other places can help where the agreement cannot. The portal sends them nothing: that is for you to decide."),
}

LIMITS = {
    "advice_reply": _("A first answer to somebody who asks for advice"),
    "advice": _("A first conversation about it"),
    "acknowledge": _("Telling you that your concern has arrived"),
    "assign": _("Deciding with you what happens next"),
    "direct_receipt": _("Saying that the concern has reached the other side"),
    "direct_answer": _("Meeting, or an answer from the other side"),
    "propose_helper": _("Proposing somebody who helps"),
    "accept_helper": _("Saying whether you accept them"),
    "talk": _("Holding the talk"),
    "note": _("Sending the note of the talk"),
    "confirm_note": _("Confirming the note"),
    "invitation": _("Between two invitations that are not answered"),
    "ask_panel": _("Asking for the {panel}"),
    "eligibility": _("Deciding whether the {panel} can hear it"),
    "fresh_look": _("Asking for a fresh look, and then the look itself"),
    "form_panel": _("Naming the {panel}"),
    "statement": _("The statement of the other side"),
    "meeting": _("The {panel}'s meeting"),
    "draft_findings": _("Sending its draft to both sides"),
    "final_findings": _("Finishing its findings"),
    "answer": _("The answer of both sides to the findings"),
    "extension": _("The longest extension that both sides can agree on"),
    "break": _("The longest break that both sides can agree on"),
}


def explained(stage: Stage) -> str:
    return gettext(EXPLAINED[stage])


def limit_in_words(name: str, compact) -> str:
    return filled(LIMITS[name], compact)
