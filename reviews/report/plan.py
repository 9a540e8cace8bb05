"""The year's work: each target of the plan with its outcomes and what was achieved."""

from datetime import date

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import Plan, Target
from actionplans.reports import action_figures, targets_for_report
from compact_portal.text import paragraphs
from reviews.models import Review
from reviews.report.blocks import Section, TargetPart

FUTURE = gettext_lazy("Future considerations")


def year_section(review: Review, on: date, *, future: bool = True) -> Section | None:
    """None when there is neither an opening nor a plan with anything in it. Without `future` the considerations for later are left out."""
    terms, plan = review.compact.terms, review.plan
    targets = [target for target in targets_of(plan) if future or target.kind != Target.Kind.FUTURE] if plan else []
    parts = [target_part(target, terms) for target in targets]
    opening = paragraphs(review.opening)
    if not opening and parts:
        opening = [_("This part takes the %(plan)s in turn: what was wanted, and what was achieved.") % {"plan": plan.label}]
    if not opening:
        return None
    if plan and (sentence := actions_sentence(plan, terms, on)):
        opening.append(sentence)
    title = _("Annual review %(year)s") % {"year": review.year}
    return Section("annual-review", title, "reviews/report/_targets.html", {"opening": opening, "targets": parts})


def targets_of(plan: Plan) -> list[Target]:
    targets = targets_for_report(plan)
    prefetch_related_objects(targets, "actions")
    return targets


def actions_sentence(plan: Plan, terms, on: date) -> str:
    """How many of the plan's actions were done, in plans that are kept as actions; nothing for one that has none."""
    figures = action_figures(plan, on)
    if not figures["total"]:
        return ""
    said = _(
        "Of %(total)s %(actions)s in the %(plan)s: %(completed)s completed, %(ongoing)s ongoing, %(overdue)s late,"
        " as recorded when this report was made."
    )
    return said % (figures | {"actions": terms.actions, "plan": plan.label})


def target_part(target, terms) -> TargetPart:
    future = target.kind == Target.Kind.FUTURE
    achievements = [paragraphs(achievement.text) for achievement in target.achievements.all()]
    actions = [] if achievements else [action_line(action) for action in target.actions.all()]
    heading = str(FUTURE) if future else _("Achievements")
    if future and target.text.casefold().startswith(heading.casefold()):
        heading = ""
    return TargetPart(
        heading=f"{terms.target} {target.number}",
        text=target.text,
        outcomes=[outcome.text for outcome in target.outcomes.all()],
        achievements=achievements,
        achievements_heading=heading,
        actions=actions,
        nothing="" if achievements or actions else _("Nothing has been recorded here."),
    )


def action_line(action) -> str:
    """An action in one line, for plans that are kept as actions instead of achievements."""
    owner = f"{action.owners_as_written}: " if action.owners_as_written else ""
    when = f" ({action.by_when_printed})" if action.by_when_printed else ""
    return f"{owner}{action.text}{when}"
