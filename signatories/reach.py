"""Whom the mail of an agreement does not reach: addresses from which it came back (messaging/bounces.py), and whose they are.

Nothing has to be cleared by hand when somebody gets another address: the old one is then nobody's.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from compact_portal.accounts.models import User
from compact_portal.messaging.models import Unreachable
from signatories.models import Champion, Compact, Membership, Officer, Organisation, Signature


@dataclass(frozen=True)
class Lost:
    """`whose` are the names of organisations and people that have this address."""

    address: Unreachable
    whose: list[str]


def organisations_lost():
    """Organisations to whose address no mail comes. Addresses are kept in small letters."""
    lost = Unreachable.objects.certain().filter(address=Lower(OuterRef("contact_email")))
    return Organisation.objects.exclude(contact_email="").filter(Exists(lost))


def people_lost(organisations, signatures, compact_ids, on: datetime.date):
    """People of these organisations, Champions of these signatures and officers of these agreements to whom no mail comes."""
    lost = User.objects.filter(is_active=True, email__in=Unreachable.objects.certain().values("address"))
    members = Membership.objects.serving(on=on).filter(organisation__in=organisations).values("person")
    champions = Champion.objects.serving(on=on).filter(signature__in=signatures).values("person")
    officers = Officer.objects.serving(on=on).filter(compact__in=compact_ids).values("person")
    return lost.filter(pk__in=members.union(champions, officers))


def unreachable_in(compact: Compact, *, on: datetime.date) -> list[Lost]:
    """By address. Four queries."""
    signed = compact.signatures.in_force()
    found: dict[str, list[str]] = {}
    for name, address in organisations_lost().filter(signatures__in=signed).order_by("name").values_list("name", "contact_email"):
        found.setdefault(address.lower(), []).append(name)
    bodies = Organisation.objects.same_as(*signed.order_by().values_list("organisation", flat=True)).order_by()
    for person in people_lost(bodies.values("pk"), signed.values("pk"), [compact.pk], on):
        found.setdefault(person.email, []).append(str(person))
    return [Lost(one, found[one.address]) for one in Unreachable.objects.certain().filter(address__in=found).order_by("address")]


def signatures_lost(on: datetime.date):
    """Signatures in force whose organisation, or somebody who acts for it, cannot be reached. Looks at the addresses of those that
    the caller narrows it to, not of all organisations."""
    people = User.objects.filter(is_active=True, email__in=Unreachable.objects.certain().values("address")).values("pk")
    acting = Membership.objects.serving(on=on).filter(person__in=people).values("organisation")
    leading = Champion.objects.serving(on=on).filter(person__in=people)
    bodies = Organisation.objects.same_as_of(acting).order_by().values("pk")
    led = Organisation.objects.same_as_of(leading.values("signature__organisation")).order_by().values("pk")
    lost = Q(address__in=Unreachable.objects.certain().values("address")) | Q(organisation__in=bodies)
    lost |= Q(organisation__in=led, compact__in=leading.order_by().values("signature__compact"))
    return Signature.objects.in_force().annotate(address=Lower("organisation__contact_email")).filter(lost)
