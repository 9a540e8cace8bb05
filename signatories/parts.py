"""Every part that somebody has in any agreement on one day: what the to-do page asks first, so that it asks nobody for what is not theirs."""

import datetime
from dataclasses import dataclass, field

from django.db.models import F, Value
from django.db.models.fields import CharField

from signatories.models import BoardMember, Champion, Membership, Officer, Organisation, SeatHolder


@dataclass(frozen=True)
class Parts:
    """Keys: `officered`, `seated` and `boards` of Compacts, `champion_of` of signatures, all others of organisations.

    `more` holds what the rooms above have asked for, by its name.
    """

    officered: set[int] = field(default_factory=set)
    seated: set[int] = field(default_factory=set)
    boards: set[int] = field(default_factory=set)
    leads: set[int] = field(default_factory=set)
    helps: set[int] = field(default_factory=set)
    champion_of: set[int] = field(default_factory=set)
    champion_for: set[int] = field(default_factory=set)
    sits_for: set[int] = field(default_factory=set)
    employed_by: set[int] = field(default_factory=set)
    more: dict[str, set[int]] = field(default_factory=dict)

    @property
    def steered(self) -> set[int]:
        return self.officered | self.seated

    @property
    def acts_for(self) -> set[int]:
        return self.leads | self.helps

    @property
    def acted_for(self):
        """Organisations that somebody acts for, with all that is the same body: as signatories.roles.acted_for; to be used inside
        another query."""
        return Organisation.objects.same_as(*self.acts_for).order_by()

    @property
    def own(self):
        """Organisations that somebody acts for or is Champion of, with all that is the same body; to be used inside another query."""
        return Organisation.objects.same_as(*self.acts_for, *self.champion_for).order_by()

    @property
    def bodies(self):
        """As `own`, and also whom somebody sits for, and who employs them: as signatories.roles.bodies_of."""
        return Organisation.objects.same_as(*self.acts_for, *self.champion_for, *self.sits_for, *self.employed_by).order_by()


def parts_of(person, on: datetime.date, *more) -> Parts:
    """One query. `more` are made by `part` below."""
    parts = Parts()
    rows = [
        rows_of(Officer, "officered", "compact", person, on),
        rows_of(Officer, "employed_by", "employer", person, on, employer__isnull=False),
        rows_of(SeatHolder, "seated", "seat__compact", person, on),
        rows_of(SeatHolder, "sits_for", "seat__organisation", person, on),
        rows_of(BoardMember, "boards", "compact", person, on),
        rows_of(Membership, "leads", "organisation", person, on, role=Membership.Role.LEAD),
        rows_of(Membership, "helps", "organisation", person, on, role=Membership.Role.CONTRIBUTOR),
        rows_of(Champion, "champion_of", "signature", person, on),
        rows_of(Champion, "champion_for", "signature__organisation", person, on),
        *more,
    ]
    for name, key in rows[0].union(*rows[1:], all=True):
        known = getattr(parts, name, None)
        (parts.more.setdefault(name, set()) if known is None else known).add(key)
    return parts


def rows_of(model, name: str, way: str, person, on: datetime.date, **narrowed):
    return part(model.objects.serving(on=on).filter(person=person, **narrowed), name, way)


def part(rows, name: str, way: str = "pk"):
    """What a room above adds to the one query: the numbers that `way` leads to, under `name`."""
    named = rows.order_by().annotate(part=Value(name, output_field=CharField()), of=F(way))
    return named.values_list("part", "of")
