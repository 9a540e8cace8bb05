"""What can be done in a case right now, by whom, and by when: the table of steps applied to one case.

Guards, buttons and deadlines all ask here. Nothing is decided about a step that the table does not say, except what only the case
itself can know: whether a panel exists, whether somebody has agreed already, whether a limit has passed.
"""

import datetime
from dataclasses import dataclass, field

from django.utils.translation import gettext

from compact_portal.days import in_words, today
from disputes.models import Case, PanelDocument, Part, Role, Side
from disputes.procedure import Setting, State, Step, Who, steps_from
from disputes.timing import AT_ANY_TIME, fresh_look_until, was_looked_at_again, was_received
from disputes.words import PEOPLE, Deed, deed, filled

# Nobody waits for these.
EXCEPTIONS = ("receive", "close", "reopen", "reopen for the panel", "anonymise", "decline twice", "meet without statement", "ask again", "resume")
OF_OWN_PAGES = ("raise", "submit", "anonymise", "refuse the third", "end break", "log", "close advice")
ROLES = {
    Role.RAISER: Who.RAISER, Role.RESPONDER: Who.RESPONDER, Role.OFFICER: Who.OFFICER, Role.HELPER: Who.HELPER, Role.CONVENOR: Who.CONVENORS,
    Role.CHAIR: Who.CHAIR,
}  # fmt: skip
REOPENED_WITHIN = 366  # days after closing in which harm opens a case again (domain.md C3.4)


@dataclass(frozen=True)
class Offer:
    """A step that somebody may take now. `agreed`: they have, and wait for `missing`. `blocked` says why it cannot be taken yet."""

    step: Step
    deed: Deed
    agreed: bool = False
    missing: list[str] = field(default_factory=list)
    others_agreed: bool = False
    blocked: str = ""

    @property
    def open(self) -> bool:
        return not self.agreed and not self.blocked


def whos(parts) -> set[Who]:
    return {ROLES[part.role] for part in parts if part.role in ROLES}


def voice_of(part: Part) -> str:
    """Whose word it is: a side speaks with one voice, whoever of it says it; each co-convenor has their own."""
    if part.role in (Role.RAISER, Role.RESPONDER):
        return part.role
    return f"convenor {part.pk}" if part.role == Role.CONVENOR else part.role


def voices_needed(case: Case, step: Step) -> dict[str, str]:
    """The voices that must all agree, with what each is called; empty for a step that one takes alone."""
    if not step.together:
        return {}
    needed, sides = {}, sides_of(case)
    for who in step.who:
        if who == Who.CONVENORS:
            needed |= {voice_of(part): str(part.person) for part in case.parts.serving().filter(role=Role.CONVENOR).select_related("person")}
        else:
            # A side by its name: "the other side" would be one's own for half of those who read it.
            needed[who.value] = gettext(" and ").join(map(str, sides.get(who.value, ()))) or filled(PEOPLE[who], case.compact)
    return needed


def last_move(case: Case) -> int:
    return case.moves.order_by("-number").values_list("number", flat=True).first() or 0


def agreed_voices(case: Case, event: str) -> set[str]:
    return set(case.voices.filter(event=event, after=last_move(case)).values_list("voice", flat=True))


def offers(case: Case, parts, *, on: datetime.date | None = None) -> list[Offer]:
    """What the person with these parts may do now, in the order of the table; what ends or stops the case comes last."""
    mine, found = whos(parts), []
    setting, state = Setting(case.setting), State(case.state)
    for step in steps_from(state, setting):
        if not mine & set(step.who) or step.event in OF_OWN_PAGES or (step.event == "receive" and was_received(case)):
            continue
        needed = voices_needed(case, step)
        given = agreed_voices(case, step.event) if needed else set()
        own = {voice_of(part) for part in parts if part.role in ROLES and ROLES[part.role] in step.who}
        missing = [name for voice, name in needed.items() if voice not in given]
        found.append(
            Offer(step, deed(step.event, case.compact), bool(own & given), missing, bool(given - own), blocked(case, step, parts, on=on or today()))
        )
    return sorted(found, key=lambda offer: offer.step.event in (*AT_ANY_TIME, "close"))


def offer_of(case: Case, parts, event: str) -> Offer | None:
    return next((offer for offer in offers(case, parts) if offer.step.event == event), None)


def blocked(case: Case, step: Step, parts, *, on: datetime.date) -> str:
    """Why a step of the table cannot be taken in this case now, as a sentence; or nothing."""
    check = BLOCKS.get(step.event)
    return check(case, parts, on) if check else ""


def _panel_hears(case: Case, parts, on) -> str:
    panel = case.compact.terms.panel
    if PanelDocument.objects.in_force(case.compact) is None:
        return gettext("The %(panel)s is not set up yet: its procedure is not in force.") % {"panel": panel}
    sides = sides_of(case)
    sectors = [{organisation.sector for organisation in sides[side]} for side in (Side.RAISER, Side.RESPONDER)]
    if "statutory" not in sectors[0] | sectors[1] or sectors[0] & sectors[1] or "cross" in sectors[0] | sectors[1]:
        return gettext("The %(panel)s hears a case between the two sectors only.") % {"panel": panel}
    signed = case.compact.signatures.in_force().filter(organisation__in=sides[Side.RESPONDER]).exists()
    return "" if signed else gettext("The %(panel)s hears a case only where the other side has signed.") % {"panel": panel}


def _statement_is_late(case: Case, parts, on) -> str:
    due = case.due_on
    return (
        ""
        if due and on > due
        else gettext("There is time for the statement until %(due)s.") % {"due": in_words(due)}
        if due
        else gettext("The clock stands still.")
    )


def _helper_has_declared(case: Case, parts, on) -> str:
    offer = case.helper_offers.filter(ended_on__isnull=True).first()
    return "" if offer and offer.declared_on else gettext("The helper has not said yet that they are willing, and independent of both sides.")


def _panel_is_ready(case: Case, parts, on) -> str:
    places = list(case.panel_places.filter(place="sits"))
    if not places:
        return gettext("Nobody has been asked to sit yet.")
    if any(place.declared != "no interest" for place in places):
        return gettext("Not everybody who is asked has declared yet.")
    return "" if any(place.chairs for place in places) else gettext("Nobody chairs it yet.")


def _findings_are_written(case: Case, parts, on) -> str:
    return "" if case.entries.filter(kind="finding").exists() else gettext("Write at least one finding first.")


def _was_looked_at_twice(case: Case, parts, on) -> str:
    return gettext("There was a fresh look already.") if was_looked_at_again(case) else ""


def _fresh_look_can_be_asked_for(case: Case, parts, on) -> str:
    until = fresh_look_until(case)
    return gettext("A fresh look can be asked for until %(until)s.") % {"until": in_words(until)} if until and on <= until else ""


def _is_recent(case: Case, parts, on) -> str:
    if case.closed_on and (on - case.closed_on).days <= REOPENED_WITHIN:
        return ""
    return gettext("A case can be opened again within a year of its end. Write a new concern instead.")


def _was_sent(case: Case, parts, on) -> str:
    return "" if case.submitted_on else gettext("This was never sent: delete the draft instead.")


BLOCKS = {
    "withdraw": _was_sent,
    "ask for panel": _panel_hears,
    "reopen for the panel": lambda case, parts, on: _is_recent(case, parts, on) or _panel_hears(case, parts, on),
    "reopen": _is_recent,
    "meet without statement": _statement_is_late,
    "accept helper": _helper_has_declared,
    "form panel": _panel_is_ready,
    "draft findings": _findings_are_written,
    "ask again": _was_looked_at_twice,
    "close": _fresh_look_can_be_asked_for,
}


def sides_of(case: Case) -> dict[str, list]:
    found: dict[str, list] = {Side.RAISER: [], Side.RESPONDER: []}
    for party in case.parties.select_related("organisation"):
        found[party.side].append(party.organisation)
    return found


def is_untold(case: Case) -> bool:
    """Whom the concern is about has not heard of it."""
    return not case.parts.serving().filter(role=Role.RESPONDER).exists()


def wanted_of(state: State, setting: Setting) -> list[Step]:
    """The steps that lead on from here, one or the other of which is waited for."""
    steps = [step for step in steps_from(state, setting) if step.event not in (*AT_ANY_TIME, *EXCEPTIONS) and step.who != (Who.PORTAL,)]
    return [step for step in steps if step.limit] or steps or [step for step in steps_from(state, setting) if step.event == "close"]


def turn_of(state: State, setting: Setting) -> frozenset[Who]:
    """Whose turn it is."""
    return frozenset(who for step in wanted_of(state, setting) for who in step.who)
