"""A plan that was kept in a spreadsheet becomes a plan here: whole, or not at all."""

from dataclasses import dataclass

from django.db import transaction

from actionplans.models import Achievement, Action, Outcome, Plan, ProgressNote, Target
from actionplans.periods import Period
from actionplans.plan_tables import ReadPlan, read_plan
from compact_portal.audit.recording import record
from compact_portal.documents.tables import TableError
from signatories.known import KnownOrganisations
from signatories.models import Compact


@dataclass
class Imported:
    """What an import did or would do. `plan` is not saved after a dry run into a period that has no plan yet."""

    plan: Plan
    figures: dict[str, int]
    left_out: list[str]
    remarks: list[str]


@transaction.atomic
def import_action_plan(*, compact: Compact, period: Period, source, by, name: str = "", dry_run: bool = False) -> Imported:
    """Fill the empty plan of `period`, or make it as a draft. Raise TableError, with nothing written, for any wrong row."""
    plan = plan_to_fill(compact, period)
    read = read_plan(source, name=name, period=period)
    owners, unknown = owners_of(read)
    remarks = read.remarks + [f"“{owner}” is not the name of an organisation kept here: it is printed, but leads nowhere." for owner in unknown]
    imported = Imported(plan, read.figures(), read.left_out, remarks)
    if not dry_run:
        plan.save()
        write(plan, read, owners)
        record("plan.imported", plan, by=by, **imported.figures)
    return imported


def plan_to_fill(compact: Compact, period: Period) -> Plan:
    """The agreement is locked while a plan is filled, so that two imports at once cannot both find it empty or make it."""
    Compact.objects.select_for_update().get(pk=compact.pk)
    plan = Plan.objects.filter(compact=compact, period=period.slug).first()
    if plan is None:
        return Plan(compact=compact, period=period.slug, label=period.label, starts_on=period.starts_on, ends_on=period.ends_on)
    if plan.status == Plan.Status.CLOSED:
        raise TableError(f"“{plan}” of {compact} is closed: import into the plan of another period.")
    if plan.targets.exists():
        raise TableError(f"“{plan}” of {compact} has entries already, and an import fills an empty plan only: give another period.")
    return plan


def owners_of(read: ReadPlan) -> tuple[dict[str, list], list[str]]:
    """The organisations behind each owner cell, and the names in them that are not known."""
    known, owners, unknown = KnownOrganisations(), {}, {}
    for action in read.actions:
        if action.owners not in owners:
            owners[action.owners], strange = known.find_several(action.owners)
            unknown.update(dict.fromkeys(strange))
    return owners, list(unknown)


def write(plan: Plan, read: ReadPlan, owners: dict[str, list]) -> None:
    """Seven statements, however long the plan is."""
    kinds = {True: Target.Kind.FUTURE, False: Target.Kind.ORDINARY}
    targets = Target.objects.bulk_create(
        Target(plan=plan, number=target.number, text=target.text, kind=kinds[target.future]) for target in read.targets
    )
    pairs = list(zip(targets, read.targets, strict=True))
    Outcome.objects.bulk_create(
        Outcome(target=target, number=number, text=text) for target, source in pairs for number, text in enumerate(source.outcomes, 1)
    )
    Achievement.objects.bulk_create(
        Achievement(target=target, number=number, text=text) for target, source in pairs for number, text in enumerate(source.achievements, 1)
    )
    actions = Action.objects.bulk_create(
        action_row(target, number, action) for target, source in pairs for number, action in enumerate(source.actions, 1)
    )
    rows = list(zip(actions, read.actions, strict=True))
    ProgressNote.objects.bulk_create(
        ProgressNote(action=row, number=number, text=text, noted_on=day) for row, action in rows for number, (text, day) in enumerate(action.notes, 1)
    )
    owned = Action.owners.through
    owned.objects.bulk_create(owned(action=row, organisation=organisation) for row, action in rows for organisation in owners[action.owners])


def action_row(target: Target, number: int, action) -> Action:
    when = action.by_when
    return Action(
        target=target, number=number, text=action.text, owners_as_written=action.owners, by_when=when.text, starts_on=when.starts_on,
        due_on=when.due_on, milestones=list(when.milestones), ongoing=when.ongoing, recurrence=when.recurrence, after_plan=when.after_plan,
        status=Action.Status.COMPLETED if action.completed else Action.Status.PLANNED,
    )  # fmt: skip
