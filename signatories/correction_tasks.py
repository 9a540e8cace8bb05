"""What requests for corrections ask of the steering group: an answer within the month that the law gives."""

from django.urls import reverse
from django.utils.translation import gettext as _

from compact_portal.tasks import Task
from signatories.models import CorrectionRequest


def tasks_of_corrections(person, steered: set[int]) -> list[Task]:
    """Of whoever steers the agreement, but for their own."""
    waiting = CorrectionRequest.objects.waiting().filter(compact__in=steered).exclude(asked_by=person).select_related("compact")
    return [
        Task(
            what=_("Correct what is held about somebody, or say why not"),
            why=_("Somebody asked the %(steering_group)s of %(called)s, in which you sit. The law gives a month.")
            % {"steering_group": one.compact.terms.steering_group, "called": one.compact.called},
            address=reverse("signatories:correction", args=[one.compact.slug, one.pk]),
            due_on=one.due_on,
            takes=_("about 10 minutes"),
        )
        for one in waiting
    ]
