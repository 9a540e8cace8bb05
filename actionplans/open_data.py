"""What this room gives as open data: the plans that everybody may see, what they promise, and how far each promise has come."""

from django.utils.translation import gettext_lazy as _

from actionplans.models import Achievement, Action, Plan, Target
from actionplans.numerals import roman
from compact_portal.days import today
from compact_portal.documents.datasets import DAY, ID, LIST, NUMBER, URL, WEB, YES_NO, Column, Dataset, known_by
from signatories.models import Compact

PERIOD = Column("plan", _("The plan’s period, as in the table of plans."), always=True)
TARGET = Column("target", _("The target’s number in its plan."), NUMBER, always=True)


def plans(compact: Compact):
    return compact.plans.public()


def read_plans(compact: Compact, plans):
    known = known_by(compact, "plans")
    for one in plans:
        yield (
            one.period, one.label, one.kind, one.starts_on, one.ends_on, one.status, one.adopted_on, one.introduction, one.purpose, one.aim,
            *known(one.public_id),
        )  # fmt: skip


def targets(compact: Compact):
    return Target.objects.filter(plan__in=plans(compact)).order_by("-plan__starts_on", "plan", "number")


def read_targets(compact: Compact, targets):
    known = known_by(compact, "targets")
    for one in targets.select_related("plan").prefetch_related("outcomes"):
        yield one.plan.period, one.number, one.kind, one.text, [outcome.text for outcome in one.outcomes.all()], *known(one.public_id)


def actions(compact: Compact):
    return Action.objects.filter(target__plan__in=plans(compact)).order_by("-target__plan__starts_on", "target__plan", "target__number", "number")


def read_actions(compact: Compact, actions):
    """A closed plan is judged by its last day, any other by today."""
    on, known = today(), known_by(compact, "actions")
    for one in actions.select_related("target__plan").prefetch_related("notes"):
        plan = one.target.plan
        overdue = one.is_overdue(plan.ends_on if plan.status == Plan.Status.CLOSED else on)
        notes = [note.text for note in one.notes.all()]
        yield (
            plan.period, one.target.number, one.number, one.text, one.owners_as_written, one.by_when, one.starts_on, one.due_on, one.ongoing,
            one.status, overdue, one.completed_on, notes, one.evidence, one.evidence_link,
            *known(one.public_id),
        )  # fmt: skip


def achievements(compact: Compact):
    return Achievement.objects.filter(target__plan__in=plans(compact)).order_by(
        "-target__plan__starts_on", "target__plan", "target__number", "number"
    )


def read_achievements(compact: Compact, achievements):
    """The numeral is the achievement's place among all of its target (domain.md Q4), wherever this slice begins."""
    known = known_by(compact, "achievements")
    found = list(achievements.select_related("target__plan").prefetch_related("organisations"))
    places: dict[int, list[int]] = {}
    for target, pk in Achievement.objects.filter(target__in={one.target_id for one in found}).order_by("number").values_list("target", "pk"):
        places.setdefault(target, []).append(pk)
    for one in found:
        numeral = roman(places[one.target_id].index(one.pk) + 1)
        organisations = sorted(organisation.name for organisation in one.organisations.all())
        yield (
            one.target.plan.period, one.target.number, numeral, one.text, organisations, one.evidence, one.evidence_link,
            *known(one.public_id),
        )  # fmt: skip


PLANS = Dataset(
    "plans",
    _("Plans"),
    _("One line for each plan that everybody may see, the newest first."),
    (
        Column("plan", _("The plan’s period, as it stands in addresses."), always=True),
        Column("label", _("What people call the plan."), always=True),
        Column("kind", _("actions, or communications."), always=True),
        Column("starts_on", _("Its first day."), DAY, always=True),
        Column("ends_on", _("Its last day."), DAY, always=True),
        Column("status", _("adopted, or closed."), always=True),
        Column("adopted_on", _("The day on which it was agreed, where that is known."), DAY),
        Column("introduction", _("Its introduction.")),
        Column("purpose", _("Its purpose.")),
        Column("aim", _("Its aim.")),
        ID,
        URL,
    ),
    plans,
    read_plans,
)
TARGETS = Dataset(
    "targets",
    _("Targets"),
    _("One line for each target of those plans."),
    (
        PERIOD,
        Column("target", _("Its number in the plan."), NUMBER, always=True),
        Column("kind", _("ordinary, or future for considerations that promise nothing yet."), always=True),
        Column("text", _("The target, word for word."), always=True),
        Column("outcomes", _("What is meant to come of it; several are parted by a semicolon."), LIST, always=True),
        ID,
        URL,
    ),
    targets,
    read_targets,
)
ACTIONS = Dataset(
    "actions",
    _("Actions and progress"),
    _("One line for each action of those plans, with how far it has come."),
    (
        PERIOD,
        TARGET,
        Column("number", _("The action’s number under its target."), NUMBER, always=True),
        Column("text", _("What is to be done, word for word."), always=True),
        Column("owners", _("Who does it, as the plan prints it.")),
        Column("by_when", _("By when, as the plan prints it.")),
        Column("starts_on", _("The first day that these words allow."), DAY),
        Column("due_on", _("The last day that these words allow."), DAY),
        Column("ongoing", _("Whether it goes on without an end."), YES_NO, always=True),
        Column("status", _("planned, under_way, at_risk, late, deferred, completed or dropped."), always=True),
        Column("overdue", _("Whether its last day is over: today, or for a closed plan on the plan’s last day."), YES_NO, always=True),
        Column("completed_on", _("The day on which it was done."), DAY),
        Column("progress", _("What was said of it, the oldest first; several are parted by a semicolon."), LIST, always=True),
        Column("evidence", _("What shows that it is done.")),
        Column("evidence_link", _("A page that shows it."), WEB),
        ID,
        URL,
    ),
    actions,
    read_actions,
)
ACHIEVEMENTS = Dataset(
    "achievements",
    _("Achievements"),
    _("One line for each thing that came of a target."),
    (
        PERIOD,
        TARGET,
        Column("numeral", _("Its place under the target, as the report prints it."), always=True),
        Column("text", _("What was achieved."), always=True),
        Column("organisations", _("Whose achievement it is; several are parted by a semicolon."), LIST, always=True),
        Column("evidence", _("What shows it.")),
        Column("evidence_link", _("A page that shows it."), WEB),
        ID,
        URL,
    ),
    achievements,
    read_achievements,
)
DATASETS = (PLANS, TARGETS, ACTIONS, ACHIEVEMENTS)
