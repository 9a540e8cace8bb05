"""What checklists ask of people: to take one, to answer apart, to look after items, to decide about gaps, to assess a kitemark."""

import datetime

from django.db.models import Count, Q
from django.urls import reverse

from compact_portal.tasks import Task
from reviews.checklists.who import groups_with, own_organisations
from reviews.models import Assessment, AssignedBody, ItemTask, KitemarkAssessor, Sheet


def tasks_of(person, on: datetime.date) -> list[Task]:
    """A fixed number of queries."""
    own = own_organisations(person, on)
    return [
        *(to_take(own, on) if own else []),
        *(to_answer(own) if own else []),
        *items_to_look_after(person),
        *gaps_to_settle(person, on),
        *kitemarks_to_assess(person),
    ]


def to_take(own: dict[int, str], on: datetime.date) -> list[Task]:
    """Of a group it is asked of those who act for the group itself; of its members' people where nobody does."""
    mine = Q(organisation__in=own) | Q(organisation__in=groups_with(own, on), organisation__memberships__isnull=True)
    waiting = AssignedBody.objects.filter(mine, assignment__round__closed_at__isnull=True).exclude(
        assessments__status__in=[Assessment.Status.SENT, Assessment.Status.OPEN]
    )
    return [
        Task(
            what=f"Take the checklist of {body.assignment.round.compact.called} with {body.organisation}",
            why=f"The {body.assignment.round.compact.terms.steering_group} asks {body.organisation} to try it.",
            address=reverse("checklists:mine", args=[body.assignment.round.compact.slug]),
            due_on=body.assignment.round.due_on,
            takes="one meeting",
        )
        for body in waiting.select_related("organisation", "assignment__round__compact").distinct()
    ]


def to_answer(own: dict[int, str]) -> list[Task]:
    waiting = Sheet.objects.filter(organisation__in=own, closed_on__isnull=True, assessment__status=Assessment.Status.OPEN)
    return [
        Task(
            what=f"Answer “{sheet.assessment.checklist.title}” for {sheet.organisation}",
            why=f"{sheet.assessment.body} asks each of its members.",
            address=sheet.assessment.get_absolute_url(),
            due_on=sheet.assessment.due_on,
            takes="about 10 minutes",
        )
        for sheet in waiting.select_related("organisation", "assessment__checklist", "assessment__body", "assessment__compact")
    ]


def items_to_look_after(person) -> list[Task]:
    waiting = ItemTask.objects.filter(person=person, done_on__isnull=True, assessment__status=Assessment.Status.OPEN)
    return [
        Task(
            what=f"Look after item {task.item.number} of “{task.assessment.checklist.title}”",
            why=f"You were asked to, for {task.assessment.body}.",
            address=reverse("checklists:evidence", args=[task.assessment.compact.slug, task.assessment_id, task.item_id]),
            due_on=task.due_on,
            takes="a few minutes",
        )
        for task in waiting.select_related("item", "assessment__checklist", "assessment__body", "assessment__compact")
    ]


def gaps_to_settle(person, on: datetime.date) -> list[Task]:
    """Of what they sent themselves."""
    unsettled = Count("gaps", filter=Q(gaps__settled_at__isnull=True))
    sent = Assessment.objects.sent().filter(sent_by=person).annotate(unsettled=unsettled).filter(unsettled__gt=0)
    return [
        Task(
            what=f"Decide about {one.unsettled} item{'s' if one.unsettled > 1 else ''} of “{one.checklist.title}”",
            why=f"You sent the answers of {one.body}.",
            address=reverse("checklists:gaps", args=[one.compact.slug, one.pk]),
            takes="a few minutes each",
        )
        for one in sent.select_related("checklist", "body", "compact")
    ]


def kitemarks_to_assess(person) -> list[Task]:
    waiting = KitemarkAssessor.objects.filter(person=person, verdict="", application__status="sent")
    return [
        Task(
            what=f"Decide about the kitemark of “{one.application.title}”",
            why="You are one of its two assessors.",
            address=one.application.get_absolute_url(),
            takes="about half an hour",
        )
        for one in waiting.select_related("application__compact")
    ]
