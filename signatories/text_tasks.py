"""What a text on its way, and the records beside it, ask of officers: the next step, when its day has come."""

import datetime

from django.db.models import Count, Max, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compact_portal.tasks import Task
from signatories.models import Compact, Consultation, Edition, Endorsement, Reference

# What came of a consultation is said within twelve weeks, as the government's consultation principles ask of its own.
SAY_WITHIN = datetime.timedelta(weeks=12)


def tasks_of_texts(officered: set[int], on: datetime.date) -> list[Task]:
    """Three queries, however many agreements there are."""
    return [*_consultations(officered, on), *_final_texts(officered), *_references(officered)]


def _consultations(officered: set[int], on: datetime.date) -> list[Task]:
    over = Consultation.objects.filter(edition__compact__in=officered, closes_on__lt=on)
    found = over.filter(Q(closed_at__isnull=True) | Q(outcome="")).select_related("edition__compact").annotate(said=Count("comments"))
    tasks = []
    for one in found:
        compact, closed = one.edition.compact, one.closed_at is not None
        what = (
            _("Say what came of the comments on “%(edition)s”") % {"edition": one.edition.label}
            if closed
            else _("Close the consultation on “%(edition)s”") % {"edition": one.edition.label}
        )
        address = reverse("signatories:comments", args=[compact.slug, one.pk])
        tasks.append(
            Task(
                what,
                _("You are an officer of %(called)s.") % {"called": compact.called},
                address,
                one.closes_on + SAY_WITHIN if closed else one.closes_on,
                _("%(said)s comments to read") % {"said": one.said},
            )
        )
    return tasks


def _final_texts(officered: set[int]) -> list[Task]:
    endorsed = Q(endorsements__status=Endorsement.Status.ENDORSED)
    awaited = Q(endorsements__status=Endorsement.Status.AWAITED)
    final = Edition.objects.filter(compact__in=officered, status=Edition.Status.FINAL).select_related("compact")
    counted = final.annotate(
        yes=Count("endorsements", filter=endorsed), open=Count("endorsements", filter=awaited), decided_on=Max("endorsements__decided_on")
    )
    return [
        Task(
            _("Publish “%(edition)s”") % {"edition": edition.label},
            _("Every body that was asked has decided on the text of %(called)s.") % {"called": edition.compact.called},
            reverse("signatories:text", args=[edition.compact.slug, edition.pk]),
            due_on=edition.decided_on and edition.compact.answer_by(edition.decided_on),
            takes=_("a minute"),
        )
        for edition in counted
        if edition.yes and not edition.open
    ]


def _references(officered: set[int]) -> list[Task]:
    reported = Compact.objects.filter(pk__in=officered, references__status=Reference.Status.REPORTED)
    return [
        Task(
            ngettext("Check %(waiting)s reported document", "Check %(waiting)s reported documents", one.waiting) % {"waiting": one.waiting},
            _("%(signatories)s say that they speak of %(called)s.") % {"signatories": one.terms.signatories.capitalize(), "called": one.called},
            reverse("signatories:references_to_check", args=[one.slug]),
            due_on=one.answer_by(one.noted_on),
            takes=_("five minutes each"),
        )
        for one in reported.annotate(waiting=Count("references"), noted_on=Min("references__noted_on"))
    ]
