"""What one person knows of the year: the answered items of the fact form, and who took part."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from reviews.models import Block
from reviews.people import took_part
from reviews.report.blocks import TEXT, Listing, Section, Subsection
from reviews.report.source import Source
from reviews.report.sources.review import page
from reviews.report.year import Year


def facts(year: Year, block: Block) -> Section | None:
    """Items without an answer are left out; without any the section is."""
    told = [f"{fact.text} {fact.answer}" for fact in year.review.facts.all() if fact.answer]
    listing = Listing(gettext("Asked once, of whoever knows:"), told)
    return Section("facts", gettext("Facts of the year"), TEXT, [Subsection("", [], [listing])]) if told else None


def people(year: Year, block: Block) -> Section | None:
    """How many people took part, by their part in it. Nobody is counted twice, and nobody is named."""
    levels = took_part(year.compact, year.then)
    total = sum(count for _level, count in levels)
    if not total:
        return None
    lead = ngettext(
        "%(count)s person took part in keeping and reviewing the %(agreement)s, each counted once:",
        "%(count)s people took part in keeping and reviewing the %(agreement)s, each counted once:",
        total,
    )
    helped = gettext("Those who helped their organisation to answer the survey without being known here come on top of these.")
    listing = Listing(lead % {"count": total, "agreement": year.compact.terms.agreement}, [f"{level}: {count}" for level, count in levels])
    return Section("people", gettext("Who took part"), TEXT, [Subsection("", [helped] if year.figures else [], [listing])])


FACTS = Source("facts", _("Facts of the year"), _("From the fact form: what you answered there."), facts, page("facts"))
PEOPLE = Source("people", _("Who took part"), _("Counted from seats, offices, Champions and those who act for organisations; nobody twice."), people)
