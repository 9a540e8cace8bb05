"""What checklists ask of people: to take one, to answer apart, to look after items, to decide about gaps, to assess a kitemark."""

import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compact_portal.tasks import Task
from reviews.checklists.who import groups_with
from reviews.models import Assessment, AssignedBody, ItemTask, KitemarkAssessor, Sheet
from signatories.parts import Parts, part, parts_of


def tasks_of(person, on: datetime.date, parts: Parts | None = None) -> list[Task]:
    """A fixed number of queries, none for somebody of whom checklists ask nothing."""
    parts = parts or parts_of(person, on, *parts_here(person))
    asking = [lambda: to_take(parts.own, on), lambda: to_answer(parts.own)] if parts.acts_for or parts.champion_for else []
    own = {"looks_after": items_to_look_after, "sent": gaps_to_settle, "assesses": kitemarks_to_assess}
    return [task for asked in asking for task in asked()] + [task for name, asked in own.items() if parts.more.get(name) for task in asked(person)]


def parts_here(person) -> list:
    """For signatories.parts: what is asked of this person by name."""
    return [
        part(items_waiting_for(person), "looks_after"),
        part(Assessment.objects.sent().filter(sent_by=person, gaps__isnull=False, gaps__settled_at__isnull=True), "sent"),
        part(kitemarks_waiting_for(person), "assesses"),
    ]


def items_waiting_for(person):
    return ItemTask.objects.filter(person=person, done_on__isnull=True, assessment__status=Assessment.Status.OPEN)


def kitemarks_waiting_for(person):
    return KitemarkAssessor.objects.filter(person=person, verdict="", application__status="sent")


def to_take(own, on: datetime.date) -> list[Task]:
    """Of a group it is asked of those who act for the group itself; of its members' people where nobody does."""
    mine = Q(organisation__in=own) | Q(organisation__in=groups_with(own, on), organisation__memberships__isnull=True)
    waiting = AssignedBody.objects.filter(mine, assignment__round__closed_at__isnull=True).exclude(
        assessments__status__in=[Assessment.Status.SENT, Assessment.Status.OPEN]
    )
    return [
        Task(
            what=_("Take the checklist of %(called)s with %(organisation)s")
            % {"called": body.assignment.round.compact.called, "organisation": body.organisation},
            why=_("The %(steering_group)s asks %(organisation)s to try it.")
            % {"steering_group": body.assignment.round.compact.terms.steering_group, "organisation": body.organisation},
            address=reverse("checklists:mine", args=[body.assignment.round.compact.slug]),
            due_on=body.assignment.round.due_on,
            takes=_("one meeting"),
        )
        for body in waiting.select_related("organisation", "assignment__round__compact").distinct()
    ]


def to_answer(own) -> list[Task]:
    waiting = Sheet.objects.filter(organisation__in=own, closed_on__isnull=True, assessment__status=Assessment.Status.OPEN)
    return [
        Task(
            what=_("Answer “%(checklist)s” for %(organisation)s")
            % {"checklist": sheet.assessment.checklist.title, "organisation": sheet.organisation},
            why=_("%(body)s asks each of its members.") % {"body": sheet.assessment.body},
            address=sheet.assessment.get_absolute_url(),
            due_on=sheet.assessment.due_on,
            takes=_("about 10 minutes"),
        )
        for sheet in waiting.select_related("organisation", "assessment__checklist", "assessment__body", "assessment__compact")
    ]


def items_to_look_after(person) -> list[Task]:
    return [
        Task(
            what=_("Look after item %(number)s of “%(checklist)s”") % {"number": task.item.number, "checklist": task.assessment.checklist.title},
            why=_("You were asked to, for %(body)s.") % {"body": task.assessment.body},
            address=reverse("checklists:evidence", args=[task.assessment.compact.slug, task.assessment_id, task.item_id]),
            due_on=task.due_on,
            takes=_("a few minutes"),
        )
        for task in items_waiting_for(person).select_related("item", "assessment__checklist", "assessment__body", "assessment__compact")
    ]


def gaps_to_settle(person) -> list[Task]:
    """Of what they sent themselves."""
    unsettled = Count("gaps", filter=Q(gaps__settled_at__isnull=True))
    sent = Assessment.objects.sent().filter(sent_by=person).annotate(unsettled=unsettled).filter(unsettled__gt=0)
    return [
        Task(
            what=ngettext("Decide about %(unsettled)s item of “%(checklist)s”", "Decide about %(unsettled)s items of “%(checklist)s”", one.unsettled)
            % {"unsettled": one.unsettled, "checklist": one.checklist.title},
            why=_("You sent the answers of %(body)s.") % {"body": one.body},
            address=reverse("checklists:gaps", args=[one.compact.slug, one.pk]),
            due_on=one.assigned.assignment.round.due_on if one.assigned else None,
            takes=_("a few minutes each"),
            no_day=_("Nobody set a day for this checklist."),
        )
        for one in sent.select_related("checklist", "body", "compact", "assigned__assignment__round")
    ]


def kitemarks_to_assess(person) -> list[Task]:
    return [
        Task(
            what=_("Decide about the kitemark of “%(application)s”") % {"application": one.application.title},
            why=_("You are one of its two assessors."),
            address=one.application.get_absolute_url(),
            due_on=one.application.compact.answer_by(timezone.localdate(one.application.sent_at)),
            takes=_("about half an hour"),
        )
        for one in kitemarks_waiting_for(person).select_related("application__compact")
    ]
