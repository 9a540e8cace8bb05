"""The year that is reviewed beside the one before: a few figures, each of which stands in one of the two reports anyway."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.models import Achievement
from actionplans.reports import action_figures
from reviews.models import Block
from reviews.report.blocks import TABLE, Figures, Section
from reviews.report.shares import NONE
from reviews.report.source import Source
from reviews.report.year import Year
from signatories.reports import champion_figures


def figures_of(year: Year) -> dict[str, str]:
    """What can be said of a year in one figure each, as it is printed; a dash where there is none."""
    plan = year.review.plan
    done = action_figures(plan, year.on) if plan else {"total": 0, "completed": 0}
    achieved = Achievement.objects.filter(target__plan=plan, target__kind="ordinary").count() if plan else 0
    targets = plan.targets.exclude(kind="future").count() if plan else 0
    return {
        "signatories": str(sum(sector.count for sector in year.signatories)),
        "champions": str(champion_figures(year.compact, year.then).champions),
        "answered": capfirst(year.figures["responses"]["words"]) if year.figures else NONE,
        "targets": str(targets) if targets else NONE,
        "achievements": str(achieved) if achieved else NONE,
        "actions": gettext("%(some)s of %(all)s") % {"some": done["completed"], "all": done["total"]} if done["total"] else NONE,
    }


def labels(year: Year) -> dict[str, str]:
    terms = year.compact.terms
    return {
        "signatories": capfirst(terms.signatories),
        "champions": capfirst(terms.champions),
        "answered": gettext("Organisations that answered, to the nearest 5"),
        "targets": capfirst(terms.targets),
        "achievements": gettext("Achievements"),
        "actions": gettext("%(actions)s completed") % {"actions": capfirst(terms.actions)},
    }


def last_year(year: Year, block: Block) -> Section | None:
    if (earlier := year.earlier) is None:
        return None
    earlier.compact = year.compact
    before, now = figures_of(Year(earlier, year.on)), figures_of(year)
    rows = [(label, [before[name], now[name]]) for name, label in labels(year).items()]
    heads = [gettext("What was counted"), earlier.label, year.review.label]
    table = Figures(gettext("The two years side by side"), heads, rows)
    return Section("last-year", gettext("This year beside the last"), TABLE, table)


LAST_YEAR = Source(
    "last_year", _("This year beside the last"), _("Counted from the records of both years; answers from their releases alone."), last_year,
    lambda year: reverse("reviews:reports", args=[year.compact.slug]),
)  # fmt: skip
