"""One report out of everything that the portal knows about a year. A fixed number of queries, whatever the report's length."""

from dataclasses import replace
from datetime import date

from django.core.exceptions import ObjectDoesNotExist
from django.utils.dateformat import format as day

from compact_portal.text import paragraphs
from reviews.after import findings_of
from reviews.models import Review, Survey
from reviews.report.agreement import (
    TEXT,
    background_section,
    champions_section,
    seats_section,
    signatories_of,
    signatories_section,
    steering_section,
    vision_section,
)
from reviews.report.blocks import Listing, Report, Section, Subsection
from reviews.report.plan import year_section
from reviews.report.process import process_section
from reviews.report.rules import rules_section
from reviews.report.survey import NOT_RELEASED, SurveyPart, survey_part
from signatories.reports import background, champion_figures, steering_group_table


def assemble(review: Review, on: date, *, draft: bool = True) -> Report:
    """The report of `review` as the data stand on the day `on`. Sections that have nothing to say are left out.

    Who had signed, who served as a Champion and who sat in the steering group is told of the last day of what is reviewed.
    """
    compact = review.compact
    agreed = background(compact)
    survey = survey_of(review)
    figures = released_figures(survey)
    then = day_reviewed(review, survey, on)
    signatories = signatories_of(compact, then)
    appendices = numbered(
        seats_section(compact, steering_group_table(compact, then), then),
        signatories_section(compact, signatories, then),
        rules_section(figures) if figures else None,
    )
    members = next((section.title.split(":")[0] for section in appendices if section.anchor == "steering-group-members"), "")
    sections = [
        background_section(compact, agreed),
        vision_section(agreed),
        steering_section(review, appendix=members),
        process_section(review, survey, figures),
        year_section(review, on),
        survey_section(survey, figures),
        findings_section(review),
        highlights_section(review),
        champions_section(compact, signatories, champion_figures(compact, then), then),
    ]
    return Report(
        title=f"{compact.name} annual review report {review.label}",
        agreement=compact.name,
        edition=agreed.edition.label if agreed else "",
        dated=f"{'Draft of' if draft else 'Published on'} {day(on, 'j F Y')}",
        draft=draft,
        sections=[section for section in sections if section] + appendices,
    )


def day_reviewed(review: Review, survey: Survey | None, on: date) -> date:
    """The survey's last day, or the end of the plan where there is no survey; never later than `on`."""
    last = survey.closes_on if survey else review.plan.ends_on if review.plan else on
    return min(last, on)


def survey_of(review: Review) -> Survey | None:
    return Survey.objects.filter(review=review).select_related("release", "compact").prefetch_related("documents").first()


def released_figures(survey: Survey | None) -> dict | None:
    try:
        return survey.release.figures if survey else None
    except ObjectDoesNotExist:
        return None


def numbered(*appendices: Section | None) -> list[Section]:
    """The appendices that exist, numbered without a gap (domain.md Q23)."""
    present = [section for section in appendices if section]
    return [replace(section, title=f"Appendix {number}: {section.title}") for number, section in enumerate(present, 1)]


def survey_section(survey: Survey | None, figures: dict | None) -> Section | None:
    """A survey without a release says so; nothing is ever worked out from answers here."""
    if survey is None:
        return None
    part = survey_part(figures) if figures else SurveyPart([NOT_RELEASED], None, None, [])
    return Section("survey-results", "Survey results", "reviews/report/_survey.html", part)


def findings_section(review: Review) -> Section | None:
    """What the steering group learnt, each with what is done about it."""
    found = findings_of(review)
    if not found:
        return None
    items = [f"{text} What is done about it: {planned}" if planned else text for text, planned in found]
    listing = Listing(f"The {review.compact.terms.steering_group} learnt from this review:", items)
    return Section("findings", "Findings", TEXT, [Subsection("", [], [listing])])


def highlights_section(review: Review) -> Section | None:
    stories = [paragraphs(highlight.text) for highlight in review.highlights.all()]
    title = f"{review.label} highlights"
    data = {"stem": f"What the {review.compact.terms.signatories} said:", "stories": stories}
    return Section("highlights", title, "reviews/report/_highlights.html", data) if stories else None
