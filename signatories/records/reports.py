"""What these records give to other rooms: sentences that can stand as achievements, and the year's figures."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Count, F, Sum

from signatories.models import Compact, PackSent, Reference, TrainingEvent

# How a strength reads behind the document's title.
SAID = {
    Reference.Strength.AIMS: "states the aim to adopt the {name}",
    Reference.Strength.REFERS: "refers to the {name}",
    Reference.Strength.STATED: "states its commitment to the {name}",
    Reference.Strength.PROMOTES: "contains and promotes the {name}",
    Reference.Strength.OPERATES: "operates in accordance with the {name}",
    Reference.Strength.ADOPTED: "has adopted the {name}",
    Reference.Strength.AMENDED: "was amended to keep to the {name}",
}


@dataclass(frozen=True)
class Draft:
    """What an achievement is made from. `source` is the row that it tells of."""

    text: str
    organisations: list = field(default_factory=list)
    codes: list = field(default_factory=list)
    source: object = None


def achievement_of(reference: Reference) -> Draft:
    """“Rother District Council’s Community Strategy (2008 to 2011) refers to the Compact.” Take it from a queryset `with_names()`."""
    said = SAID[reference.strength].format(name=reference.compact.terms.agreement)
    owner = reference.organisation.name
    owner = f"{owner}’" if owner.endswith("s") else f"{owner}’s"
    period = f" ({reference.period})" if reference.period else ""
    text = f"{owner} {reference.get_kind_display()} “{reference.document}”{period} {said}."
    return Draft(text[:1].upper() + text[1:], [reference.organisation], list(reference.codes.all()), reference)


def achievements_between(compact: Compact, first: datetime.date, last: datetime.date) -> list[Draft]:
    """One draft for each document on the register that was noted in that time, both days included. Two queries."""
    found = compact.references.noted_between(first, last).with_names()
    for reference in found:
        reference.compact = compact
    return [achievement_of(reference) for reference in found]


@dataclass(frozen=True)
class Reached:
    """People reached in a time, by side."""

    rows: int
    statutory: int
    voluntary: int
    unknown: int

    @property
    def total(self) -> int:
        return self.statutory + self.voluntary + self.unknown


def packs_between(compact: Compact, first: datetime.date, last: datetime.date) -> Reached:
    return _reached(PackSent.objects.filter(compact=compact, sent_on__gte=first, sent_on__lte=last))


def training_between(compact: Compact, first: datetime.date, last: datetime.date) -> Reached:
    """Events that were held; one that was cancelled reached nobody."""
    return _reached(TrainingEvent.objects.filter(compact=compact, held_on__gte=first, held_on__lte=last, cancelled=False))


def _reached(rows) -> Reached:
    sums = rows.aggregate(rows=Count("pk"), **{f"of_{side}": Sum(F(side), default=0) for side in ("statutory", "voluntary", "unknown")})
    return Reached(sums["rows"], sums["of_statutory"], sums["of_voluntary"], sums["of_unknown"])
