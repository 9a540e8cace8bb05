"""Plans as tests need them: the whole of one as plain values, to see that two are the same."""

from actionplans.models import Plan


def values(plan: Plan) -> list:
    """Everything that a plan's table holds, in order."""
    return [
        (
            target.number, target.text, target.kind,
            [outcome.text for outcome in target.outcomes.all()],
            [achievement.text for achievement in target.achievements.all()],
            [
                (
                    action.number, action.text, action.owners_as_written, sorted(owner.name for owner in action.owners.all()), action.by_when,
                    action.starts_on, action.due_on, action.milestones, action.ongoing, action.recurrence, action.after_plan, action.status,
                    [(note.text, note.noted_on) for note in action.notes.all()],
                )
                for action in target.actions.prefetch_related("notes", "owners")
            ],
        )
        for target in plan.targets.prefetch_related("outcomes", "achievements")
    ]  # fmt: skip
