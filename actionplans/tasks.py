"""What plans ask of people: to say how far an action has come, and of officers to record an adoption."""

import datetime

from django.urls import reverse

from actionplans.models import Action, Plan
from compact_portal.tasks import Task
from signatories.models import Compact, Membership

SOON = datetime.timedelta(days=30)


def tasks_of(person, on: datetime.date) -> list[Task]:
    return [*plans_to_adopt(person, on), *actions_to_do(person, on)]


def plans_to_adopt(person, on: datetime.date) -> list[Task]:
    """Drafts that hold something, for the officer to show to everybody once the steering group has agreed them."""
    mine = Plan.objects.filter(compact__in=Compact.objects.officered_by(person, on=on), status=Plan.Status.DRAFT, targets__isnull=False)
    return [
        Task(
            what=f"Record the adoption of “{plan}”",
            why=f"You are an officer of {plan.compact.called}. Until then only the {plan.compact.terms.steering_group} can see this draft.",
            address=reverse("actionplans:adopt", args=[plan.compact.slug, plan.period]),
            due_on=plan.starts_on,
            takes="a minute",
        )
        for plan in mine.select_related("compact").distinct()
    ]


def actions_to_do(person, on: datetime.date) -> list[Task]:
    """Actions that my organisations own, late or due within a month, in plans that have been adopted."""
    organisations = Membership.objects.serving(on=on).filter(person=person).values("organisation")
    owned = Action.owners.through.objects.filter(organisation__in=organisations).values("action")
    due = Action.objects.due_by(on + SOON).filter(pk__in=owned, target__plan__status=Plan.Status.ADOPTED)
    return [
        Task(
            what=action.text,
            why=f"Your organisation owns this {action.target.plan.compact.terms.action}. Say how far it has come.",
            address=reverse("actionplans:progress", args=[action.target.plan.compact.slug, action.target.plan.period, action.pk]),
            due_on=action.due_on,
            takes="a few minutes",
        )
        for action in due.select_related("target__plan__compact")
    ]
