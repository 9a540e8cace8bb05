"""Which officer may take a case over from the one who has it, and who cannot, with the reason."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from disputes.meeting import bodies_of
from disputes.models import Case, HelperOffer, Part, Role, Side
from disputes.models.case import OF_A_SIDE, belonging_to
from disputes.panel import Declared
from disputes.procedure import State
from disputes.turns import sides_of
from signatories.models import Officer

OVER = frozenset({State.CLOSED, State.WITHDRAWN, State.ANONYMISED, State.ADVICE, State.CLOSED_ADVICE})


@dataclass(frozen=True)
class Candidate:
    """An officer of today. `why_not` is a sentence, or empty for one who can take it over."""

    officer: Officer
    why_not: str


def may_be_handed_over(case: Case) -> bool:
    """From the day on which it is sent until it is over, also while it is paused or was sent back for details."""
    return case.submitted_on is not None and State(case.state) not in OVER


def candidates(case: Case, *, but) -> list[Candidate]:
    """Every officer of the agreement today except `but`; of the other sector than whom it is about first, as when a concern is sent.

    A fixed number of queries.
    """
    sides = sides_of(case)
    officers = case.compact.officers.serving().exclude(person=but).filter(person__is_active=True)
    tied = set(officers.filter(_tied(sides)).values_list("person", flat=True))
    busy, aside = _otherwise_in_it(case), _stood_aside(case)
    about = {organisation.sector for organisation in sides[Side.RESPONDER][-1:]}
    found = [Candidate(each, _why_not(each.person, tied, busy, aside)) for each in officers.select_related("person__case_key").order_by("pk")]
    return sorted(found, key=lambda each: (bool(each.why_not), each.officer.sector in about))


def officer_has_gone(case: Case) -> bool:
    """Nobody who deals with it is an officer of the agreement any more, can sign in, and belongs to neither side."""
    offices = case.compact.officers.serving().filter(person__is_active=True)
    able = offices.exclude(_tied(sides_of(case))).values("person")
    return not case.parts.serving().filter(role=Role.OFFICER, person__in=able).exists()


def officer_of(case: Case) -> Part | None:
    return case.parts.serving().filter(role=Role.OFFICER).select_related("person").first()


def hand_overs(case: Case) -> list:
    """From whom to whom, the oldest first. One query."""
    return list(case.replacements.filter(gone__role=Role.OFFICER).select_related("gone__person", "follows__person"))


def _tied(sides: dict) -> Q:
    return belonging_to(list(bodies_of([organisation for side in sides.values() for organisation in side])))


def _why_not(person, tied: set, busy: set, aside: set) -> str:
    if person.pk in tied:
        return _("belongs to an organisation on one of the two sides.")
    if person.pk in busy:
        return _("has, or had, another part in this case.")
    if person.pk in aside:
        return _("has stood aside in this case already.")
    if not hasattr(person, "case_key"):
        return _("has not chosen a case passphrase yet. It stands among their things to do: ask them to make it, then come back.")
    return ""


def _otherwise_in_it(case: Case) -> set[int]:
    """Whoever was ever of a side; and whoever takes part now in another way than hearing private answers."""
    there = case.parts.filter(role__in=OF_A_SIDE) | case.parts.serving().exclude(role=Role.CONFIDANT)
    return set(there.values_list("person", flat=True))


def _stood_aside(case: Case) -> set[int]:
    """Who declared an interest, was replaced, or handed it over: nobody of them comes back."""
    offered = case.helper_offers.filter(outcome=HelperOffer.Outcome.INTEREST).values_list("part__person", flat=True)
    asked = case.panel_places.filter(declared=Declared.INTEREST).values_list("person", flat=True)
    replaced = case.replacements.values_list("gone__person", flat=True)
    return {*offered, *asked, *replaced}
