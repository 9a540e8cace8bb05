"""The history page of one object. It stands above the rooms, because it shows rows of all of them."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from actionplans.models import Achievement, Action, Plan, Strategy, Target
from compact_portal.audit.readable import history_of
from reviews.models import Review, Survey
from signatories.models import BoardMember, Champion, Compact, Edition, Membership, Officer, Organisation, Seat, SeatHolder, Signature

# What has a history page, and the way from it to its Compact. Nothing that belongs to survey answers may stand here.
SHOWN = {
    "compact": (Compact, "pk"),
    "edition": (Edition, "compact"),
    "signature": (Signature, "compact"),
    "organisation": (Organisation, "signatures__compact"),
    "champion": (Champion, "signature__compact"),
    "membership": (Membership, "organisation__signatures__compact"),
    "officer": (Officer, "compact"),
    "seat": (Seat, "compact"),
    "seatholder": (SeatHolder, "seat__compact"),
    "boardmember": (BoardMember, "compact"),
    "strategy": (Strategy, "compact"),
    "plan": (Plan, "compact"),
    "target": (Target, "plan__compact"),
    "action": (Action, "target__plan__compact"),
    "achievement": (Achievement, "target__plan__compact"),
    "survey": (Survey, "compact"),
    "review": (Review, "compact"),
}


def history(request, compact: str, model: str, pk: int):
    """Who changed what and when, for the people who steer the Compact; everybody else sees that there is no such page."""
    compact = get_object_or_404(Compact.objects.steered_by(request.user), slug=compact)
    if model not in SHOWN:
        raise Http404
    shown, way = SHOWN[model]
    obj = get_object_or_404(shown._default_manager.filter(**{way: compact.pk}).distinct(), pk=pk)
    return render(request, "audit/history.html", {"compact": compact, "object": obj, "lines": history_of(obj)})
