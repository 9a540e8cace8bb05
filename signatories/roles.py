"""Who somebody is to a Compact: predicates that read as sentences, used by views and templates alike."""

from dataclasses import dataclass

from compact_portal.days import today
from signatories.models import BoardMember, Champion, Compact, Membership, Officer, SeatHolder


@dataclass(frozen=True)
class Roles:
    """What a person may do in one Compact on one day. Nobody gains anything by being a superuser."""

    officer: bool = False
    steering: bool = False
    champion: bool = False
    board: bool = False
    organisations: frozenset[int] = frozenset()

    @property
    def may_see_steering(self) -> bool:
        return self.officer or self.steering


def roles_of(person, compact: Compact, *, on=None) -> Roles:
    """Five short queries, or none for somebody who has not signed in."""
    if not person.is_authenticated:
        return Roles()
    on = on or today()
    return Roles(
        officer=Officer.objects.serving(on=on).filter(person=person, compact=compact).exists(),
        steering=SeatHolder.objects.serving(on=on).filter(person=person, seat__compact=compact).exists(),
        champion=Champion.objects.serving(on=on).filter(person=person, signature__compact=compact).exists(),
        board=BoardMember.objects.serving(on=on).filter(person=person, compact=compact).exists(),
        organisations=frozenset(
            Membership.objects.serving(on=on)
            .filter(person=person, organisation__signatures__compact=compact)
            .values_list("organisation_id", flat=True)
        ),
    )


def must_have_second_factor(person) -> bool:
    """Officers of any Compact (custodians of cases join them when cases exist)."""
    return Officer.objects.serving().filter(person=person).exists()
