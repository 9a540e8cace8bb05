"""What joining asks of an officer: to answer those who ask to join."""

from django.urls import reverse
from django.utils.translation import gettext as _

from compact_portal.tasks import Task
from signatories.actions.joining import ANSWER_WITHIN
from signatories.models import JoinRequest


def tasks_of_joining(officered: set[int]) -> list[Task]:
    waiting = JoinRequest.objects.waiting().filter(compact__in=officered).select_related("compact")
    return [
        Task(
            what=_("Answer %(name)s, which asks to join") % {"name": one.name},
            why=_("You are an officer of %(called)s.") % {"called": one.compact.called},
            address=reverse("signatories:join_request", args=[one.compact.slug, one.pk]),
            due_on=one.asked_on + ANSWER_WITHIN,
            takes=_("about 5 minutes"),
        )
        for one in waiting
    ]
