"""How a view gets its paper: through the person who asks, so that a stranger cannot tell a closed door from a missing one."""

from django.db.models import Q
from django.shortcuts import get_object_or_404

from compact_portal.days import today
from reviews.models import Paper
from signatories.models import BoardMember, Compact

WHOLE = ("compact__area", "review", "author_seat__seat__organisation", "follows")


def officers_paper(request, compact: str, pk: int) -> Paper:
    mine = Compact.objects.officered_by(request.user)
    return get_object_or_404(Paper.objects.select_related(*WHOLE), compact__in=mine, compact__slug=compact, pk=pk)


def paper_to_read(person, compact: str, pk: int) -> Paper:
    """Issued ones for everybody, those for the board alone for its members; drafts and templates for those who steer the agreement."""
    return get_object_or_404(readable_by(person).select_related(*WHOLE, "issue__page"), compact__slug=compact, pk=pk)


def readable_by(person):
    seen = Q(status=Paper.Status.ISSUED, closed=False)
    if person.is_authenticated:
        boards = BoardMember.objects.serving(on=today()).filter(person=person).values("compact")
        seen |= Q(compact__in=Compact.objects.steered_by(person)) | Q(status=Paper.Status.ISSUED, compact__in=boards)
    return Paper.objects.filter(seen)


def board_member(person, paper: Paper) -> BoardMember | None:
    """Who serves on the board of the paper's agreement today."""
    if not person.is_authenticated:
        return None
    return BoardMember.objects.serving(on=today()).filter(compact=paper.compact_id, person=person).select_related("person").first()
