"""What the plans give to the report: the year that is looked back on, and what comes next."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.models import Plan, Target
from actionplans.reports import targets_for_report
from compact_portal.text import paragraphs
from reviews.models import Block
from reviews.report.blocks import TEXT, Listing, Section, Subsection
from reviews.report.plan import FUTURE as FUTURE_HEADING
from reviews.report.plan import year_section
from reviews.report.source import Source
from reviews.report.year import Year


def plan_page(year: Year) -> str:
    return year.review.plan.get_absolute_url() if year.review.plan else reverse("reviews:change_review", args=[year.compact.slug, year.review.year])


def next_plan_page(year: Year) -> str:
    plan = year.review.next_plan
    return plan.get_absolute_url() if plan else reverse("reviews:change_review", args=[year.compact.slug, year.review.year])


def worked(year: Year, block: Block) -> Section | None:
    """Future considerations are printed here unless they have a block of their own."""
    return year_section(year.review, year.on, future="future" not in year.kinds)


def actions(year: Year, block: Block) -> Section | None:
    """Every action of the plan with who, what, when and how it stands: a wide table for each target."""
    if (plan := year.review.plan) is None:
        return None
    terms = plan.terms
    targets = [target for target in plan.targets.prefetch_related("actions__notes") if target.actions.all()]
    heads = [terms.owner, terms.action.capitalize(), gettext("By when"), gettext("How it stands")]
    tables = [(f"{terms.target} {target.number}: {target.text}", heads, [cells(action) for action in target.actions.all()]) for target in targets]
    title = gettext("%(actions)s of the %(plan)s") % {"actions": terms.actions.capitalize(), "plan": plan.label}
    return Section("actions", title, "reviews/report/_actions.html", tables, wide=True) if tables else None


def cells(action) -> list[list[str]]:
    """Each cell is a list of paragraphs."""
    told = [action.text, *(note.text for note in action.notes.all())]
    return [[action.owners_as_written], told, [action.by_when], [action.get_status_display()]]


def future(year: Year, block: Block) -> Section | None:
    if (plan := year.review.plan) is None:
        return None
    kept = [target for target in targets_for_report(plan) if target.kind == Target.Kind.FUTURE]
    found = [(target, [paragraphs(one.text) for one in target.achievements.all()]) for target in kept]
    found = [(target, considered) for target, considered in found if considered]
    return Section("future-considerations", str(FUTURE_HEADING), "reviews/report/_future.html", found) if found else None


def ahead(year: Year, block: Block) -> Section | None:
    """The targets of the plan that follows, as they stand: what is hoped for."""
    if (plan := year.review.next_plan) is None:
        return None
    targets = list(plan.targets.exclude(kind=Target.Kind.FUTURE).prefetch_related("outcomes"))
    stem = gettext("What it should bring:")
    parts = [
        Subsection(f"{plan.terms.target} {target.number}", [target.text], [Listing(stem, outcomes)] if outcomes else [])
        for target in targets
        for outcomes in [[outcome.text for outcome in target.outcomes.all()]]
    ]
    if plan.status == Plan.Status.DRAFT:
        said = gettext("The %(plan)s, which is a draft, takes up what was learnt.")
    else:
        said = gettext("The %(plan)s, which was adopted, takes up what was learnt.")
    title = gettext("What comes next: %(plan)s") % {"plan": plan.label}
    return Section("next-plan", title, TEXT, [Subsection("", [said % {"plan": plan.label}]), *parts]) if targets else None


YEAR = Source("year", _("The year’s work"), _("From the targets of the plan, their outcomes and achievements."), worked, plan_page)
ACTIONS = Source("actions", _("Table of actions"), _("From the actions of the plan, as they stand now. Wide: printed across."), actions, plan_page)
FUTURE = Source("future", FUTURE_HEADING, _("From the plan’s own future considerations."), future, plan_page)
NEXT_PLAN = Source("next_plan", _("What comes next"), _("From the targets of the plan that follows."), ahead, next_plan_page)
