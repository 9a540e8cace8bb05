"""What plans ask of people: to say how far an action has come, to agree to a draft, and of officers to keep plans going."""

import datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from actionplans.actions.asking import BEFORE
from actionplans.models import Action, Approval, DateChange, Plan
from actionplans.recurrence import meeting_days
from compact_portal.tasks import Task
from signatories.models import Compact, Membership
from signatories.parts import Parts, parts_of

SOON = datetime.timedelta(days=30)
TWO_WEEKS = datetime.timedelta(days=14)


def tasks_of(person, on: datetime.date, parts: Parts | None = None) -> list[Task]:
    """At most seven queries, and one for each adopted plan that this person's organisations have a part in."""
    parts = parts or parts_of(person, on)
    asking = [plans_to_adopt, dates_to_decide, plans_to_close, papers_to_bring] if parts.officered else []
    asking += [plans_to_agree_to] if parts.steered else []
    asking += [actions_to_do, updates_to_give] if parts.acts_for else []
    return [task for asked in asking for task in asked(person, on)]


def officered(person, on: datetime.date):
    return Plan.objects.filter(compact__in=Compact.objects.officered_by(person, on=on)).select_related("compact")


def plans_to_adopt(person, on: datetime.date) -> list[Task]:
    """Drafts that hold something, for the officer to show to everybody once the steering group has agreed them."""
    mine = officered(person, on).filter(status=Plan.Status.DRAFT, targets__isnull=False)
    return [
        Task(
            what=f"Record the adoption of “{plan}”",
            why=f"You are an officer of {plan.compact.called}. Until then only the {plan.compact.terms.steering_group} can see this draft.",
            address=reverse("actionplans:adopt", args=[plan.compact.slug, plan.period]),
            due_on=plan.starts_on,
            takes="a minute",
        )
        for plan in mine.distinct()
    ]


def plans_to_agree_to(person, on: datetime.date) -> list[Task]:
    """Drafts on which somebody of the steering group has said something already, and this person nothing."""
    said = Approval.objects.filter(plan=OuterRef("pk"))
    drafts = Plan.objects.filter(compact__in=Compact.objects.steered_by(person, on=on), status=Plan.Status.DRAFT)
    return [
        Task(
            what=f"Say whether you agree to “{plan}”",
            why=f"You belong to the {plan.compact.terms.steering_group} of {plan.compact.called}. One person of each sector has to agree.",
            address=reverse("actionplans:approve", args=[plan.compact.slug, plan.period]),
            due_on=plan.starts_on,
            takes="as long as reading it",
        )
        for plan in drafts.filter(Exists(said), ~Exists(said.filter(given_by=person))).select_related("compact")
    ]


def dates_to_decide(person, on: datetime.date) -> list[Task]:
    waiting = Count("targets__actions__date_changes", filter=Q(targets__actions__date_changes__state=DateChange.State.PROPOSED))
    plans = officered(person, on).filter(status=Plan.Status.ADOPTED, dates_need_approval=True).annotate(waiting=waiting).filter(waiting__gt=0)
    return [
        Task(
            what=f"Decide on new dates in “{plan}” ({plan.waiting})",
            why="A new date in this plan holds when an officer approves it.",
            address=reverse("actionplans:updates", args=[plan.compact.slug, plan.period]),
            takes="a minute each",
        )
        for plan in plans
    ]


def plans_to_close(person, on: datetime.date) -> list[Task]:
    """Plans whose period is over: what is unfinished is decided on first."""
    return [
        Task(
            what=f"Decide what becomes of what “{plan}” has left over, and close it",
            why=f"You are an officer of {plan.compact.called}, and its period is over.",
            address=reverse("actionplans:unfinished", args=[plan.compact.slug, plan.period]),
            due_on=plan.ends_on + SOON,
            takes="a minute for each",
        )
        for plan in officered(person, on).filter(status=Plan.Status.ADOPTED, ends_on__lt=on)
    ]


def papers_to_bring(person, on: datetime.date) -> list[Task]:
    """For officers: a meeting within two weeks to which an action of the plan brings progress. One task for each plan and day."""
    recurring = Action.objects.unfinished().filter(Q(meetings__len__gt=0) | ~Q(recurrence=""), target__plan__in=officered(person, on))
    days = {
        (action.target.plan, day): None
        for action in recurring.filter(target__plan__status=Plan.Status.ADOPTED).select_related("target__plan__compact")
        for day in meeting_days(action, action.target.plan)
        if on <= day <= on + TWO_WEEKS
    }
    return [
        Task(
            what=f"Bring progress on “{plan}” to the meeting",
            why=f"You are an officer of {plan.compact.called}, and it comes up at a meeting by that day. There is a paper to print.",
            address=reverse("actionplans:papers", args=[plan.compact.slug, plan.period]),
            due_on=day,
            takes="a few minutes",
        )
        for plan, day in days
    ]


def acts_for(person, on: datetime.date):
    return Membership.objects.serving(on=on).filter(person=person).values("organisation")


def actions_to_do(person, on: datetime.date) -> list[Task]:
    """Actions that my organisations own, late or due within a month, in plans that have been adopted."""
    due = Action.objects.due_by(on + SOON).owned_by(acts_for(person, on)).filter(target__plan__status=Plan.Status.ADOPTED, carried__isnull=True)
    return [
        Task(
            what=action.text,
            why=f"Your organisation owns this {action.target.plan.terms.action}. Say how far it has come.",
            address=reverse("actionplans:progress", args=[action.target.plan.compact.slug, action.target.plan.period, action.pk]),
            due_on=action.due_on,
            takes="a few minutes",
        )
        for action in due.select_related("target__plan__compact")
    ]


def updates_to_give(person, on: datetime.date) -> list[Task]:
    """In the last week of each month or quarter, where my organisations have not said everything yet. One task for each plan."""
    mine = Action.objects.unfinished().owned_by(acts_for(person, on)).filter(carried__isnull=True)
    plans = Plan.objects.filter(status=Plan.Status.ADOPTED, starts_on__lte=on, ends_on__gte=on - SOON, targets__actions__in=mine)
    tasks = []
    for plan in plans.select_related("compact").distinct():
        first = plan.period_of(on)
        ends = plan.period_end(first)
        if on < ends - BEFORE:
            continue
        left = mine.filter(target__plan=plan).wanting_update(first).count()
        if left:
            tasks.append(
                Task(
                    what=f"Give your update for {plan.period_called(first)}: “{plan}” ({left})",
                    why=f"Your organisation has a part in this plan of {plan.compact.called}.",
                    address=reverse("actionplans:my_updates", args=[plan.compact.slug, plan.period]),
                    due_on=ends,
                    takes="two minutes",
                )
            )
    return tasks
