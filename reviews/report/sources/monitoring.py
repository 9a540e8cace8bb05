"""The ways in which those who signed keep watch over the agreement, as far as they are in use (domain.md A15.4/17)."""

from django.urls import reverse

from actionplans.reports import action_figures
from compact_portal.days import in_words
from reviews.models import Block, Checklist, WordsYear
from reviews.report.blocks import TEXT, Listing, Section, Subsection
from reviews.report.source import Source
from reviews.report.year import Year
from signatories.models import Compact


def monitoring(year: Year, block: Block) -> Section | None:
    """Only what the records of this year hold is named: a way that nobody uses is no way."""
    ways = [words for way in WAYS if (words := way(year))]
    lead = f"How the {year.compact.terms.agreement} is monitored and evaluated:"
    return Section("monitoring", "Monitoring and evaluation", TEXT, [Subsection("", [], [Listing(lead, ways)])]) if ways else None


def by_survey(year: Year) -> str:
    asked = year.survey
    if asked is None:
        return ""
    days = f"{in_words(asked.opens_on)} to {in_words(asked.closes_on)}"
    return f"A yearly survey of every {year.compact.terms.signatory}, open from {days}."


def by_plan(year: Year) -> str:
    plan = year.review.plan
    if plan is None:
        return ""
    figures = action_figures(plan, year.on)
    done = f" {figures['completed']} of {figures['total']} {plan.terms.actions} are completed." if figures["total"] else ""
    return f"The progress of the {plan.label}, {plan.terms.target.lower()} by {plan.terms.target.lower()}.{done}"


def by_checklists(year: Year) -> str:
    used = [str(one) for one in year.compact.checklists.filter(status=Checklist.Status.IN_USE)]
    return f"Checklists that bodies use on themselves: {'; '.join(used)}." if used else ""


def by_reports(year: Year) -> str:
    told = WordsYear.objects.filter(compact=year.compact, year=year.review.year).exists()
    return f"A yearly report of each {year.compact.terms.signatory} on the undertakings that bind it." if told else ""


def by_procedure(year: Year) -> str:
    none = year.compact.disputes == Compact.Disputes.NONE
    return "" if none else f"A way to settle disagreements: {year.compact.get_disputes_display()}."


def by_report(year: Year) -> str:
    terms = year.compact.terms
    return f"This report, which people of both sectors approve and the {terms.board} answers."


WAYS = (by_survey, by_plan, by_checklists, by_reports, by_procedure, by_report)
MONITORING = Source(
    "monitoring", "Monitoring and evaluation", "From the survey, the plan, the checklists and the procedure that are in use.", monitoring,
    lambda year: reverse("signatories:compact", args=[year.compact.slug]),
)  # fmt: skip
