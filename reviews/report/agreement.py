"""The report's parts about the agreement and about those who keep it: background, vision, steering group, signatories."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.dateformat import format as day
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

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
        Listing(gettext("The aims of %(called)s are:") % {"called": compact.called}, [str(aim) for aim in background.aims]),
        Listing(gettext("Its principles are:"), [str(principle) for principle in background.principles]),
        Listing(gettext("Its %(codes)s are:") % {"codes": terms.codes}, [code.title for code in background.codes]),
        Listing(
            gettext("The undertakings of the %(agreement)s are made:") % {"agreement": terms.agreement}, undertakings_counted(compact, background)
        ),
    ]
    texts = [*paragraphs(edition.description or compact.summary), standing(compact, edition.description), *paragraphs(edition.way_of_working)]
    parts = Subsection("", texts, [listing for listing in listings if listing.items])
    return Section("background", gettext("Background"), TEXT, [parts])


def standing(compact: Compact, description: str) -> str:
    """What gives the agreement its force (domain.md R-01, R-02), unless its own description says so."""
    terms = compact.terms
    force = gettext("The %(agreement)s is not legally binding: it rests on trust and goodwill.") % {"agreement": terms.agreement}
    authority = gettext("Its authority comes from the %(signatories)s of each sector who put their names to it.") % {"signatories": terms.signatories}
    said = [authority] if "legally binding" in description.casefold() else [force, authority]
    return " ".join([*said, *history(compact)])


def history(compact: Compact) -> list[str]:
    """In one sentence; in none where neither day is known."""
    days = {"launched": compact.launched, "revised": compact.revised}
    if compact.launched and compact.revised:
        return [gettext("It was launched in %(launched)s and last revised in %(revised)s.") % days]
    if compact.launched:
        return [gettext("It was launched in %(launched)s.") % days]
    return [gettext("It was last revised in %(revised)s.") % days] if compact.revised else []


def undertakings_counted(compact: Compact, background: Background) -> list[str]:
    by = gettext("by the %(sector)s")
    who = {
        Binds.BOTH: gettext("by both sectors"),
        Binds.STATUTORY: by % {"sector": compact.terms.statutory},
        Binds.VOLUNTARY: by % {"sector": compact.terms.voluntary},
    }
    counts = {binds: sum(undertaking.binds == binds for undertaking in background.undertakings) for binds in who}
    return [f"{who[binds]}: {count}" for binds, count in counts.items() if count]


def vision_section(background: Background | None) -> Section | None:
    if background is None or not background.edition.vision:
        return None
    edition = background.edition
    return Section("vision", gettext("Vision"), "reviews/report/_vision.html", {"vision": paragraphs(edition.vision), "strapline": edition.strapline})


def steering_section(review: Review, *, appendix: str) -> Section:
    """Who leads, who may join, and what they work to. `appendix` is where the members are listed, or empty."""
    compact, plan = review.compact, review.plan
    terms = compact.terms
    words = {"steering_group": terms.steering_group, "agreement": terms.agreement, "appendix": appendix}
    if appendix:
        lead = gettext(
            "A %(steering_group)s of both sectors leads the work towards the vision of the %(agreement)s; its members are listed in %(appendix)s."
        )
    else:
        lead = gettext("A %(steering_group)s of both sectors leads the work towards the vision of the %(agreement)s.")
    texts = [
        lead % words,
        gettext("Any %(signatory)s or %(champion)s may ask to join it.") % {"signatory": terms.signatory, "champion": terms.champion},
    ]
    if strategy := (plan and plan.strategy) or Strategy.objects.filter(compact=compact, starts_in__lte=review.year, ends_in__gte=review.year).first():
        years = strategy.ends_in - strategy.starts_in
        said = ngettext("It works to the %(strategy)s.", "It works to a strategy of %(years)s years, the %(strategy)s.", max(years, 1))
        texts.append(said % {"strategy": strategy, "years": years})
    if plan:
        texts.append(
            gettext("Each year it agrees a plan of %(targets)s and %(actions)s that carries the work forward. This review looks at the %(plan)s.")
            % {"targets": terms.targets, "actions": terms.actions, "plan": plan.label}
        )
    texts.append(
        gettext("Each year it also reviews how the %(agreement)s was kept, so that the next plan answers what was found.")
        % {"agreement": terms.agreement}
    )
    return Section("steering-group", group_called(compact), TEXT, [Subsection("", texts)])


def group_called(compact: Compact) -> str:
    """As a heading."""
    terms = compact.terms
    return gettext("%(agreement)s %(steering_group)s") % {"agreement": terms.agreement, "steering_group": terms.steering_group}


def seats_section(compact: Compact, rows: list, on: date) -> Section | None:
    words = {"steering_group": compact.terms.steering_group, "day": day(on, "j F Y")}
    table = SeatTable(gettext("Members of the %(steering_group)s on %(day)s") % words, rows)
    return Section("steering-group-members", group_called(compact), "reviews/report/_seats.html", table) if rows else None


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
        note = unlisted(hidden) if hidden else ""
        lists.append(SectorList(capfirst(compact.terms.sector(sector)), shown, note, len(found[sector])))
    return lists


def unlisted(count: int) -> str:
    return ngettext("%(count)s more is not on the public list.", "%(count)s more are not on the public list.", count) % {"count": count}


def champions_section(compact: Compact, sectors: list[SectorList], champions: ChampionFigures, on: date) -> Section | None:
    """How many stood behind the agreement on the day `on`, and whether somebody in each kept it alive."""
    if not sectors:
        return None
    terms = compact.terms
    total = sum(sector.count for sector in sectors)
    stood = ngettext(
        "On %(day)s, %(count)s %(signatory)s stood behind the %(agreement)s.",
        "On %(day)s, %(count)s %(signatories)s stood behind the %(agreement)s.",
        total,
    )
    served = ngettext(
        "%(with_main)s of them had named a main %(champion)s; one person served as %(champion)s.",
        "%(with_main)s of them had named a main %(champion)s; %(count)s people served as %(champions)s in all.",
        champions.champions,
    )
    one = {"signatory": terms.signatory, "signatories": terms.signatories, "agreement": terms.agreement, "day": day(on, "j F Y"), "count": total}
    two = {"champion": terms.champion, "champions": terms.champions, "with_main": champions.with_main, "count": champions.champions}
    texts = [stood % one, served % two]
    if champions.gaps and champions.champions:
        codes = "; ".join(code.title for code in champions.gaps)
        texts.append(gettext("No %(champion)s had chosen to follow: %(codes)s.") % {"champion": terms.champion, "codes": codes})
    stem = gettext("By sector, the %(signatories)s were:") % {"signatories": terms.signatories}
    listing = Listing(stem, [f"{sector.heading}: {sector.count}" for sector in sectors])
    title = gettext("%(signatories)s and %(champions)s") % {"signatories": capfirst(terms.signatories), "champions": terms.champions}
    return Section("signatories-and-champions", title, TEXT, [Subsection("", texts, [listing])])


def signatories_section(compact: Compact, sectors: list[SectorList], on: date) -> Section | None:
    stem = gettext("The %(signatories)s on %(day)s, by sector:") % {"signatories": compact.terms.signatories, "day": day(on, "j F Y")}
    data = {"stem": stem, "sectors": sectors}
    return Section("signatories", capfirst(compact.terms.signatories), "reviews/report/_signatories.html", data) if sectors else None
