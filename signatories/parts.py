"""Every part that somebody has in any agreement on one day: what the to-do page asks first, so that it asks nobody for what is not theirs."""

import datetime
from dataclasses import dataclass, field

from django.db.models import F, Value
from django.db.models.fields import CharField

from signatories.models import BoardMember, Champion, Membership, Officer, SeatHolder


@dataclass(frozen=True)
class Parts:
    """Keys: `officered`, `seated` and `boards` of Compacts, `leads` and `helps` of organisations, `champion_of` of signatures."""

    officered: set[int] = field(default_factory=set)
    seated: set[int] = field(default_factory=set)
    boards: set[int] = field(default_factory=set)
    leads: set[int] = field(default_factory=set)
    helps: set[int] = field(default_factory=set)
    champion_of: set[int] = field(default_factory=set)

    @property
    def steered(self) -> set[int]:
        return self.officered | self.seated

    @property
    def acts_for(self) -> set[int]:
        return self.leads | self.helps


def parts_of(person, on: datetime.date) -> Parts:
    """One query."""
    parts = Parts()
    rows = [
        rows_of(Officer, "officered", "compact", person, on),
        rows_of(SeatHolder, "seated", "seat__compact", person, on),
        rows_of(BoardMember, "boards", "compact", person, on),
        rows_of(Membership, "leads", "organisation", person, on, role=Membership.Role.LEAD),
        rows_of(Membership, "helps", "organisation", person, on, role=Membership.Role.CONTRIBUTOR),
        rows_of(Champion, "champion_of", "signature", person, on),
    ]
    for name, key in rows[0].union(*rows[1:], all=True):
        getattr(parts, name).add(key)
    return parts


def rows_of(model, name: str, way: str, person, on: datetime.date, **more):
    serving = model.objects.serving(on=on).filter(person=person, **more).order_by()
    return serving.annotate(part=Value(name, output_field=CharField()), of=F(way)).values_list("part", "of")
