"""What a text on its way, and the records beside it, ask of officers: the next step, when its day has come."""

import datetime

from django.db.models import Count, Q
from django.urls import reverse

from compact_portal.tasks import Task
from signatories.models import Compact, Consultation, Edition, Endorsement, Reference


def tasks_of_texts(officered: set[int], on: datetime.date) -> list[Task]:
    """Three queries, however many agreements there are."""
    return [*_consultations(officered, on), *_final_texts(officered), *_references(officered)]


def _consultations(officered: set[int], on: datetime.date) -> list[Task]:
    over = Consultation.objects.filter(edition__compact__in=officered, closes_on__lt=on)
    found = over.filter(Q(closed_at__isnull=True) | Q(outcome="")).select_related("edition__compact").annotate(said=Count("comments"))
    tasks = []
    for one in found:
        compact, closed = one.edition.compact, one.closed_at is not None
        what = f"Say what came of the comments on “{one.edition.label}”" if closed else f"Close the consultation on “{one.edition.label}”"
        address = reverse("signatories:comments", args=[compact.slug, one.pk])
        tasks.append(
            Task(what, f"You are an officer of {compact.called}.", address, None if closed else one.closes_on, f"{one.said} comments to read")
        )
    return tasks


def _final_texts(officered: set[int]) -> list[Task]:
    endorsed = Q(endorsements__status=Endorsement.Status.ENDORSED)
    awaited = Q(endorsements__status=Endorsement.Status.AWAITED)
    final = Edition.objects.filter(compact__in=officered, status=Edition.Status.FINAL).select_related("compact")
    counted = final.annotate(yes=Count("endorsements", filter=endorsed), open=Count("endorsements", filter=awaited))
    return [
        Task(
            f"Publish “{edition.label}”",
            f"Every body that was asked has decided on the text of {edition.compact.called}.",
            reverse("signatories:text", args=[edition.compact.slug, edition.pk]),
            takes="a minute",
        )
        for edition in counted
        if edition.yes and not edition.open
    ]


def _references(officered: set[int]) -> list[Task]:
    reported = Compact.objects.filter(pk__in=officered, references__status=Reference.Status.REPORTED)
    return [
        Task(
            f"Check {one.waiting} reported document{'' if one.waiting == 1 else 's'}",
            f"{one.terms.signatories.capitalize()} say that they speak of {one.called}.",
            reverse("signatories:references_to_check", args=[one.slug]),
            takes="five minutes each",
        )
        for one in reported.annotate(waiting=Count("references"))
    ]
