"""What plans ask of people: to say how far an action has come, to agree to a draft, and of officers to keep plans going."""

import datetime

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from actionplans.actions.asking import BEFORE
from actionplans.models import Action, Approval, DateChange, Plan, Target, Update
from actionplans.recurrence import meeting_days
from compact_portal.tasks import Task
from signatories.parts import Parts, parts_of

SOON = datetime.timedelta(days=30)
TWO_WEEKS = datetime.timedelta(days=14)


def tasks_of(person, on: datetime.date, parts: Parts | None = None) -> list[Task]:
    """At most four queries."""
    parts = parts or parts_of(person, on)
    tasks = plans_to_tend(person, parts, on) if parts.steered else []
    tasks += papers_to_bring(parts.officered, on) if parts.officered else []
    tasks += [*actions_to_do(parts.acted_for, on), *updates_to_give(parts.acted_for, on)] if parts.acts_for else []
    return tasks


def plans_to_tend(person, parts: Parts, on: datetime.date) -> list[Task]:
    """What a plan that is not closed wants of those who steer its agreement, and more of its officers. One query."""
    said = Approval.objects.filter(plan=OuterRef("pk"))
    moved = DateChange.objects.filter(action__target__plan=OuterRef("pk"), state=DateChange.State.PROPOSED).order_by()
    plans = Plan.objects.filter(compact__in=parts.steered, status__in=[Plan.Status.DRAFT, Plan.Status.ADOPTED]).select_related("compact")
    first_moved = moved.order_by("proposed_on").values("proposed_on")[:1]
    plans = plans.annotate(
        moved_on=Subquery(first_moved),
        holds_something=Exists(Target.objects.filter(plan=OuterRef("pk"))),
        has_word=Exists(said),
        has_my_word=Exists(said.filter(given_by=person)),
        moved=Coalesce(Subquery(moved.values("action__target__plan").annotate(count=Count("pk")).values("count")), 0),
    )
    tasks = []
    for plan in plans:
        officer = plan.compact_id in parts.officered
        if plan.is_draft and officer and plan.holds_something:
            tasks.append(to_adopt(plan))
        if plan.is_draft and plan.has_word and not plan.has_my_word:
            tasks.append(to_agree_to(plan))
        if not plan.is_draft and officer and plan.dates_need_approval and plan.moved:
            tasks.append(to_decide_on_dates(plan))
        if not plan.is_draft and officer and plan.ends_on < on:
            tasks.append(to_close(plan))
    return tasks


def to_adopt(plan: Plan) -> Task:
    """A draft, for the officer to show to everybody once the steering group has agreed to it."""
    return Task(
        what=_("Record the adoption of “%(plan)s”") % {"plan": plan},
        why=_("You are an officer of %(called)s. Until then only the %(steering_group)s can see this draft.")
        % {"called": plan.compact.called, "steering_group": plan.compact.terms.steering_group},
        address=reverse("actionplans:adopt", args=[plan.compact.slug, plan.period]),
        due_on=plan.starts_on,
        takes=_("a minute"),
    )


def to_agree_to(plan: Plan) -> Task:
    """A draft on which somebody of the steering group has said something already, and this person nothing."""
    return Task(
        what=_("Say whether you agree to “%(plan)s”") % {"plan": plan},
        why=_("You belong to the %(steering_group)s of %(called)s. One person of each sector has to agree.")
        % {"steering_group": plan.compact.terms.steering_group, "called": plan.compact.called},
        address=reverse("actionplans:approve", args=[plan.compact.slug, plan.period]),
        due_on=plan.starts_on,
        takes=_("as long as reading it"),
    )


def to_decide_on_dates(plan: Plan) -> Task:
    return Task(
        what=_("Decide on new dates in “%(plan)s” (%(moved)s)") % {"plan": plan, "moved": plan.moved},
        why=_("A new date in this plan holds when an officer approves it."),
        address=reverse("actionplans:updates", args=[plan.compact.slug, plan.period]),
        due_on=plan.compact.answer_by(plan.moved_on),
        takes=_("a minute each"),
    )


def to_close(plan: Plan) -> Task:
    """Its period is over: what is unfinished is decided on first."""
    return Task(
        what=_("Decide what becomes of what “%(plan)s” has left over, and close it") % {"plan": plan},
        why=_("You are an officer of %(called)s, and its period is over.") % {"called": plan.compact.called},
        address=reverse("actionplans:unfinished", args=[plan.compact.slug, plan.period]),
        due_on=plan.ends_on + SOON,
        takes=_("a minute for each"),
    )


def papers_to_bring(officered: set[int], on: datetime.date) -> list[Task]:
    """For officers: a meeting within two weeks to which an action of the plan brings progress. One task for each plan and day."""
    recurring = Action.objects.unfinished().filter(Q(meetings__len__gt=0) | ~Q(recurrence=""), target__plan__compact__in=officered)
    days = {
        (action.target.plan, day): None
        for action in recurring.filter(target__plan__status=Plan.Status.ADOPTED).select_related("target__plan__compact")
        for day in meeting_days(action, action.target.plan)
        if on <= day <= on + TWO_WEEKS
    }
    return [
        Task(
            what=_("Bring progress on “%(plan)s” to the meeting") % {"plan": plan},
            why=_("You are an officer of %(called)s, and it comes up at a meeting by that day. There is a paper to print.")
            % {"called": plan.compact.called},
            address=reverse("actionplans:papers", args=[plan.compact.slug, plan.period]),
            due_on=day,
            takes=_("a few minutes"),
        )
        for plan, day in days
    ]


def actions_to_do(acts_for, on: datetime.date) -> list[Task]:
    """Actions that my organisations own, late or due within a month, in plans that have been adopted."""
    due = Action.objects.due_by(on + SOON).owned_by(acts_for).filter(target__plan__status=Plan.Status.ADOPTED, carried__isnull=True)
    return [
        Task(
            what=action.text,
            why=_("Your organisation owns this %(action)s. Say how far it has come.") % {"action": action.target.plan.terms.action},
            address=reverse("actionplans:progress", args=[action.target.plan.compact.slug, action.target.plan.period, action.pk]),
            due_on=action.due_on,
            takes=_("a few minutes"),
        )
        for action in due.select_related("target__plan__compact")
    ]


def updates_to_give(acts_for, on: datetime.date) -> list[Task]:
    """In the last week of each month or quarter, where my organisations have not said everything yet. One task for each plan."""
    mine = Action.objects.unfinished().owned_by(acts_for).filter(carried__isnull=True)
    mine = mine.filter(target__plan__status=Plan.Status.ADOPTED, target__plan__starts_on__lte=on, target__plan__ends_on__gte=on - SOON)
    said = Update.objects.filter(action=OuterRef("pk")).order_by("-period_starts_on").values("period_starts_on")[:1]
    left: dict[Plan, int] = {}
    for action in mine.annotate(last_said=Subquery(said)).select_related("target__plan__compact"):
        plan = action.target.plan
        first = plan.period_of(on)
        if on >= plan.period_end(first) - BEFORE and (action.last_said is None or action.last_said < first):
            left[plan] = left.get(plan, 0) + 1
    return [
        Task(
            what=_("Give your update for %(period_called)s: “%(plan)s” (%(count)s)")
            % {"period_called": plan.period_called(first), "plan": plan, "count": count},
            why=_("Your organisation has a part in this plan of %(called)s.") % {"called": plan.compact.called},
            address=reverse("actionplans:my_updates", args=[plan.compact.slug, plan.period]),
            due_on=plan.period_end(first),
            takes=_("two minutes"),
        )
        for plan, count in left.items()
        for first in [plan.period_of(on)]
    ]
