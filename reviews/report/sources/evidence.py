"""What the year's own records give to the report: training, checklists, kitemark, undertakings that were kept, and concerns.

Every figure comes from a release, or counts what stands on a public page already.
"""

import re

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

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


def training(year: Year, block: Block) -> Section | None:
    """Training that was held and documents that were sent while the plan ran, each counted once."""
    since, until = year.period
    known = made_known(year.compact, since=since, until=min(until, year.on))
    listings = []
    if known.events:
        people = sum(one[-1] for one in known.events)
        stem = ngettext("Training and events were held for %(count)s person:", "Training and events were held for %(count)s people:", people)
        listings.append(Listing(stem % {"count": people}, [held_line(*event) for event in known.events]))
    if known.packs:
        listings.append(Listing(gettext("Documents were sent out:"), [sent_line(*pack) for pack in known.packs]))
    return Section("training", gettext("Training and guidance"), TEXT, [Subsection("", [], listings)]) if listings else None


def held_line(kind: str, count: int, people: int) -> str:
    said = ngettext("%(kind)s: %(count)s, with %(people)s person", "%(kind)s: %(count)s, with %(people)s people", people)
    return said % {"kind": kind, "count": count, "people": people}


def sent_line(title: str, people: int, how: str) -> str:
    said = ngettext("%(title)s: %(count)s recipient, %(how)s", "%(title)s: %(count)s recipients, %(how)s", people)
    return said % {"title": title, "count": people, "how": how}


def checklists(year: Year, block: Block) -> Section | None:
    """Who was asked to look at its own work by which checklist. Results only as averages of as many bodies as the floor of releases."""
    since, until = year.period[0], min(year.period[1], year.on)
    rows = trial_table_of(year.compact, since=since, until=until)
    if not rows:
        return None
    terms, floor = year.compact.terms, year.compact.release_floor
    heads = [capfirst(terms.code), gettext("Who was asked to look at its work")]
    data = {
        "opening": [
            gettext("Each was asked to look at its work by the checklist named beside it, and to say how well it is kept and what to improve.")
        ],
        "tables": [
            (
                gettext("Checklists and those who tried them, %(review)s") % {"review": year.review.label},
                heads,
                [[[codes], bodies] for codes, bodies in rows],
            )
        ],
        "listings": [],
    }
    came_back = roll_up_of(year.compact, since=since, until=until)
    told = [one for one in came_back.by_checklist if one.sent >= floor and one.average is not None]
    averages = [gettext("%(checklist)s: %(share)s%% on average") % {"checklist": one.title, "share": one.average} for one in told]
    improve = [one.item.text for one in came_back.developments if one.bodies >= floor]
    if averages:
        data["listings"].append(Listing(gettext("How well they were kept, where at least %(floor)s sent a result:") % {"floor": floor}, averages))
    if improve:
        data["listings"].append(Listing(gettext("What at least %(floor)s of them want to improve:") % {"floor": floor}, improve))
    return Section("checklists", gettext("Checklists"), "reviews/report/_tables.html", data)


def asked_alone(year: Year) -> Consent:
    return Consent(True, gettext("It names who was asked. What a body answered is its own: only averages of many are printed."))


def kitemark(year: Year, block: Block) -> Section | None:
    """What holds the kitemark on the last day of what is reviewed, as its public register says."""
    awards = KitemarkAward.objects.filter(compact=year.compact).standing(min(year.period[1], year.on)).for_reading()
    said = gettext("%(title)s (%(kind)s) of %(applicant)s, until %(day)s")
    lines = [
        said
        % {
            "title": one.application.title,
            "kind": one.application.get_subject_kind_display(),
            "applicant": one.application.applicant,
            "day": day_in_words(one.until),
        }
        for one in awards.order_by("application__title")
    ]
    title = next((one.application.scheme.name for one in awards), gettext("Kitemark"))
    return Section("kitemark", title, TEXT, [Subsection("", [], [Listing(gettext("It is held by:"), lines)])]) if lines else None


def kept(year: Year, block: Block) -> Section | None:
    """How the undertakings were kept, from the figures that the close of the year's reports released."""
    told = WordsFigures.objects.filter(year__compact=year.compact, year__year=year.review.year).first()
    if told is None:
        return None
    figures, floor = told.figures, year.compact.release_floor
    opening = [gettext("Organisations that said how they kept the undertakings: %(count)s.") % {"count": figures["responses"]["words"]}]
    parts = [part for question in figures["questions"] if (part := question_part(question, told_above=False, compared_with=None))]
    if not parts:
        opening.append(gettext("That is too few for figures: these are published only for groups of at least %(floor)s.") % {"floor": floor})
    return Section(
        "kept",
        gettext("How the undertakings were kept"),
        "reviews/report/_survey.html",
        SurveyPart(opening, None, None, [(gettext("One by one"), parts)] if parts else []),
    )


def released(year: Year) -> Consent:
    return Consent(True, gettext("From released figures alone; nobody is named."))


def concerns(year: Year, block: Block) -> Section:
    """Questions, advice and disagreements, counted. None and few read alike, so that a single one is never told of (domain.md C3.9)."""
    compact, terms, floor = year.compact, year.compact.terms, year.compact.release_floor
    asked = sum(one.total for one in enquiry_figures(compact) if one.year == year.review.year)
    advised = next((one.total for one in advice_figures(compact) if covers(one.year, year.review.year)), in_words(0, floor))
    figures = case_figures(compact)
    cases = next((one for one in figures if covers(one.year, year.review.year)), None)
    texts = [
        gettext("Questions that %(champions)s were asked in %(year)s: %(count)s.")
        % {"champions": terms.champions, "year": year.review.year, "count": in_words(asked, floor)},
        gettext("Times that somebody asked for advice in confidence: %(count)s.") % {"count": advised},
    ]
    if cases and cases.year != str(year.review.year):
        texts.append(gettext("Disagreements that were closed from %(years)s: %(count)s.") % {"years": cases.year, "count": cases.total})
    else:
        count = cases.total if cases else in_words(0, floor)
        texts.append(gettext("Disagreements that were closed in %(year)s: %(count)s.") % {"year": year.review.year, "count": count})
    before = next((one for one in figures if one.year == str(year.review.year - 1) and one.parts), None)
    if before and cases and cases.year == str(year.review.year):  # only where both years are told alone, and from the floor on
        texts.append(gettext("In the year before: %(count)s.") % {"count": before.total})
    listings = [Listing(f"{heading}:", [f"{words}: {count}" for words, count in lines]) for heading, lines in cases.parts] if cases else []
    return Section("concerns", gettext("Concerns and disagreements"), TEXT, [Subsection("", texts, [one for one in listings if one.items])])


def covers(years: str, year: int) -> bool:
    """Whether "2025" or "2022 to 2026" holds `year`."""
    found = [int(one) for one in re.findall(r"\d{4}", years)]
    return bool(found) and found[0] <= year <= found[-1]


def nobody_recognised(year: Year) -> Consent:
    said = gettext("Counts by the rules of releases, the same for everybody; fewer than %(floor)s is said in words.")
    return Consent(True, said % {"floor": year.compact.release_floor})


TRAINING = Source(
    "training", _("Training and guidance"), _("Counted from the record of training and of packs sent."), training, page("signatories:training")
)
CHECKLISTS = Source(
    "checklists", _("Checklists"), _("From the round of checklists of the year: who was asked."), checklists, page("checklists:rounds"), asked_alone
)
KITEMARK = Source("kitemark", _("Kitemark"), _("From the public register of the kitemark."), kitemark, page("checklists:kitemarks"))
KEPT = Source(
    "kept", _("How the undertakings were kept"), _("From the figures released when the year’s reports on undertakings closed."), kept,
    page("checklists:words"), released,
)  # fmt: skip
CONCERNS = Source(
    "concerns", _("Concerns and disagreements"), _("Counted by the releasing rules from questions, advice and closed disagreements."), concerns,
    page("disputes:settle"), nobody_recognised,
)  # fmt: skip
