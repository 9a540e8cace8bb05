"""The year's work: each target of the plan with its outcomes and what was achieved."""

from actionplans.models import Target
from reviews.models import Review
from reviews.report.blocks import Section, TargetPart, paragraphs

FUTURE = "Future considerations"


def year_section(review: Review) -> Section | None:
    """None when there is neither an opening nor a plan with anything in it."""
    parts = [target_part(target, review.compact.terms) for target in targets_of(review.plan)] if review.plan else []
    opening = paragraphs(review.opening)
    if not opening and parts:
        opening = [f"This part takes the {review.plan.label} in turn: what was wanted, and what was achieved."]
    if not opening:
        return None
    return Section("annual-review", f"Annual review {review.year}", "reviews/report/_targets.html", {"opening": opening, "targets": parts})


def targets_of(plan):
    return plan.targets.prefetch_related("outcomes", "achievements", "actions")


def target_part(target, terms) -> TargetPart:
    future = target.kind == Target.Kind.FUTURE
    achievements = [achievement.paragraphs for achievement in target.achievements.all()]
    actions = [] if achievements else [action_line(action) for action in target.actions.all()]
    heading = "" if future and target.text.casefold().startswith(FUTURE.casefold()) else FUTURE if future else "Achievements"
    return TargetPart(
        heading=f"{terms.target} {target.number}",
        text=target.text,
        outcomes=[outcome.text for outcome in target.outcomes.all()],
        achievements=achievements,
        achievements_heading=heading,
        actions=actions,
        nothing="" if achievements or actions else "Nothing has been recorded here.",
    )


def action_line(action) -> str:
    """An action in one line, for plans that are kept as actions instead of achievements."""
    owner = f"{action.owners_as_written}: " if action.owners_as_written else ""
    when = f" ({action.by_when_printed})" if action.by_when_printed else ""
    return f"{owner}{action.text}{when}"
