"""What the public directory shows of a signatory, on its page and as data."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.text import capfirst

from compact_portal.days import in_words
from signatories.models import Area, Compact, Organisation

KINDS = dict(Organisation.Kind.choices)
AREAS = Area.objects.filter(organisations=OuterRef("organisation")).order_by("name").values("name")


@dataclass(frozen=True)
class Listed:
    """One signatory in words, as both the page and the data print it."""

    name: str
    acronym: str
    sector: str
    kind: str
    website: str
    charity_number: str
    signed_on: object
    edition: str
    areas: list[str]

    @property
    def title(self) -> str:
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    @property
    def about(self) -> str:
        return f"{capfirst(self.kind)}, {self.sector}"

    @property
    def works_in(self) -> str:
        return ", ".join(self.areas)

    @property
    def signed(self) -> str:
        return f"Signed on {in_words(self.signed_on)}" if self.signed_on else "Has signed; the day is not known"


COLUMNS = ["name", "acronym", "sector", "kind", "website", "charity_number"]


def as_rows(signatures):
    """Plain rows in one query: a list of hundreds needs no objects, and its areas no second query."""
    columns = [f"organisation__{column}" for column in COLUMNS]
    return signatures.values_list(*columns, "signed_on", "edition__label", ArraySubquery(AREAS))


def in_its_words(rows, compact: Compact) -> list[Listed]:
    """Rows of `as_rows` with the agreement's own words for sectors."""
    sectors = {value: compact.terms.sector(value) for value in ("statutory", "voluntary", "cross")}
    return [
        Listed(name, acronym, sectors[sector], KINDS[kind], *rest)
        for name, acronym, sector, kind, *rest in rows
    ]  # fmt: skip
