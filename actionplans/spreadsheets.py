"""A plan as tables that it can be imported from again: nothing is different afterwards."""

from django.utils.translation import gettext as _

from actionplans import progress_column
from actionplans.achievement_rows import COLUMNS, outcomes_in
from actionplans.action_rows import ACTIVITY, BY_WHEN, PROGRESS, STATUS
from actionplans.models import Plan
from actionplans.numerals import roman
from compact_portal.documents.tables_out import to_csv, to_xlsx

WIDTHS = [40, 30, 70, 24, 20, 60]


def actions_table(plan: Plan, on) -> tuple[list[str], list[list]]:
    """Header and one row for each action, with its progress in the activity's cell, as plans are printed, and in a column of its own."""
    terms = plan.terms
    rows = [
        [
            f"{target.number}. {target.text}", action.owners_as_written, action.text_printed, action.by_when_printed, state(action, on),
            progress_column.written(action.notes.all()),
        ]
        for target in targets_of(plan, "actions__notes")
        for action in target.actions.all()
    ]  # fmt: skip
    return [terms.target, terms.owner, ACTIVITY, BY_WHEN, STATUS, PROGRESS], rows


def achievements_table(plan: Plan) -> tuple[list[str], list[list]]:
    """Header and one row for each achievement; a target without any keeps a row of its own."""
    rows = []
    for target in targets_of(plan, "outcomes", "achievements"):
        start = [target.number, target.text, outcomes_cell([outcome.text for outcome in target.outcomes.all()])]
        achievements = [[roman(place), achievement.text] for place, achievement in enumerate(target.achievements.all(), 1)]
        rows += [start + achievement for achievement in achievements or [["", ""]]]
    return [plan.terms.target, *(column.name for column in COLUMNS[1:])], rows


def outcomes_cell(outcomes: list[str]) -> str:
    """A line for each outcome; behind a sign where they would come back otherwise than they are."""
    return "\n".join(outcomes) if outcomes_in(outcomes) == outcomes else "\n".join(f"{progress_column.SIGN} {text}" for text in outcomes)


def targets_of(plan: Plan, *related: str):
    """None for a plan that is not saved: the one that stands for "no plan yet"."""
    return plan.targets.prefetch_related(*related) if plan.pk else []


def state(action, on) -> str:
    return f"{action.get_status_display()}, overdue" if action.is_overdue(on) else action.get_status_display()


def actions_csv(plan: Plan, on) -> bytes:
    return to_csv(*actions_table(plan, on))


def achievements_csv(plan: Plan) -> bytes:
    return to_csv(*achievements_table(plan))


def plan_xlsx(plan: Plan, on) -> bytes:
    """The actions on one sheet, targets with outcomes and achievements on another; an import reads both."""
    terms = plan.terms
    actions, achievements = actions_table(plan, on), achievements_table(plan)
    sheets = [(terms.actions.capitalize()[:31], *actions)] if actions[1] else []
    return to_xlsx([*sheets, (_("%(targets)s, results") % {"targets": terms.targets.capitalize()[:20]}, *achievements)], widths=WIDTHS)
