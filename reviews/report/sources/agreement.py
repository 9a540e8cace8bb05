"""What the agreement and those who signed it give to the report."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.dateformat import format as day
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reviews.models import Block
from reviews.report.agreement import background_section, champions_section, seats_section, signatories_section, vision_section
from reviews.report.blocks import TEXT, Figures, Listing, Section, Subsection
from reviews.report.source import Consent, Source
from reviews.report.year import Year
from signatories.models import Amendment, AmendmentAgreement, Reference
from signatories.models.edition import Binds
from signatories.reports import champion_figures, steering_group_table
from signatories.reports_champions import coverage as covered

DATE = "j F Y"


def page(name: str):
    """The address of one of the agreement's pages."""
    return lambda year: reverse(f"signatories:{name}", args=[year.compact.slug])


def background(year: Year, block: Block) -> Section | None:
    return background_section(year.compact, year.agreed)


def vision(year: Year, block: Block) -> Section | None:
    return vision_section(year.agreed)


def undertakings(year: Year, block: Block) -> Section | None:
    """Every undertaking, by whom it binds."""
    if year.agreed is None or not year.agreed.undertakings:
        return None
    terms = year.compact.terms
    by = gettext("Undertakings by the %(sector)s")
    bound = {
        Binds.BOTH: gettext("Undertakings by both sectors"),
        Binds.STATUTORY: by % {"sector": terms.statutory},
        Binds.VOLUNTARY: by % {"sector": terms.voluntary},
    }
    made = [(heading, [each for each in year.agreed.undertakings if each.binds == binds]) for binds, heading in bound.items()]
    lists = [(heading, promises) for heading, promises in made if promises]
    return Section("undertakings", gettext("Undertakings"), "reviews/report/_undertakings.html", lists)


def champions(year: Year, block: Block) -> Section | None:
    return champions_section(year.compact, year.signatories, champion_figures(year.compact, year.then), year.then)


def coverage(year: Year, block: Block) -> Section | None:
    """In how many of its areas each code has a Champion, and where nobody is."""
    if not year.signatories:
        return None
    terms, found = year.compact.terms, covered(year.compact, year.then)
    some = gettext("%(some)s of %(all)s")
    rows = [
        (
            row.title,
            [some % {"some": sum(bool(cell.counts[place]) for cell in row.cells), "all": len(row.cells)} for place in range(len(found.sectors))],
        )
        for row in found.rows
    ]
    heads = [capfirst(terms.code) if year.agreed and year.agreed.codes else terms.agreement, *(capfirst(name) for _key, name in found.sectors)]
    opening = gettext("A %(champion)s can cover part of the area and some of the %(codes)s. %(covered)s of %(places)s places are covered.")
    caption = gettext("Areas with a %(champion)s on %(day)s") % {"champion": terms.champion, "day": day(year.then, DATE)}
    data = {
        "opening": [opening % {"champion": terms.champion, "codes": terms.codes, "covered": found.covered, "places": found.places}],
        "figures": Figures(caption, heads, rows),
        "listing": Listing(gettext("What nobody covers:"), found.gaps) if found.gaps else None,
    }
    return Section("coverage", gettext("What the %(champions)s cover") % {"champions": terms.champions}, "reviews/report/_coverage.html", data)


def references(year: Year, block: Block) -> Section | None:
    """The documents that were put on the register while the plan ran, the strongest promises first."""
    plan = year.review.plan
    if plan is None:
        return None
    noted = list(year.compact.references.noted_between(plan.starts_on, plan.ends_on).select_related("organisation"))
    listings = []
    for strength in reversed(Reference.Strength):
        found = [f"{one.organisation}: {one.document}{f' ({one.period})' if one.period else ''}" for one in noted if one.strength == strength]
        if found:
            listings.append(Listing(f"{capfirst(strength.label)}:", found))
    title = gettext("Where the %(agreement)s is written down") % {"agreement": year.compact.terms.agreement}
    return Section("references", title, TEXT, [Subsection("", [], listings)]) if listings else None


def amendments(year: Year, block: Block) -> Section | None:
    """Proposed changes of the text that wait or were made, with the bodies that agreed."""
    agreed = Prefetch("agreements", AmendmentAgreement.objects.order_by("id"))
    found = year.compact.amendments.exclude(status=Amendment.Status.DROPPED).prefetch_related(agreed).order_by("proposed_on", "id")
    items = []
    for amendment in found:
        bodies = ", ".join(agreement.body for agreement in amendment.agreements.all())
        why = [gettext("Why: %(reason)s") % {"reason": amendment.reason}] if amendment.reason else []
        stands = amendment.get_status_display()
        if bodies and amendment.status == Amendment.Status.AGREED:
            stands = gettext("%(agreed)s by %(bodies)s") % {"agreed": stands, "bodies": bodies}
        items.append(" ".join([amendment.text, *why, f"({stands})"]))
    listing = Listing(gettext("Changes proposed to the %(agreement)s:") % {"agreement": year.compact.terms.agreement}, items)
    return Section("amendments", gettext("Amendments"), TEXT, [Subsection("", [], [listing])]) if items else None


def seats(year: Year, block: Block) -> Section | None:
    return seats_section(year.compact, steering_group_table(year.compact, year.then), year.then)


def signatories(year: Year, block: Block) -> Section | None:
    return signatories_section(year.compact, year.signatories, year.then)


def listed_by_choice(year: Year) -> Consent:
    return Consent(True, gettext("Only those who agreed to be on the public list are named; the others are counted."))


BACKGROUND = Source(
    "background",
    _("Background"),
    _("From the published edition of the agreement. Description, aims, principles, codes."),
    background,
    page("agreement"),
)
VISION = Source("vision", _("Vision"), _("From the published edition of the agreement."), vision, page("agreement"))
UNDERTAKINGS = Source(
    "undertakings",
    _("Undertakings"),
    _("From the published edition of the agreement. Every promise, by whom it binds."),
    undertakings,
    page("agreement"),
)
CHAMPIONS = Source(
    "champions", _("Signatories and Champions in numbers"), _("Counted from the signatures and Champions."), champions, page("signatures")
)
COVERAGE = Source("coverage", _("What the Champions cover"), _("From what each Champion chose to look after."), coverage, page("coverage"))
REFERENCES = Source(
    "references", _("Where the agreement is written down"), _("From the checked register of documents, those of the plan’s time."), references,
    page("references"),
)  # fmt: skip
AMENDMENTS = Source("amendments", _("Amendments"), _("From the list of proposed changes to the text."), amendments, page("amendments"))
SEATS = Source(
    "seats", _("Members of the steering group"), _("From its seats on the last day of what is reviewed."), seats, page("seats"), appendix=True
)
SIGNATORIES = Source(
    "signatories",
    _("List of signatories"),
    _("From the signatures in force on that day."),
    signatories,
    page("signatures"),
    listed_by_choice,
    appendix=True,
)
