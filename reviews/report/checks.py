"""What is looked at before a report can be approved. Each check gives a sentence and the page on which it is put right."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    return [Found(_("The survey’s figures have not been released: no report can rest on them."), page(year, "manage"))]


def quotations_without_consent(year: Year, blocks: list[Block]) -> list[Found]:
    if "highlights" not in year.kinds:
        return []
    silent = [highlight for highlight in year.review.highlights.select_related("passage") if not highlight.is_agreed]
    said = _("Highlight %(number)s (“%(text)s”): say whether those concerned agreed.")
    return [Found(said % {"number": one.number, "text": shortened(one.text)}, page(year, "edit_report")) for one in silent]


def skipped_headings(year: Year, blocks: list[Block]) -> list[Found]:
    """The words of a part stand below its own heading: their first must be of the largest kind, or a reader that jumps misses a step."""
    said = _("%(part)s: its first heading begins with ##. Begin it with a single #.")
    return [
        Found(said % {"part": block.called(SOURCES.get(block.kind))}, part_page(year, block))
        for block in blocks
        if (heading_levels(block.text)[:1] or [1]) != [1]
    ]


def unknown_parts(year: Year, blocks: list[Block]) -> list[Found]:
    said = _("The part “%(part)s” is of a kind that is not known any more and prints nothing.")
    return [Found(said % {"part": block}, page(year, "compose"), blocking=False) for block in blocks if block.kind not in SOURCES]


def short_survey(year: Year, blocks: list[Block]) -> list[Found]:
    if year.survey is None or not year.survey.is_short:
        return []
    said = ngettext(
        "The survey was open for %(days)s day, fewer than %(least)s. The report says so.",
        "The survey was open for %(days)s days, fewer than %(least)s. The report says so.",
        year.survey.days,
    )
    return [Found(said % {"days": year.survey.days, "least": year.compact.survey_days}, page(year, "dates"), blocking=False)]


def targets_without_outcome(year: Year, blocks: list[Block]) -> list[Found]:
    plan = year.review.plan
    if plan is None or "year" not in year.kinds:
        return []
    bare = plan.targets.filter(outcomes=None).exclude(kind=Target.Kind.FUTURE)
    said, address = _("%(target)s %(number)s says nothing of its outcome."), plan.get_absolute_url()
    found = [Found(said % {"target": plan.terms.target, "number": target.number}, address, blocking=False) for target in bare[:SHOWN]]
    return found + rest(bare.count(), address)


def actions_without_owner(year: Year, blocks: list[Block]) -> list[Found]:
    plan = year.review.plan
    if plan is None or not {"year", "actions"} & year.kinds:
        return []
    lost = Action.objects.filter(Q(owners=None), target__plan=plan, owners_as_written="").select_related("target")
    said, address = _("%(target)s %(number)s: “%(action)s” has nobody who does it."), plan.get_absolute_url()
    found = [
        Found(
            said % {"target": plan.terms.target, "number": one.target.number, "action": shortened(one.text)},
            f"{address}#action-{one.pk}",
            blocking=False,
        )
        for one in lost[:SHOWN]
    ]
    return found + rest(lost.count(), address)


def rest(count: int, address: str) -> list[Found]:
    left = count - SHOWN
    said = ngettext("There is %(count)s more of this kind.", "There are %(count)s more of this kind.", left) % {"count": left}
    return [Found(said, address, blocking=False)] if left > 0 else []


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
