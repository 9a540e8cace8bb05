"""How far a plan has come: its actions in figures for each target, and for each aim of the strategy that it serves."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import Action, Plan, Strategy, StrategyAim, Target, overdue


@dataclass
class Figures:
    """Each action counts once: an overdue one is no longer under way, at risk or planned."""

    of: object
    total: int = 0
    done: int = 0
    late: int = 0
    doing: int = 0
    planned: int = 0
    put_off: int = 0
    dropped: int = 0
    lately: list = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """For somebody who knows nothing of plans."""
        if not self.total:
            return _("Nothing has been promised here yet.")
        if self.total == 1:
            alone = [
                (self.done, _("done")), (self.doing, _("being worked on")), (self.planned, _("not started yet")), (self.late, _("late")),
                (self.put_off, _("put off")), (self.dropped, _("given up")),
            ]  # fmt: skip
            return _("One thing was promised: it is %(state)s.") % {"state": next(words for count, words in alone if count)}
        parts = [
            (self.done, ngettext("%(count)s is done", "%(count)s are done", self.done)),
            (self.doing, ngettext("%(count)s is being worked on", "%(count)s are being worked on", self.doing)),
            (self.planned, ngettext("%(count)s is not started yet", "%(count)s are not started yet", self.planned)),
            (self.late, ngettext("%(count)s is late", "%(count)s are late", self.late)),
            (self.put_off, ngettext("%(count)s is put off", "%(count)s are put off", self.put_off)),
            (self.dropped, ngettext("%(count)s is given up", "%(count)s are given up", self.dropped)),
        ]
        *said, last = [words % {"count": count} for count, words in parts if count]
        if not said:
            return _("Of %(total)s things promised, %(what)s.") % {"total": self.total, "what": last}
        return _("Of %(total)s things promised, %(some)s and %(last)s.") % {"total": self.total, "some": ", ".join(said), "last": last}


def conditions(on: datetime.date) -> dict[str, Q]:
    """Which actions each figure counts. Together they are all of them, each once."""
    status = Action.Status
    late = overdue(on) | Q(status=status.LATE)
    return {
        "total": Q(),
        "done": Q(status=status.COMPLETED),
        "put_off": Q(status=status.DEFERRED),
        "dropped": Q(status=status.DROPPED),
        "late": late,
        "doing": Q(status__in=[status.UNDER_WAY, status.AT_RISK]) & ~late,
        "planned": Q(status=status.PLANNED) & ~late,
    }


def by_target(plan: Plan, on: datetime.date) -> list[Figures]:
    """Every target that promises something, in order. One query."""
    counts = {
        f"{name}_count": Count("actions", filter=Q(actions__in=Action.objects.filter(condition)) if condition else None, distinct=True)
        for name, condition in conditions(on).items()
    }
    targets = plan.targets.filter(kind=Target.Kind.ORDINARY).annotate(**counts)
    return [figures_of(target, {name: getattr(target, f"{name}_count") for name in conditions(on)}) for target in targets]


def figures_of(thing, counts: dict[str, int]) -> Figures:
    return Figures(thing, **counts)


def whole(plan: Plan, on: datetime.date) -> Figures:
    """One query."""
    counts = {f"{name}_count": Count("pk", filter=condition) for name, condition in conditions(on).items()}
    found = Action.objects.filter(target__plan=plan).aggregate(**counts)
    return figures_of(plan, {name: found[f"{name}_count"] for name in conditions(on)})


def by_aim(strategy: Strategy, on: datetime.date, *, plan: Plan | None = None) -> list[Figures]:
    """Every aim of a strategy with the actions that serve it, by themselves or through their target. One query.

    Without `plan`, those of all plans of the strategy that everybody may see.
    """
    plans = [plan.pk] if plan else Plan.objects.public().filter(strategy=strategy).values("pk")
    serving = Action.objects.filter(Q(aims=OuterRef("pk")) | Q(target__aims=OuterRef("pk")), target__plan__in=plans)
    counts = {f"{name}_count": count_of(serving.filter(condition)) for name, condition in conditions(on).items()}
    aims = StrategyAim.objects.filter(strategy=strategy).annotate(**counts)
    return [figures_of(aim, {name: getattr(aim, f"{name}_count") for name in conditions(on)}) for aim in aims]


def count_of(actions) -> Coalesce:
    """How many, as a part of another query. `distinct` because an action may serve an aim in two ways."""
    counted = actions.order_by().values(everything=Count("pk", distinct=True)).values("everything")
    counted.query.group_by = None
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
