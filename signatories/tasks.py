"""What is asked of the people of signatories, their Champions and officers."""

import datetime

from django.db.models import Q
from django.urls import reverse

from compact_portal.tasks import Task
from signatories.models import Compact, Enquiry


def tasks_of(person, on: datetime.date) -> list[Task]:
    return [*questions_to_answer(person, on), *questions_that_wait(person, on)]


def questions_to_answer(person, on: datetime.date) -> list[Task]:
    held = Enquiry.objects.open().held_by(person, on=on).select_related("compact").defer("text", "answer", "name", "sent_to")
    return [
        Task(
            what=f"Answer a question about {enquiry.compact.called}, or pass it on",
            why=f"Somebody asks you as {enquiry.compact.terms.champion}.",
            address=reverse("signatories:enquiry", args=[enquiry.compact.slug, enquiry.pk]),
            due_on=enquiry.due_on,
            takes="about 10 minutes",
        )
        for enquiry in held
    ]


def questions_that_wait(person, on: datetime.date) -> list[Task]:
    """For officers: one line for each Compact in which a question is late or with nobody."""
    late = Enquiry.objects.open().filter(Q(due_on__lt=on) | Q(champion__isnull=True))
    compacts = Compact.objects.officered_by(person, on=on).filter(pk__in=late.values("compact"))
    return [
        Task(
            what="Pass on questions that wait too long",
            why=f"You are an officer of {compact.called}, and somebody waits for an answer.",
            address=reverse("signatories:enquiries", args=[compact.slug]),
            takes="a few minutes",
        )
        for compact in compacts
    ]
