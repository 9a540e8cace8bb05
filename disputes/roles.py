"""Who may do what around cases, before there is any: predicates that read as sentences."""

from compact_portal.days import today
from disputes.models.custodians import Custodian
from signatories.models import Champion, Compact, Officer, SeatHolder
from signatories.models.organisation import Sector

SIDES = frozenset({Sector.STATUTORY.value, Sector.VOLUNTARY.value})


def sectors_of(person, compact: Compact, *, on=None) -> set[str]:
    """The sides for which `person` runs or steers this Compact: as its officer, or from a seat of the steering group. One query."""
    return sectors_in([person.pk], [compact.pk], on=on).get((person.pk, compact.pk), set())


def sectors_in(people, compacts, *, on=None) -> dict[tuple[int, int], set[str]]:
    """The same, of several people and agreements by their keys. One query."""
    on = on or today()
    offices = Officer.objects.serving(on=on).filter(person__in=people, compact__in=compacts).order_by().values_list("person", "compact", "sector")
    seats = SeatHolder.objects.serving(on=on).filter(person__in=people, seat__compact__in=compacts).order_by()
    sides: dict[tuple[int, int], set[str]] = {}
    for person, compact, sector in offices.union(seats.values_list("person", "seat__compact", "seat__organisation__sector")):
        if sector in SIDES:
            sides.setdefault((person, compact), set()).add(sector)
    return sides


def may_advise(person, compact: Compact, *, on=None) -> bool:
    """Champions, the steering group and the officers are asked for advice (domain.md C3.3, stage 0)."""
    if not person.is_authenticated:
        return False
    champion = Champion.objects.serving(on=on).filter(person=person, signature__compact=compact)
    return champion.exists() or Compact.objects.steered_by(person, on=on).filter(pk=compact.pk).exists()


def is_custodian(person) -> bool:
    """Of any Compact: they must have a second factor, as officers must (security.md 3.17)."""
    return Custodian.objects.serving().filter(person=person).exists()
