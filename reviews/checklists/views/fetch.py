"""How a view gets a checklist or an assessment: through the person who asks."""

from django.db.models import Q
from django.shortcuts import get_object_or_404

from compact_portal.days import today
from reviews.checklists.who import Part, assessments_with, own_organisations
from reviews.models import Assessment, Checklist, ChecklistItem
from signatories.models import Compact

WITH = ("checklist__scale", "checklist__code", "body", "compact__area", "assigned")


def readable_checklist(request, compact: str, pk: int) -> Checklist:
    """In use, everybody's; a draft, its officers'."""
    readable = Q(status__in=[Checklist.Status.IN_USE, Checklist.Status.REPLACED])
    if request.user.is_authenticated:
        readable |= Q(compact__in=Compact.objects.steered_by(request.user))
    return get_object_or_404(Checklist.objects.filter(readable).for_reading(), compact__slug=compact, pk=pk)


def officers_checklist(request, compact: str, pk: int) -> Checklist:
    checklists = Checklist.objects.filter(compact__in=Compact.objects.officered_by(request.user)).for_reading()
    return get_object_or_404(checklists, compact__slug=compact, pk=pk)


def taken_by(request, compact: str, pk: int) -> Part:
    """Of somebody who takes part in it: 404 for everybody else, officers included."""
    on = today()
    own = own_organisations(request.user, on)
    found = assessments_with(own, request.user, on).select_related(*WITH)
    return Part(get_object_or_404(found, compact__slug=compact, pk=pk), request.user, own)


def read_by(request, compact: str, pk: int) -> Part:
    """Of those who take part; and of the steering group, once it was sent and is shown to it."""
    on = today()
    own = own_organisations(request.user, on)
    taking_part = assessments_with(own, request.user, on).values("pk")
    shown = Assessment.objects.shown_to_steering().filter(compact__in=Compact.objects.steered_by(request.user, on=on)).values("pk")
    found = Assessment.objects.filter(Q(pk__in=taking_part) | Q(pk__in=shown)).select_related(*WITH)
    return Part(get_object_or_404(found, compact__slug=compact, pk=pk), request.user, own)


def item_of(assessment: Assessment, pk: int) -> ChecklistItem:
    return get_object_or_404(ChecklistItem, checklist=assessment.checklist_id, pk=pk)
