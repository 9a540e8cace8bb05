"""Who sits in the steering group on a day, for whom, and which seats are still to be filled."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch

from signatories.models import Compact, Seat, SeatHolder, TermsOfReference
from signatories.models.organisation import Sector


@dataclass(frozen=True)
class Side:
    """`planned` is None where the terms of reference say nothing about this side."""

    name: str
    seats: list[Seat]
    planned: int | None

    @property
    def free(self) -> int:
        return max((self.planned or 0) - len(self.seats), 0)


def sides_on(compact: Compact, on: datetime.date) -> list[Side]:
    """Seats by sector on that day, each with `holders` who serve and, on each of these, `stand_ins`. Four queries."""
    terms = TermsOfReference.objects.filter(compact=compact, agreed_on__lte=on).first()
    serving = SeatHolder.objects.serving(on=on).order_by("number")
    holders = serving.filter(stands_in_for__isnull=True).select_related("person").prefetch_related(Prefetch("stand_ins", serving))
    seats = list(compact.seats.serving(on=on).select_related("organisation").prefetch_related(Prefetch("holders", holders)))
    found = []
    for sector in Sector.values:
        mine = [seat for seat in seats if seat.organisation.sector == sector]
        planned = terms.seats_for(sector) if terms else None
        if mine or sector != Sector.CROSS:
            found.append(Side(compact.terms.sector(sector), mine, planned))
    return found
