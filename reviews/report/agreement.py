"""The report's parts about the agreement and about those who keep it: background, vision, steering group, signatories."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.dateformat import format as day
from django.utils.text import capfirst

from actionplans.models import Strategy
from compact_portal.text import paragraphs
from reviews.models import Review
from reviews.report.blocks import TEXT, Listing, SeatTable, Section, SectorList, Subsection
from signatories.models import Compact, Signature
from signatories.models.edition import Binds
from signatories.models.organisation import Sector
from signatories.reports import Background, ChampionFigures


def background_section(compact: Compact, background: Background | None) -> Section | None:
    if background is None:
        return None
    terms, edition = compact.terms, background.edition
    listings = [
        Listing(f"The aims of {compact.called} are:", [str(aim) for aim in background.aims]),
        Listing("Its principles are:", [str(principle) for principle in background.principles]),
        Listing(f"Its {terms.codes} are:", [code.title for code in background.codes]),
        Listing(f"The undertakings of the {terms.agreement} are made:", undertakings_counted(compact, background)),
    ]
    texts = [*paragraphs(edition.description or compact.summary), standing(compact, edition.description), *paragraphs(edition.way_of_working)]
    parts = Subsection("", texts, [listing for listing in listings if listing.items])
    return Section("background", "Background", TEXT, [parts])


def standing(compact: Compact, description: str) -> str:
    """What gives the agreement its force (domain.md R-01, R-02), unless its own description says so."""
    terms = compact.terms
    force = "" if "legally binding" in description.casefold() else f"The {terms.agreement} is not legally binding: it rests on trust and goodwill. "
    dates = [f"launched in {compact.launched}" if compact.launched else "", f"last revised in {compact.revised}" if compact.revised else ""]
    history = f" It was {' and '.join(date for date in dates if date)}." if any(dates) else ""
    return f"{force}Its authority comes from the {terms.signatories} of each sector who put their names to it.{history}"


def undertakings_counted(compact: Compact, background: Background) -> list[str]:
    who = {Binds.BOTH: "by both sectors", Binds.STATUTORY: f"by the {compact.terms.statutory}", Binds.VOLUNTARY: f"by the {compact.terms.voluntary}"}
    counts = {binds: sum(undertaking.binds == binds for undertaking in background.undertakings) for binds in who}
    return [f"{who[binds]}: {count}" for binds, count in counts.items() if count]


def vision_section(background: Background | None) -> Section | None:
    if background is None or not background.edition.vision:
        return None
    edition = background.edition
    return Section("vision", "Vision", "reviews/report/_vision.html", {"vision": paragraphs(edition.vision), "strapline": edition.strapline})


def steering_section(review: Review, *, appendix: str) -> Section:
    """Who leads, who may join, and what they work to. `appendix` is where the members are listed, or empty."""
    compact, plan = review.compact, review.plan
    terms = compact.terms
    lead = f"A {terms.steering_group} of both sectors leads the work towards the vision of the {terms.agreement}"
    lead += f"; its members are listed in {appendix}." if appendix else "."
    texts = [lead, f"Any {terms.signatory} or {terms.champion} may ask to join it."]
    if strategy := (plan and plan.strategy) or Strategy.objects.filter(compact=compact, starts_in__lte=review.year, ends_in__gte=review.year).first():
        years = strategy.ends_in - strategy.starts_in
        texts.append(f"It works to a strategy of {years} years, the {strategy}." if years > 1 else f"It works to the {strategy}.")
    if plan:
        texts.append(
            f"Each year it agrees a plan of {terms.targets} and {terms.actions} that carries the work forward. This review looks at the {plan.label}."
        )
    texts.append(f"Each year it also reviews how the {terms.agreement} was kept, so that the next plan answers what was found.")
    return Section("steering-group", f"{compact.terms.agreement} {terms.steering_group}", TEXT, [Subsection("", texts)])


def seats_section(compact: Compact, rows: list, on: date) -> Section | None:
    table = SeatTable(f"Members of the {compact.terms.steering_group} on {day(on, 'j F Y')}", rows)
    title = f"{compact.terms.agreement} {compact.terms.steering_group}"
    return Section("steering-group-members", title, "reviews/report/_seats.html", table) if rows else None


def signed_by(compact: Compact, on: date) -> QuerySet:
    """Signatures in force that were there on the day `on`. A renewed one was there before, whatever day its renewal carries."""
    return compact.signatures.in_force().exclude(Q(status=Signature.Status.SIGNED), signed_on__gt=on)


def signatories_of(compact: Compact, on: date) -> list[SectorList]:
    """Every signatory of the day `on`, by sector: those that agreed to be listed by name, the others as a number."""
    there = signed_by(compact, on).values_list("organisation__sector", "organisation__name", "listed").order_by("organisation__name")
    found: dict[str, list[tuple[str, bool]]] = {}
    for sector, name, listed in there:
        found.setdefault(sector, []).append((name, listed))
    lists = []
    for sector in [sector for sector in Sector.values if sector in found]:
        shown = [name for name, listed in found[sector] if listed]
        hidden = len(found[sector]) - len(shown)
        note = f"{hidden} more {'is' if hidden == 1 else 'are'} not on the public list." if hidden else ""
        lists.append(SectorList(capfirst(compact.terms.sector(sector)), shown, note, len(found[sector])))
    return lists


def champions_section(compact: Compact, sectors: list[SectorList], champions: ChampionFigures, on: date) -> Section | None:
    """How many stood behind the agreement on the day `on`, and whether somebody in each kept it alive."""
    if not sectors:
        return None
    terms, then = compact.terms, day(on, "j F Y")
    total = sum(sector.count for sector in sectors)
    texts = [
        f"On {then}, {total} {terms.signatory if total == 1 else terms.signatories} stood behind the {terms.agreement}.",
        f"{champions.with_main} of them had named a main {terms.champion}; "
        + (
            f"one person served as {terms.champion}."
            if champions.champions == 1
            else f"{champions.champions} people served as {terms.champions} in all."
        ),
    ]
    if champions.gaps and champions.champions:
        texts.append(f"No {terms.champion} had chosen to follow: {'; '.join(code.title for code in champions.gaps)}.")
    listing = Listing(f"By sector, the {terms.signatories} were:", [f"{sector.heading}: {sector.count}" for sector in sectors])
    title = f"{capfirst(terms.signatories)} and {terms.champions}"
    return Section("signatories-and-champions", title, TEXT, [Subsection("", texts, [listing])])


def signatories_section(compact: Compact, sectors: list[SectorList], on: date) -> Section | None:
    data = {"stem": f"The {compact.terms.signatories} on {day(on, 'j F Y')}, by sector:", "sectors": sectors}
    return Section("signatories", capfirst(compact.terms.signatories), "reviews/report/_signatories.html", data) if sectors else None
