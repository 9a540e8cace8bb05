"""A plan that was kept in a spreadsheet becomes a plan here: whole, or not at all."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.models import Achievement, Action, Outcome, Plan, ProgressNote, Target
from actionplans.periods import Period
from actionplans.plan_rows import ReadPlan
from actionplans.plan_tables import read_plan, understand_plan
from compact_portal.audit.recording import record
from compact_portal.database.statistics import count_anew
from compact_portal.documents.tables import TableError
from signatories.known import KnownOrganisations
from signatories.models import Compact


@dataclass
class Imported:
    """What an import did or would do. `plan` is not saved after a dry run into a period that has no plan yet.

    `owners` holds the organisations behind each owner cell; `unknown` a sentence for each name in them that leads nowhere.
    """

    plan: Plan
    read: ReadPlan
    owners: dict[str, list] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    @property
    def figures(self) -> dict[str, int]:
        return self.read.figures()

    @property
    def left_out(self) -> list[str]:
        return self.read.left_out

    @property
    def remarks(self) -> list[str]:
        return self.read.remarks + self.unknown


@transaction.atomic
def import_action_plan(*, compact: Compact, period: Period, source, by, name: str = "", beside: bool = False, dry_run: bool = False) -> Imported:
    """Fill the empty plan of `period`, or make it as a draft. Raise TableError, with nothing written, for any wrong row.

    `beside` makes a further plan of the same period where there is one with entries already.
    """
    plan = plan_to_fill(compact, period, beside=beside)
    read = read_plan(source, name=name, period=period, terms=plan.terms)
    imported = Imported(plan, read, *owners_of(read))
    if not dry_run:
        plan.save()
        write(plan, read, imported.owners)
        record("plan.imported", plan, by=by, **imported.figures)
        count_anew(Plan, Target, Action)
    return imported


def look_at_action_plan(*, compact: Compact, period: Period, source, name: str, beside: bool = False) -> Imported:
    """How an import would understand each row, the wrong ones among them. Writes nothing; raises TableError where nothing could be read."""
    plan = choose_plan(compact, period, beside=beside)
    read = understand_plan(source, name=name, period=period, terms=plan.terms)
    return Imported(plan, read, *owners_of(read))


def plan_to_fill(compact: Compact, period: Period, *, beside: bool) -> Plan:
    """The agreement is locked while a plan is filled, so that two imports at once cannot both find it empty or make it."""
    Compact.objects.select_for_update().get(pk=compact.pk)
    return choose_plan(compact, period, beside=beside)


def choose_plan(compact: Compact, period: Period, *, beside: bool) -> Plan:
    """The plan of actions for this period. One of another kind, such as a communications strategy, keeps its address and its content."""
    plans = {plan.period: plan for plan in Plan.objects.filter(compact=compact, period__startswith=period.slug)}
    plan = plans.get(period.slug)
    days = {"compact": compact, "kind": Plan.Kind.ACTIONS, "starts_on": period.starts_on, "ends_on": period.ends_on}
    if plan is None:
        return Plan(period=period.slug, label=period.label, **days)
    if plan.kind != Plan.Kind.ACTIONS:
        others = [other for other in plans.values() if other.kind == Plan.Kind.ACTIONS and other.starts_on == period.starts_on]
        if not others:
            return Plan(period=next_address(period, plans), label=period.label, **days)
        plan = others[0]
    if beside and (plan.status == Plan.Status.CLOSED or plan.targets.exists()):
        address = next_address(period, plans)
        return Plan(period=address, label=f"{period.label} ({address.rpartition('-')[2]})", **days)
    plan.compact = compact
    if plan.status == Plan.Status.CLOSED:
        raise TableError(
            _("“%(plan)s” of %(compact)s is closed: import into the plan of another period, or beside it.") % {"plan": plan, "compact": compact}
        )
    if plan.targets.exists():
        raise TableError(
            _("“%(plan)s” of %(compact)s has entries already, and an import fills an empty plan only: give another period, or import beside it.")
            % {"plan": plan, "compact": compact}
        )
    return plan


def next_address(period: Period, taken: dict[str, Plan]) -> str:
    return next(address for address in (f"{period.slug}-{number}" for number in range(2, len(taken) + 3)) if address not in taken)


def owners_of(read: ReadPlan) -> tuple[dict[str, list], list[str]]:
    """The organisations behind each owner cell, and a sentence for each name in them that is not known, or that several bear."""
    known, owners, unknown = KnownOrganisations(), {}, {}
    for action in read.actions:
        if action.owners not in owners:
            owners[action.owners], strange = known.find_several(action.owners)
            unknown.update(dict.fromkeys(strange))
    return owners, [sentence_on(name, known.all_called(name)) for name in unknown]


def sentence_on(name: str, bearers: list) -> str:
    if bearers:
        both = _(" and ").join(f"“{organisation}”" for organisation in bearers)
        return _("“%(name)s” may be %(both)s: it is printed, but leads to none of them. Write the full name, or choose the owner afterwards.") % {
            "name": name,
            "both": both,
        }
    return _("“%(name)s” is not the name of an organisation kept here: it is printed, but leads nowhere.") % {"name": name}


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
        status=action.status or Action.Status.PLANNED,
    )  # fmt: skip


def counted(name: str, count: int, terms) -> tuple[str, int]:
    """The word for a figure, in the agreement's own words and the right number: ("objectives", 4)."""
    own = {"targets": (terms.target.lower(), terms.targets.lower()), "actions": (terms.action, terms.actions)}
    words = name.replace("_", " ")
    one, several = own.get(name, (words.removesuffix("s"), words))
    return (one if count == 1 else several), count
