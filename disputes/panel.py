"""Who may sit on a panel, and how it keeps its two sides equal. Pure: it knows people by number, never by name.

Southwark's rule ([002] of the reference for this field): three of each sector. Ours, in full: nobody of a party's organisation and
nobody with an interest; one who stands down is followed by a substitute of the same sector; when none is left, the other side
loses one as well; never below two and two; the chair goes to the other sector with each case; nobody has a casting vote.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

SMALLEST = 2  # of each side: fewer do not hear a case
SIDES = (gettext_noop("statutory"), gettext_noop("voluntary"))


class CannotSit(Exception):
    """With a sentence that says why; whoever asks shows it."""


class Declared(StrEnum):
    """What somebody who is asked to sit says of themself."""

    NOT_YET = "not yet"
    NONE = "no interest"
    INTEREST = "an interest"


@dataclass(frozen=True)
class Member:
    """Somebody of the standing list. `bodies` are the organisations that they belong to in any way, duplicates followed."""

    person: int
    sector: str
    bodies: frozenset[int] = frozenset()
    declared: Declared = Declared.NOT_YET

    def why_not(self, parties: Collection[int]) -> str:
        """The reason why this person cannot hear a case between `parties`, or nothing."""
        if self.sector not in SIDES:
            return _("A member of the panel stands on one of the two sides.")
        if self.bodies & set(parties):
            return _("Somebody of a party's own organisation cannot hear its case.")
        if self.declared == Declared.INTEREST:
            return _("Somebody with an interest in a case cannot hear it.")
        return ""


@dataclass(frozen=True)
class Panel:
    """`statutory` and `voluntary` sit; the same number of each. `waiting` are the substitutes, in the order in which they are asked."""

    parties: frozenset[int]
    statutory: tuple[Member, ...]
    voluntary: tuple[Member, ...]
    waiting: tuple[Member, ...] = ()
    released: tuple[Member, ...] = field(default=())  # left only so that the sides stay equal: the first to come back

    @property
    def members(self) -> tuple[Member, ...]:
        return self.statutory + self.voluntary

    def side(self, sector: str) -> tuple[Member, ...]:
        return {"statutory": self.statutory, "voluntary": self.voluntary}[sector]

    def stand_down(self, person: int) -> "Panel":
        """The panel without this person. Raises CannotSit when two and two would not be left: then a new panel is formed."""
        leaving = next((member for member in self.members if member.person == person), None)
        if leaving is None:
            raise CannotSit(_("This person does not sit on the panel."))
        staying = tuple(member for member in self.side(leaving.sector) if member.person != person)
        queue = [*self.released, *self.waiting]
        substitute = next((member for member in queue if member.sector == leaving.sector and not member.why_not(self.parties)), None)
        if substitute:
            left = tuple(member for member in self.waiting if member != substitute)
            back = tuple(member for member in self.released if member != substitute)
            return self._with(leaving.sector, (*staying, substitute), waiting=left, released=back)
        if len(staying) < SMALLEST:
            raise CannotSit(
                _("Without this person fewer than %(smallest)d of their side are left, and nobody can take the place: name substitutes first.")
                % {"smallest": SMALLEST}
            )
        other = SIDES[leaving.sector == SIDES[0]]
        *remaining, dropped = self.side(other)
        return self._with(leaving.sector, staying)._with(other, tuple(remaining), released=(*self.released, dropped))

    def _with(self, sector: str, side: tuple[Member, ...], **changes) -> "Panel":
        sides = {"statutory": self.statutory, "voluntary": self.voluntary, sector: side}
        return Panel(self.parties, **sides, **{"waiting": self.waiting, "released": self.released} | changes)

    def hears(self, present: Collection[int]) -> bool:
        """Whether those who came may hear the case: at least two of each side."""
        return all(sum(member.person in present for member in self.side(sector)) >= SMALLEST for sector in SIDES)


def compose(candidates: Sequence[Member], *, parties: Collection[int], size: int = 3) -> Panel:
    """`size` of each side out of `candidates`, in their order; whoever is left over is a substitute.

    With too few of one side both sides are smaller, down to two. Raises CannotSit when a person is named twice or a side cannot
    bring two.
    """
    if size < SMALLEST:
        raise CannotSit(_("A panel has at least %(smallest)d of each side.") % {"smallest": SMALLEST})
    if len({member.person for member in candidates}) < len(candidates):
        raise CannotSit(_("Somebody is named twice."))
    fit = {sector: [member for member in candidates if member.sector == sector and not member.why_not(parties)] for sector in SIDES}
    each = min(size, *(len(side) for side in fit.values()))
    if each < SMALLEST:
        short = _(" and ").join(_(sector) for sector in SIDES if len(fit[sector]) < SMALLEST)
        said = _("Too few people who could sit: %(sectors)s. A panel needs at least %(smallest)d of each side without an interest.")
        raise CannotSit(said % {"sectors": short, "smallest": SMALLEST})
    waiting = tuple(member for sector in SIDES for member in fit[sector][each:])
    return Panel(frozenset(parties), tuple(fit["statutory"][:each]), tuple(fit["voluntary"][:each]), waiting)


def chair_of_next(last: str | None) -> str:
    """The side that chairs, from the side that chaired the case before: it changes with each case."""
    return SIDES[last == SIDES[0]] if last else SIDES[0]
