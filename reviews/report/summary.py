"""The report in at most four pages, for a board: the editors' opening, the figures, and the first of each list."""

from django.template.loader import render_to_string
from django.utils.dateformat import format as day
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
        Part("in-short", _("In short"), to_html(text)) if text.strip() else None,
        figures_part(year),
        targets_part(year),
        survey_part(year),
        findings_part(year),
        next_part(year),
    ]
    edition = year.agreed.edition.label if year.agreed else ""
    title = _("%(agreement)s annual review %(review)s: summary for the %(board)s") % {
        "agreement": year.compact.name,
        "review": year.review.label,
        "board": year.compact.terms.board,
    }
    return Printed(title, year.compact.name, edition, parts=[part for part in parts if part])


def drawn(anchor: str, title: str, template: str, data) -> Part:
    return Part(anchor, title, render_to_string(template, {"data": data}))


def short(text: str) -> str:
    return Truncator(text).chars(LETTERS)


def first(items: list[str], most: int) -> list[str]:
    left = len(items) - most
    if left <= 0:
        return items
    return [*items[:most], ngettext("and %(count)s more in the report.", "and %(count)s more in the report.", left) % {"count": left}]


def figures_part(year: Year) -> Part:
    now = figures_of(year)
    rows = [(label, [now[name]]) for name, label in labels(year).items()]
    table = Figures(_("Counted for %(review)s") % {"review": year.review.label}, [_("What was counted"), _("Number")], rows)
    return drawn("figures", _("The year in figures"), TABLE, table)


def targets_part(year: Year) -> Part | None:
    if (plan := year.review.plan) is None:
        return None
    targets = [target for target in targets_for_report(plan) if target.kind != Target.Kind.FUTURE]
    lines = [f"{plan.terms.target} {target.number}: {short(target.text)} {achieved(target)}" for target in targets]
    listing = Listing(_("What the %(plan)s wanted, and what came of it:") % {"plan": plan.label}, first(lines, TARGETS))
    return drawn("targets", _("The %(plan)s") % {"plan": plan.label}, TEXT, [Subsection("", [], [listing])]) if lines else None


def achieved(target) -> str:
    count = len(target.achievements.all())
    if not count:
        return _("(nothing recorded)")
    return ngettext("(one achievement)", "(%(count)s achievements)", count) % {"count": count}


def survey_part(year: Year) -> Part | None:
    if not year.figures or year.figures["level"] == "none":
        return None
    asked = [question for question in year.figures["questions"] if question["headline"] and question["groups"]]
    part = headline_part(asked[:STATEMENTS], compared_with=None)
    return drawn("survey", _("What organisations said"), TABLE, part.figures) if part else None


def findings_part(year: Year) -> Part | None:
    both = _("%(finding)s What is done: %(planned)s")
    found = [
        both % {"finding": short(text), "planned": short(planned)} if planned else short(text).strip() for text, planned in findings_of(year.review)
    ]
    listing = Listing(_("The %(steering_group)s learnt:") % {"steering_group": year.compact.terms.steering_group}, first(found, FINDINGS))
    return drawn("findings", _("Findings"), TEXT, [Subsection("", [], [listing])]) if found else None


def next_part(year: Year) -> Part | None:
    review, terms = year.review, year.compact.terms
    texts = [f"{capfirst(terms.board)}: {day(review.board_on, 'j F Y')}."] if review.board_on else []
    plan = review.next_plan
    targets = [f"{plan.terms.target} {target.number}: {short(target.text)}" for target in plan.targets.all()] if plan else []
    listings = [Listing(_("The %(plan)s wants:") % {"plan": plan.label}, first(targets, TARGETS))] if targets else []
    return drawn("next", _("What comes next"), TEXT, [Subsection("", texts, listings)]) if texts or listings else None
