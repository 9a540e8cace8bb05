"""Who took part in a review's year, counted by level: a person with several parts counts once, at the first of them."""

import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from signatories.models import Champion, Compact, Membership, Officer, Organisation, SeatHolder


def took_part(compact: Compact, on: datetime.date) -> list[tuple[str, int]]:
    """(level, people) on the day `on`, from those who steer to those who help to answer; levels with nobody are left out.

    Somebody who never signed in is known by their name. Six queries.
    """
    terms, signed = compact.terms, compact.signatures.in_force().order_by().values_list("organisation", flat=True)
    members = Membership.objects.serving(on=on).filter(organisation__in=Organisation.objects.same_as(*signed))
    seats = SeatHolder.objects.serving(on=on).filter(seat__compact=compact).values_list("person", "name")
    levels = [
        (_("in the %(steering_group)s") % {"steering_group": terms.steering_group}, {person or name.casefold() for person, name in seats}),
        (_("%(officer)ss") % {"officer": terms.officer}, ids(Officer.objects.serving(on=on).filter(compact=compact))),
        (terms.champions, ids(Champion.objects.serving(on=on).filter(signature__compact=compact))),
        (_("leading the answers of an organisation"), ids(members.filter(role=Membership.Role.LEAD))),
        (_("helping an organisation to answer"), ids(members.exclude(role=Membership.Role.LEAD))),
    ]
    seen: set = set()
    counted = []
    for level, people in levels:
        if new := people - seen:
            counted.append((capfirst(level), len(new)))
        seen |= people
    return counted


def ids(rows) -> set[int]:
    return set(rows.order_by().values_list("person", flat=True)) - {None}
