"""The report in at most four pages, for a board: the editors' opening, the figures, and the first of each list."""

from django.template.loader import render_to_string
from django.utils.dateformat import format as day
from django.utils.text import Truncator, capfirst

from actionplans.models import Target
from actionplans.reports import targets_for_report
from compact_portal.documents.markdown import to_html
from reviews.after import findings_of
from reviews.report.blocks import TABLE, TEXT, Figures, Listing, Subsection
from reviews.report.printed import Part, Printed
from reviews.report.sources.outlook import figures_of, labels
from reviews.report.survey import headline_part
from reviews.report.year import Year

PAGES = 4
TARGETS, FINDINGS, STATEMENTS, LETTERS = 12, 8, 8, 240  # the most that four pages hold


def summary(year: Year, text: str = "") -> Printed:
    """`text` is the editors' opening. Everything else is drawn; what does not fit is counted and stands in the report itself."""
    parts = [
        Part("in-short", "In short", to_html(text)) if text.strip() else None,
        figures_part(year),
        targets_part(year),
        survey_part(year),
        findings_part(year),
        next_part(year),
    ]
    edition = year.agreed.edition.label if year.agreed else ""
    title = f"{year.compact.name} annual review {year.review.label}: summary for the {year.compact.terms.board}"
    return Printed(title, year.compact.name, edition, parts=[part for part in parts if part])


def drawn(anchor: str, title: str, template: str, data) -> Part:
    return Part(anchor, title, render_to_string(template, {"data": data}))


def short(text: str) -> str:
    return Truncator(text).chars(LETTERS)


def first(items: list[str], most: int) -> list[str]:
    left = len(items) - most
    return items if left <= 0 else [*items[:most], f"and {left} more in the report."]


def figures_part(year: Year) -> Part:
    now = figures_of(year)
    rows = [(label, [now[name]]) for name, label in labels(year).items()]
    return drawn("figures", "The year in figures", TABLE, Figures(f"Counted for {year.review.label}", ["What was counted", "Number"], rows))


def targets_part(year: Year) -> Part | None:
    if (plan := year.review.plan) is None:
        return None
    targets = [target for target in targets_for_report(plan) if target.kind != Target.Kind.FUTURE]
    lines = [f"{plan.terms.target} {target.number}: {short(target.text)} {achieved(target)}" for target in targets]
    listing = Listing(f"What the {plan.label} wanted, and what came of it:", first(lines, TARGETS))
    return drawn("targets", f"The {plan.label}", TEXT, [Subsection("", [], [listing])]) if lines else None


def achieved(target) -> str:
    count = len(target.achievements.all())
    return "(nothing recorded)" if not count else "(one achievement)" if count == 1 else f"({count} achievements)"


def survey_part(year: Year) -> Part | None:
    if not year.figures or year.figures["level"] == "none":
        return None
    asked = [question for question in year.figures["questions"] if question["headline"] and question["groups"]]
    part = headline_part(asked[:STATEMENTS], compared_with=None)
    return drawn("survey", "What organisations said", TABLE, part.figures) if part else None


def findings_part(year: Year) -> Part | None:
    found = [f"{short(text)} {f'What is done: {short(planned)}' if planned else ''}".strip() for text, planned in findings_of(year.review)]
    listing = Listing(f"The {year.compact.terms.steering_group} learnt:", first(found, FINDINGS))
    return drawn("findings", "Findings", TEXT, [Subsection("", [], [listing])]) if found else None


def next_part(year: Year) -> Part | None:
    review, terms = year.review, year.compact.terms
    texts = [f"{capfirst(terms.board)}: {day(review.board_on, 'j F Y')}."] if review.board_on else []
    plan = review.next_plan
    targets = [f"{plan.terms.target} {target.number}: {short(target.text)}" for target in plan.targets.all()] if plan else []
    listings = [Listing(f"The {plan.label} wants:", first(targets, TARGETS))] if targets else []
    return drawn("next", "What comes next", TEXT, [Subsection("", texts, listings)]) if texts or listings else None
