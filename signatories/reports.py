"""What this room gives to the annual report and to its own pages: the agreement's text and figures about signatories and Champions."""

from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q

from compact_portal.database.rules import serving
from signatories.models import Champion, Code, Compact, Edition, SeatHolder, Signature, Statement, Undertaking
from signatories.models.organisation import Sector


@dataclass(frozen=True)
class Background:
    """A published edition, read whole in five queries. Each code has its commitments loaded."""

    edition: Edition
    aims: list[Statement]
    principles: list[Statement]
    next_steps: list[Statement]
    undertakings: list[Undertaking]
    codes: list[Code]


def background(compact: Compact) -> Background | None:
    """The published edition; None while there is none, because a draft is nobody's agreement."""
    edition = compact.edition
    if edition is None:
        return None
    statements = list(edition.statements.all())

    def of(kind: str) -> list[Statement]:
        return [statement for statement in statements if statement.kind == kind]

    return Background(
        edition=edition,
        aims=of(Statement.Kind.AIM),
        principles=of(Statement.Kind.PRINCIPLE),
        next_steps=of(Statement.Kind.NEXT_STEP),
        undertakings=list(edition.undertakings.all()),
        codes=list(edition.codes.prefetch_related("commitments")),
    )


@dataclass(frozen=True)
class SectorCount:
    sector: str
    name: str
    count: int


def signatories_by_sector(compact: Compact, *, listed_only: bool = False) -> list[SectorCount]:
    """Signatures in force, one row for each sector that has any. Public pages count only those who agreed to be listed."""
    signatures = compact.signatures.public() if listed_only else compact.signatures.in_force()
    counted = dict(signatures.order_by().values_list("organisation__sector").annotate(Count("id")))
    return [SectorCount(sector, compact.terms.sector(sector), counted[sector]) for sector in Sector.values if sector in counted]


@dataclass(frozen=True)
class SeatRow:
    names: str
    titles: str
    organisation: str
    sector: str


def steering_group_table(compact: Compact, on) -> list[SeatRow]:
    """Who sat in the steering group on the day `on`, as the report prints it: people who share a seat share its row."""
    holders = Prefetch("holders", SeatHolder.objects.serving(on=on).order_by("number"))
    seats = compact.seats.serving(on=on).select_related("organisation").prefetch_related(holders)
    return [
        SeatRow(
            names=" / ".join(holder.name for holder in seat.holders.all()),
            titles=" / ".join(dict.fromkeys(holder.title for holder in seat.holders.all() if holder.title)),
            organisation=seat.organisation.name,
            sector=compact.terms.sector(seat.organisation.sector),
        )
        for seat in seats
    ]


@dataclass(frozen=True)
class ChampionFigures:
    signatories: int
    with_main: int
    champions: int
    by_sector: dict[str, int] = field(default_factory=dict)
    by_code: list[tuple[Code, int]] = field(default_factory=list)

    @property
    def without_main(self) -> int:
        return self.signatories - self.with_main

    @property
    def gaps(self) -> list[Code]:
        """Codes that no Champion keeps an eye on."""
        return [code for code, count in self.by_code if count == 0]


def champion_figures(compact: Compact, on) -> ChampionFigures:
    """How the Champions of signatures in force were spread on the day `on`. `by_sector` is keyed by the stored sector."""
    in_force = compact.signatures.in_force()
    champions = Champion.objects.serving(on=on).filter(signature__in=in_force)
    by_sector = dict(champions.order_by().values_list("signature__organisation__sector").annotate(Count("person", distinct=True)))
    totals = champions.aggregate(with_main=Count("signature", filter=Q(main=True), distinct=True), people=Count("person", distinct=True))
    codes = compact.edition.codes if compact.edition else Code.objects.none()
    covered = codes.annotate(covered=Count("champions", filter=Q(champions__in=champions))).order_by("number")  # grouping forgets the order
    return ChampionFigures(
        signatories=in_force.count(),
        with_main=totals["with_main"],
        champions=totals["people"],
        by_sector=by_sector,
        by_code=[(code, code.covered) for code in covered],
    )


def signatures_without_main_champion(compact: Compact, on):
    """Signatures in force that have named nobody as their main Champion for the day `on`."""
    named = Champion.objects.filter(serving(on), main=True).values("signature")
    return Signature.objects.in_force().filter(compact=compact).exclude(pk__in=named).select_related("organisation")
