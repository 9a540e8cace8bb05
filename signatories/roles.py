"""Who somebody is to a Compact: predicates that read as sentences, used by views and templates alike."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from compact_portal.days import today
from signatories.models import Champion, Compact, Membership, Officer, Organisation, SeatHolder, Signature


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
    """Officers of any Compact; disputes asks it of custodians too."""
    return Officer.objects.serving().filter(person=person).exists()


def acted_for(person, *, role: str = "", on=None):
    """The organisations for which `person` acts on that day, in that role where one is given, with all that is the same body: who
    acted for a duplicate acts for the one that it is kept under. Two queries."""
    acts = person.memberships.serving(on=on).filter(**({"role": role} if role else {})) if person.is_authenticated else Membership.objects.none()
    return Organisation.objects.same_as(*acts.order_by().values_list("organisation", flat=True))


def members_of(organisation: Organisation):
    """Who acts or acted for it, also through what was merged into it."""
    return Membership.objects.filter(organisation__in=Organisation.objects.same_as(organisation))


def is_lead(person, organisation: Organisation) -> bool:
    return members_of(organisation).serving().filter(person=person, role=Membership.Role.LEAD).exists()


def bodies_of(person, *, on=None):
    """The organisations that `person` stands for on that day, today when not given, with all that is the same body.

    As lead, contributor, Champion, holder of a seat (also in somebody's place) or officer whom one employs. Two queries.
    """
    if not person.is_authenticated:
        return Organisation.objects.none()
    on = on or today()
    acts = person.memberships.serving(on=on).order_by().values_list("organisation")
    champion = person.championships.serving(on=on).order_by().values_list("signature__organisation")
    sits = person.seats_held.serving(on=on).order_by().values_list("seat__organisation")
    employed = person.offices.serving(on=on).order_by().filter(employer__isnull=False).values_list("employer")
    return Organisation.objects.same_as(*(pk for (pk,) in acts.union(champion, sits, employed)))


def of_same_body(person, organisation: Organisation, *, on=None) -> bool:
    """Whether `person` stands for `organisation` on that day, in whatever part: such a person judges nothing that concerns it."""
    return bodies_of(person, on=on).filter(pk=organisation.pk).exists()


def looks_after_champions(person, signature: Signature) -> bool:
    """Whoever names an organisation's Champions: its lead, its main Champion, an officer (domain.md A3)."""
    main = Champion.objects.serving().filter(person=person, main=True, signature__in=signature.same_body())
    return is_lead(person, signature.organisation) or main.exists() or Compact.objects.officered_by(person).filter(pk=signature.compact_id).exists()


def may_join_steering(person, signature: Signature) -> bool:
    """Open to any signatory and to any Champion (domain.md R-06), through who acts for it."""
    if not signature.is_in_force:
        return False
    acts = members_of(signature.organisation).serving().filter(person=person)
    return acts.exists() or Champion.objects.serving().filter(person=person, signature__in=signature.same_body()).exists()
