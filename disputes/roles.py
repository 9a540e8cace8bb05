"""Who may do what around cases, before there is any: predicates that read as sentences."""

from compact_portal.days import today
from disputes.models.custodians import Custodian
from signatories.models import Champion, Compact, Officer, SeatHolder
from signatories.models.organisation import Sector

SIDES = frozenset({Sector.STATUTORY.value, Sector.VOLUNTARY.value})


def sectors_of(person, compact: Compact, *, on=None) -> set[str]:
    """The sides for which `person` runs or steers this Compact: as its officer, or from a seat of the steering group. Two queries."""
    on = on or today()
    officer = Officer.objects.serving(on=on).filter(person=person, compact=compact).values_list("sector", flat=True)
    seats = SeatHolder.objects.serving(on=on).filter(person=person, seat__compact=compact)
    return (set(officer) | set(seats.values_list("seat__organisation__sector", flat=True))) & SIDES


def may_advise(person, compact: Compact, *, on=None) -> bool:
    """Champions, the steering group and the officers are asked for advice (domain.md C3.3, stage 0)."""
    if not person.is_authenticated:
        return False
    champion = Champion.objects.serving(on=on).filter(person=person, signature__compact=compact)
    return champion.exists() or Compact.objects.steered_by(person, on=on).filter(pk=compact.pk).exists()


def is_custodian(person) -> bool:
    """Of any Compact: they must have a second factor, as officers must (security.md 3.17)."""
    return Custodian.objects.serving().filter(person=person).exists()
