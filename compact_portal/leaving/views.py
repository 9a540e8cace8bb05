"""The officers' page from which everything of an agreement can be taken along."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.leaving import actions
from compact_portal.leaving.emails import others_of
from compact_portal.leaving.models import KEPT, Pack, PackPiece
from compact_portal.leaving.sealed import can_be_sealed
from signatories.models import Compact
from signatories.views.fetch import officered_compact

both = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 10


@require_safe
def pack(request, compact: str):
    """What there is, how far it is, and where to ask for one."""
    compact = officered_compact(request, compact)
    packs = compact.packs.select_related("asked_by")
    ready = packs.ready(timezone.now())[:SHOWN]
    context = {"compact": compact, "under_way": packs.under_way().first(), "ready": ready, "newest": packs.first(), "days": KEPT.days}
    return render(request, "leaving/pack.html", context)


@both
def ask(request, compact: str):
    """What it holds and what not, before it is asked for."""
    compact = officered_compact(request, compact)
    if request.method == "POST":
        try:
            actions.ask_for_pack(compact=compact, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Asked for. You get a mail when it is ready."))
        return redirect("leaving:pack", compact.slug)
    context = {"compact": compact, "told": len(others_of(compact, request.user)), "sealed": can_be_sealed(), "days": KEPT.days}
    return render(request, "leaving/ask.html", context)


@require_POST
def download(request, compact: str, pk: int):
    """Piece by piece: a long file never stands in memory whole."""
    compact = officered_compact(request, compact)
    try:
        pack = actions.take_pack(pack=_pack(compact, pk), by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("leaving:pack", compact.slug)
    headers = {"Content-Disposition": f'attachment; filename="{pack.name}"', "Content-Length": str(pack.size), "Cache-Control": "private, no-store"}
    return StreamingHttpResponse(pieces_of(pack), content_type="application/zip", headers=headers)


def pieces_of(pack: Pack) -> Iterator[bytes]:
    """Asked for one by one: a slow connection keeps no transaction open."""
    pieces = PackPiece.objects.filter(pack=pack).order_by("number")
    for number in list(pieces.values_list("number", flat=True)):
        yield bytes(pieces.values_list("content", flat=True).get(number=number))


@require_POST
def remove(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    actions.remove_pack(pack=_pack(compact, pk), by=request.user)
    messages.success(request, _("Deleted. You can ask for a new one at any time."))
    return redirect("leaving:pack", compact.slug)


def _pack(compact: Compact, pk: int) -> Pack:
    return get_object_or_404(compact.packs.select_related("compact"), pk=pk)
