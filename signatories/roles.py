"""Who somebody is to a Compact: predicates that read as sentences, used by views and templates alike."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from compact_portal.days import today
from signatories.models import Compact, Officer, SeatHolder


@dataclass(frozen=True)
class Roles:
    """What a person may do in one Compact on one day. Nobody gains anything by being a superuser."""

    officer: bool = False
    steering: bool = False

    @property
    def may_see_steering(self) -> bool:
        return self.officer or self.steering


def roles_of(person, compact: Compact, *, on=None) -> Roles:
    """Two short queries, or none for somebody who has not signed in."""
    if not person.is_authenticated:
        return Roles()
    on = on or today()
    return Roles(
        officer=Officer.objects.serving(on=on).filter(person=person, compact=compact).exists(),
        steering=SeatHolder.objects.serving(on=on).filter(person=person, seat__compact=compact).exists(),
    )


def officer_only(by, compact: Compact, *, on=None) -> None:
    """The guard of every officer's verb. Raises PermissionDenied when `by` is no officer of `compact` on that day, today when not given."""
    if not Compact.objects.officered_by(by, on=on).filter(pk=compact.pk).exists():
        raise PermissionDenied


def must_have_second_factor(person) -> bool:
    """Officers of any Compact (custodians of cases join them when cases exist)."""
    return Officer.objects.serving().filter(person=person).exists()
