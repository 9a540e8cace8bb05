"""What one person knows of the year: the answered items of the fact form, and who took part."""

from reviews.models import Block
from reviews.people import took_part
from reviews.report.blocks import TEXT, Listing, Section, Subsection
from reviews.report.source import Source
from reviews.report.sources.review import page
from reviews.report.year import Year


def facts(year: Year, block: Block) -> Section | None:
    """Items without an answer are left out; without any the section is."""
    told = [f"{fact.text} {fact.answer}" for fact in year.review.facts.all() if fact.answer]
    return Section("facts", "Facts of the year", TEXT, [Subsection("", [], [Listing("Asked once, of whoever knows:", told)])]) if told else None


def people(year: Year, block: Block) -> Section | None:
    """How many people took part, by their part in it. Nobody is counted twice, and nobody is named."""
    levels = took_part(year.compact, year.then)
    total = sum(count for _, count in levels)
    if not total:
        return None
    lead = f"{total} {'person' if total == 1 else 'people'} took part in keeping and reviewing the {year.compact.terms.agreement}, each counted once:"
    texts = ["Those who helped their organisation to answer the survey without being known here come on top of these."] if year.figures else []
    return Section("people", "Who took part", TEXT, [Subsection("", texts, [Listing(lead, [f"{level}: {count}" for level, count in levels])])])


FACTS = Source("facts", "Facts of the year", "From the fact form: what you answered there.", facts, page("facts"))
PEOPLE = Source("people", "Who took part", "Counted from seats, offices, Champions and those who act for organisations; nobody twice.", people)
