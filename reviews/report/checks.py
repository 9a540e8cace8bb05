"""What is looked at before a report can be approved. Each check gives a sentence and the page on which it is put right."""

from django.db.models import Q
from django.urls import reverse

from actionplans.models import Action, Target
from compact_portal.documents.markdown import heading_levels
from reviews.models import Block, Survey
from reviews.report.outlines import blocks_of
from reviews.report.source import Found
from reviews.report.sources import SOURCES, kinds_printed
from reviews.report.year import Year

SHOWN = 20  # findings of one kind; the rest are counted


def checks_of(year: Year) -> list[Found]:
    """Everything that was found, what stands in the way of approval first. A fixed number of queries."""
    blocks = [block for block in blocks_of(year.review) if not block.hidden]
    year.kinds = kinds_printed(block.kind for block in blocks)
    found = [one for check in CHECKS for one in check(year, blocks)]
    found += [one for block in blocks if block.kind in SOURCES for one in SOURCES[block.kind].check(year, block)]
    return sorted(found, key=lambda one: not one.blocking)


def blocking(year: Year) -> list[Found]:
    return [found for found in checks_of(year) if found.blocking]


def page(year: Year, name: str, *more) -> str:
    return reverse(f"reviews:{name}", args=[year.compact.slug, year.review.year, *more])


def part_page(year: Year, block: Block) -> str:
    return page(year, "change_block", block.pk) if block.pk else page(year, "compose")


def figures_without_release(year: Year, blocks: list[Block]) -> list[Found]:
    if year.survey is None or year.survey.status == Survey.Status.RELEASED:
        return []
    return [Found("The survey’s figures have not been released: no report can rest on them.", page(year, "manage"))]


def quotations_without_consent(year: Year, blocks: list[Block]) -> list[Found]:
    if "highlights" not in year.kinds:
        return []
    silent = [highlight for highlight in year.review.highlights.select_related("passage") if not highlight.is_agreed]
    return [
        Found(f"Highlight {one.number} (“{shortened(one.text)}”): say whether those concerned agreed.", page(year, "edit_report")) for one in silent
    ]


def skipped_headings(year: Year, blocks: list[Block]) -> list[Found]:
    """The words of a part stand below its own heading: their first must be of the largest kind, or a reader that jumps misses a step."""
    return [
        Found(f"{block.called(SOURCES.get(block.kind))}: its first heading begins with ##. Begin it with a single #.", part_page(year, block))
        for block in blocks
        if (heading_levels(block.text)[:1] or [1]) != [1]
    ]


def unknown_parts(year: Year, blocks: list[Block]) -> list[Found]:
    return [
        Found(f"The part “{block}” is of a kind that is not known any more and prints nothing.", page(year, "compose"), blocking=False)
        for block in blocks
        if block.kind not in SOURCES
    ]


def short_survey(year: Year, blocks: list[Block]) -> list[Found]:
    if year.survey is None or not year.survey.is_short:
        return []
    said = f"The survey was open for {year.survey.days} days, fewer than {year.compact.survey_days}. The report says so."
    return [Found(said, page(year, "dates"), blocking=False)]


def targets_without_outcome(year: Year, blocks: list[Block]) -> list[Found]:
    plan = year.review.plan
    if plan is None or "year" not in year.kinds:
        return []
    bare = plan.targets.filter(outcomes=None).exclude(kind=Target.Kind.FUTURE)
    found = [
        Found(f"{plan.terms.target} {target.number} says nothing of its outcome.", plan.get_absolute_url(), blocking=False) for target in bare[:SHOWN]
    ]
    return found + rest(bare.count(), plan.get_absolute_url())


def actions_without_owner(year: Year, blocks: list[Block]) -> list[Found]:
    plan = year.review.plan
    if plan is None or not {"year", "actions"} & year.kinds:
        return []
    lost = Action.objects.filter(Q(owners=None), target__plan=plan, owners_as_written="").select_related("target")
    address = plan.get_absolute_url()
    found = [
        Found(
            f"{plan.terms.target} {one.target.number}: “{shortened(one.text)}” has nobody who does it.", f"{address}#action-{one.pk}", blocking=False
        )
        for one in lost[:SHOWN]
    ]
    return found + rest(lost.count(), address)


def rest(count: int, address: str) -> list[Found]:
    return [Found(f"There are {count - SHOWN} more of this kind.", address, blocking=False)] if count > SHOWN else []


def shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"


CHECKS = (
    figures_without_release,
    quotations_without_consent,
    skipped_headings,
    unknown_parts,
    short_survey,
    targets_without_outcome,
    actions_without_owner,
)
