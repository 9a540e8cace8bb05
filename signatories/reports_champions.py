"""Figures about Champions: what they cover and what nobody does, which guidance they have, and what they were asked."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Count, Max
from django.utils.translation import gettext

from signatories.models import Area, Champion, Code, Compact, EnquiryCount
from signatories.models.organisation import Sector


@dataclass(frozen=True)
class Cell:
    """How many Champions of each side cover one code in one area; `counts` follow Coverage.sectors."""

    area: Area
    counts: list[int]


@dataclass(frozen=True)
class CoverageRow:
    """`code` is None for an agreement without codes: one row for all of it."""

    code: Code | None
    title: str
    cells: list[Cell]

    @property
    def missing(self) -> int:
        """Places, counted by area and sector, that nobody covers."""
        return sum(count == 0 for cell in self.cells for count in cell.counts)


@dataclass(frozen=True)
class Coverage:
    areas: list[Area]
    sectors: list[tuple[str, str]]  # stored value, the Compact's own word
    rows: list[CoverageRow]
    champions: int
    without_codes: int
    gaps: list[str] = field(default_factory=list)

    @property
    def places(self) -> int:
        return len(self.rows) * len(self.areas) * len(self.sectors)

    @property
    def covered(self) -> int:
        return self.places - sum(row.missing for row in self.rows)


def coverage(compact: Compact, on: datetime.date) -> Coverage:
    """Codes × areas × sectors on that day, in a fixed number of queries (domain.md E21).

    Somebody covers the areas that they chose, else those in which their organisation works; whoever covers the whole area covers
    each part of it. Who chose no code of focus covers none here: the page says how many these are.
    """
    areas = list(compact.area.parts.order_by("name")) or [compact.area]
    codes = list(compact.edition.codes.all()) if compact.edition else []
    serving = Champion.objects.of(compact, on=on).select_related("signature__organisation")
    champions = list(serving.prefetch_related("codes", "areas", "signature__organisation__areas"))
    found = {champion.signature.organisation.sector for champion in champions}
    sectors = [s for s in Sector.values if s != Sector.CROSS or s in found]
    people: dict[tuple, set[int]] = {}
    for champion in champions:
        for key in _covers(champion, compact, areas, bool(codes)):
            people.setdefault((*key, champion.signature.organisation.sector), set()).add(champion.person_id)
    rows = [
        CoverageRow(code, str(code) if code else gettext("The whole %(agreement)s") % {"agreement": compact.terms.agreement}, [
            Cell(area, [len(people.get((code.pk if code else None, area.pk, sector), ())) for sector in sectors]) for area in areas
        ])
        for code in codes or [None]
    ]  # fmt: skip
    named = [(sector, compact.terms.sector(sector)) for sector in sectors]
    without = len({champion.person_id for champion in champions if not champion.codes.all()}) if codes else 0
    return Coverage(areas, named, rows, len({champion.person_id for champion in champions}), without, _gaps(rows, named))


def themes_covered(compact: Compact, on: datetime.date) -> list[tuple[str, list[tuple[str, int]]]]:
    """(theme, [(side, how many Champions)]) for every theme that a signatory works on; those that nobody covers first. Two queries."""
    signed = compact.signatures.in_force().exclude(organisation__themes=None).order_by()
    pairs = set(signed.values_list("organisation__themes__name", "organisation__sector"))
    way = ("signature__organisation__themes__name", "signature__organisation__sector")
    serving = Champion.objects.of(compact, on=on).exclude(signature__organisation__themes=None).order_by()
    counts = {(theme, sector): count for theme, sector, count in serving.values_list(*way).annotate(Count("person", distinct=True))}
    rows = {theme: [(sector, counts.get((theme, sector), 0)) for sector in Sector.values if (theme, sector) in pairs] for theme, _ in pairs}
    ordered = sorted(rows.items(), key=lambda row: (sum(count for _, count in row[1]), row[0].casefold()))
    return [(theme, [(compact.terms.sector(sector), count) for sector, count in sides]) for theme, sides in ordered]


def _covers(champion: Champion, compact: Compact, areas: list[Area], has_codes: bool):
    """(code, area) of everything that this Champion covers."""
    codes = [code.pk for code in champion.codes.all()] if has_codes else [None]
    own = {area.pk for area in champion.areas.all()} or {area.pk for area in champion.signature.organisation.areas.all()}
    places = [area.pk for area in areas if area.pk in own or compact.area_id in own]
    return [(code, area) for code in codes for area in places]


def _gaps(rows: list[CoverageRow], sectors: list[tuple[str, str]]) -> list[str]:
    """A sentence for each code that has a gap, the largest gaps first."""
    said = []
    for row in sorted(rows, key=lambda row: -row.missing):
        for number, (_, word) in enumerate(sectors):
            missing = [cell.area.name for cell in row.cells if not cell.counts[number]]
            if missing:
                anywhere = len(missing) == len(row.cells) and len(row.cells) > 1
                gap = (
                    gettext("%(title)s: nobody of the %(sector)s anywhere.")
                    if anywhere
                    else gettext("%(title)s: nobody of the %(sector)s in %(areas)s.")
                )
                said.append(gap % {"title": row.title, "sector": word, "areas": ", ".join(missing)})
    return said


@dataclass(frozen=True)
class GuidanceRow:
    champion: Champion
    version: int | None
    read_on: datetime.date | None


def guidance_by_champion(compact: Compact) -> list[GuidanceRow]:
    """Everybody who serves, with the newest version that they were given."""
    serving = Champion.objects.of(compact).select_related("person", "signature__organisation").prefetch_related("guidance_given__guidance")
    rows = []
    for champion in serving.annotate(newest=Max("guidance_given__guidance__version")).order_by("newest", "person__name"):
        given = next((each for each in champion.guidance_given.all() if each.guidance.version == champion.newest), None)
        rows.append(GuidanceRow(champion, champion.newest, given.read_on if given else None))
    return rows


@dataclass(frozen=True)
class YearOfQuestions:
    """`parts` are (heading, [(words, count or words in its place)])."""

    year: int
    total: int
    parts: list[tuple[str, list[tuple[str, str]]]]


def enquiry_figures(compact: Compact) -> list[YearOfQuestions]:
    """How many questions there were, year by year. What would tell of a few is put in words (design.md 5)."""
    kinds = EnquiryCount.Breakdown
    counted: dict[int, dict[str, dict[str, int]]] = {}
    for row in compact.enquirycounts.all():
        counted.setdefault(row.year, {}).setdefault(row.breakdown, {})[row.option] = row.count
    headings = [(kinds.OUTCOME, gettext("What came of them")), (kinds.CODE, gettext("What they were about")), (kinds.SECTOR, gettext("Who asked"))]
    years = []
    for year, by_kind in sorted(counted.items(), reverse=True):
        total = by_kind.get(kinds.ALL, {}).get("", 0)
        shown = headings if total >= compact.release_floor else []  # of one question, any breakdown says what it was about
        parts = [(heading, _in_words(compact, kind, by_kind[kind])) for kind, heading in shown if by_kind.get(kind)]
        years.append(YearOfQuestions(year, total, parts))
    return years


def _in_words(compact: Compact, kind: str, counts: dict[str, int]) -> list[tuple[str, str]]:
    hidden = small_ones(counts, compact.release_floor)
    too_few = gettext("fewer than %(release_floor)s") % {"release_floor": compact.release_floor}
    return [
        (
            _option(compact, kind, option),
            too_few if option in hidden and count < compact.release_floor else gettext("not shown") if option in hidden else str(count),
        )
        for option, count in sorted(counts.items())
    ]


def _option(compact: Compact, kind: str, option: str) -> str:
    if not option:
        return gettext("Something else") if kind == EnquiryCount.Breakdown.CODE else gettext("Not said")
    if kind == EnquiryCount.Breakdown.SECTOR:
        return compact.terms.sector(option)
    return gettext(option) if kind == EnquiryCount.Breakdown.OUTCOME else option


def small_ones(counts: dict[str, int], floor: int) -> set[str]:
    """The options below the floor and, where these together stay below it, the next smallest: their sum would give them away.

    >>> sorted(small_ones({"a": 20, "b": 12, "c": 3}, 10))
    ['b', 'c']
    """
    hidden = {option for option, count in counts.items() if 0 < count < floor}
    rest = sorted((count, option) for option, count in counts.items() if option not in hidden)
    if hidden and rest and sum(counts[option] for option in hidden) < floor:
        hidden.add(rest[0][1])
    return hidden
