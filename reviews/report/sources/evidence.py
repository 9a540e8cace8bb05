"""What the year's own records give to the report: training, checklists, kitemark, undertakings that were kept, and concerns.

Every figure comes from a release, or counts what stands on a public page already.
"""

import re

from django.urls import reverse
from django.utils.text import capfirst

from compact_portal.days import in_words as day_in_words
from compact_portal.releasing.rounding import in_words
from disputes.figures import advice_figures, case_figures
from reviews.checklists.reports import roll_up_of, trial_table_of
from reviews.models import Block, KitemarkAward, WordsFigures
from reviews.report.blocks import TEXT, Listing, Section, Subsection, SurveyPart
from reviews.report.source import Consent, Source
from reviews.report.survey import question_part
from reviews.report.year import Year
from signatories.reports_champions import enquiry_figures
from signatories.reports_training import made_known


def page(name: str):
    return lambda year: reverse(name, args=[year.compact.slug])


def counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def training(year: Year, block: Block) -> Section | None:
    """Training that was held and documents that were sent while the plan ran, each counted once."""
    since, until = year.period
    known = made_known(year.compact, since=since, until=min(until, year.on))
    listings = []
    if known.events:
        people = sum(people for _, _, people in known.events)
        lines = [f"{kind}: {count}, with {counted(people, 'person', 'people')}" for kind, count, people in known.events]
        listings.append(Listing(f"Training and events were held for {counted(people, 'person', 'people')}:", lines))
    if known.packs:
        lines = [f"{title}: {counted(people, 'recipient', 'recipients')}, {how}" for title, people, how in known.packs]
        listings.append(Listing("Documents were sent out:", lines))
    return Section("training", "Training and guidance", TEXT, [Subsection("", [], listings)]) if listings else None


def checklists(year: Year, block: Block) -> Section | None:
    """Who was asked to look at its own work by which checklist. Results only as averages of as many bodies as the floor of releases."""
    since, until = year.period[0], min(year.period[1], year.on)
    rows = trial_table_of(year.compact, since=since, until=until)
    if not rows:
        return None
    terms, floor = year.compact.terms, year.compact.release_floor
    heads = [capfirst(terms.code), "Who was asked to look at its work"]
    data = {
        "opening": ["Each was asked to look at its work by the checklist named beside it, and to say how well it is kept and what to improve."],
        "tables": [(f"Checklists and those who tried them, {year.review.label}", heads, [[[codes], bodies] for codes, bodies in rows])],
        "listings": [],
    }
    came_back = roll_up_of(year.compact, since=since, until=until)
    averages = [f"{one.title}: {one.average}% on average" for one in came_back.by_checklist if one.sent >= floor and one.average is not None]
    improve = [one.item.text for one in came_back.developments if one.bodies >= floor]
    stem = f"How well they were kept, where at least {floor} sent a result:"
    data["listings"] += [Listing(stem, averages)] if averages else []
    data["listings"] += [Listing(f"What at least {floor} of them want to improve:", improve)] if improve else []
    return Section("checklists", "Checklists", "reviews/report/_tables.html", data)


def asked_alone(year: Year) -> Consent:
    return Consent(True, "It names who was asked. What a body answered is its own: only averages of many are printed.")


def kitemark(year: Year, block: Block) -> Section | None:
    """What holds the kitemark on the last day of what is reviewed, as its public register says."""
    awards = KitemarkAward.objects.filter(compact=year.compact).standing(min(year.period[1], year.on)).for_reading()
    lines = [
        f"{one.application.title} ({one.application.get_subject_kind_display()}) of {one.application.applicant}, until {day_in_words(one.until)}"
        for one in awards.order_by("application__title")
    ]
    title = next((one.application.scheme.name for one in awards), "Kitemark")
    return Section("kitemark", title, TEXT, [Subsection("", [], [Listing("It is held by:", lines)])]) if lines else None


def kept(year: Year, block: Block) -> Section | None:
    """How the undertakings were kept, from the figures that the close of the year's reports released."""
    told = WordsFigures.objects.filter(year__compact=year.compact, year__year=year.review.year).first()
    if told is None:
        return None
    figures, floor = told.figures, year.compact.release_floor
    opening = [f"Organisations that said how they kept the undertakings: {figures['responses']['words']}."]
    parts = [part for question in figures["questions"] if (part := question_part(question, told_above=False, compared_with=None))]
    if not parts:
        opening.append(f"That is too few for figures: these are published only for groups of at least {floor}.")
    return Section(
        "kept",
        "How the undertakings were kept",
        "reviews/report/_survey.html",
        SurveyPart(opening, None, None, [("One by one", parts)] if parts else []),
    )


def released(year: Year) -> Consent:
    return Consent(True, "From released figures alone; nobody is named.")


def concerns(year: Year, block: Block) -> Section:
    """Questions, advice and disagreements, counted. None and few read alike, so that a single one is never told of (domain.md C3.9)."""
    compact, terms, floor = year.compact, year.compact.terms, year.compact.release_floor
    asked = sum(one.total for one in enquiry_figures(compact) if one.year == year.review.year)
    advised = next((one.total for one in advice_figures(compact) if covers(one.year, year.review.year)), f"fewer than {floor}")
    figures = case_figures(compact)
    cases = next((one for one in figures if covers(one.year, year.review.year)), None)
    texts = [
        f"Questions that {terms.champions} were asked in {year.review.year}: {in_words(asked, floor)}.",
        f"Times that somebody asked for advice in confidence: {advised}.",
    ]
    when = f"in {cases.year}" if cases and cases.year == str(year.review.year) else f"from {cases.year}" if cases else f"in {year.review.year}"
    texts.append(f"Disagreements that were closed {when}: {cases.total if cases else f'fewer than {floor}'}.")
    before = next((one for one in figures if one.year == str(year.review.year - 1) and one.parts), None)
    if before and cases and cases.year == str(year.review.year):  # only where both years are told alone, and from the floor on
        texts.append(f"In the year before: {before.total}.")
    listings = [Listing(f"{heading}:", [f"{words}: {count}" for words, count in lines]) for heading, lines in cases.parts] if cases else []
    return Section("concerns", "Concerns and disagreements", TEXT, [Subsection("", texts, [one for one in listings if one.items])])


def covers(years: str, year: int) -> bool:
    """Whether "2025" or "2022 to 2026" holds `year`."""
    found = [int(one) for one in re.findall(r"\d{4}", years)]
    return bool(found) and found[0] <= year <= found[-1]


def nobody_recognised(year: Year) -> Consent:
    return Consent(True, f"Counts by the rules of releases, the same for everybody; fewer than {year.compact.release_floor} is said in words.")


TRAINING = Source(
    "training", "Training and guidance", "Counted from the record of training and of packs sent.", training, page("signatories:training")
)
CHECKLISTS = Source(
    "checklists", "Checklists", "From the round of checklists of the year: who was asked.", checklists, page("checklists:rounds"), asked_alone
)
KITEMARK = Source("kitemark", "Kitemark", "From the public register of the kitemark.", kitemark, page("checklists:kitemarks"))
KEPT = Source(
    "kept", "How the undertakings were kept", "From the figures released when the year’s reports on undertakings closed.", kept,
    page("checklists:words"), released,
)  # fmt: skip
CONCERNS = Source(
    "concerns", "Concerns and disagreements", "Counted by the releasing rules from questions, advice and closed disagreements.", concerns,
    page("disputes:settle"), nobody_recognised,
)  # fmt: skip
