"""The year that is reviewed beside the one before: a few figures, each of which stands in one of the two reports anyway."""

from django.urls import reverse
from django.utils.text import capfirst

from actionplans.models import Achievement
from actionplans.reports import action_figures
from reviews.models import Block
from reviews.report.blocks import TABLE, Figures, Section
from reviews.report.shares import NONE
from reviews.report.source import Source
from reviews.report.year import Year
from signatories.reports import champion_figures


def figures_of(year: Year) -> list[str]:
    """In the order of `labels`."""
    plan = year.review.plan
    done = action_figures(plan, year.on) if plan else {"total": 0, "completed": 0}
    achieved = Achievement.objects.filter(target__plan=plan, target__kind="ordinary").count() if plan else 0
    return [
        str(sum(sector.count for sector in year.signatories)),
        str(champion_figures(year.compact, year.then).champions),
        capfirst(year.figures["responses"]["words"]) if year.figures else NONE,
        str(achieved) if achieved else NONE,
        f"{done['completed']} of {done['total']}" if done["total"] else NONE,
    ]


def labels(year: Year) -> list[str]:
    terms = year.compact.terms
    return [
        capfirst(terms.signatories),
        capfirst(terms.champions),
        "Organisations that answered, to the nearest 5",
        "Achievements",
        f"{capfirst(terms.actions)} completed",
    ]


def last_year(year: Year, block: Block) -> Section | None:
    if (earlier := year.earlier) is None:
        return None
    earlier.compact = year.compact
    before = Year(earlier, year.on)
    rows = [(label, list(pair)) for label, pair in zip(labels(year), zip(figures_of(before), figures_of(year), strict=True), strict=True)]
    heads = ["What was counted", earlier.label, year.review.label]
    return Section("last-year", "This year beside the last", TABLE, Figures("The two years side by side", heads, rows))


LAST_YEAR = Source(
    "last_year", "This year beside the last", "Counted from the records of both years; answers from their releases alone.", last_year,
    lambda year: reverse("reviews:reports", args=[year.compact.slug]),
)  # fmt: skip
