"""A plan as the table that it can be imported from again."""

from actionplans.models import Plan
from actionplans.numerals import roman
from compact_portal.documents.tables_out import to_csv


def actions_csv(plan: Plan, on) -> bytes:
    """One row for each action, with its progress in the activity's cell, as plans are printed."""
    terms = plan.compact.terms
    rows = [
        [f"{target.number}. {target.text}", action.owners_as_written, action.text_printed, action.by_when_printed, state(action, on)]
        for target in targets_of(plan, "actions__notes")
        for action in target.actions.all()
    ]
    return to_csv([terms.target, terms.owner, "Activity", "By When", "Status"], rows)


def targets_of(plan: Plan, *related: str):
    """None for a plan that is not saved: the one that stands for "no plan yet"."""
    return plan.targets.prefetch_related(*related) if plan.pk else []


def state(action, on) -> str:
    return f"{action.get_status_display()}, overdue" if action.is_overdue(on) else action.get_status_display()


def achievements_csv(plan: Plan) -> bytes:
    """One row for each achievement; a target without any keeps a row of its own."""
    rows = []
    for target in targets_of(plan, "outcomes", "achievements"):
        start = [target.number, target.text, "\n".join(outcome.text for outcome in target.outcomes.all())]
        achievements = [[roman(place), achievement.text] for place, achievement in enumerate(target.achievements.all(), 1)]
        rows += [start + achievement for achievement in achievements or [["", ""]]]
    return to_csv([plan.compact.terms.target, "Title", "Outcome", "No.", "Achievement"], rows)
