"""What anybody may read about a Compact: what it is, its codes, and what is kept about people."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compact_portal.days import today
from signatories import reports
from signatories.models import Consultation
from signatories.models.edition import Binds
from signatories.roles import roles_of
from signatories.views.fetch import any_compact


@login_not_required
@require_safe
def compact(request, compact: str):
    compact = any_compact(compact)
    sectors = reports.signatories_by_sector(compact, listed_only=True)
    context = {
        "compact": compact,
        "background": reports.background(compact),
        "links": compact.links.select_related("other"),
        "linked_from": compact.linked_from.filter(kind="refers_up").select_related("compact"),
        "open_consultations": Consultation.objects.open_on(today()).filter(edition__compact=compact).select_related("edition"),
        "sectors": sectors,
        "signatory_count": sum(sector.count for sector in sectors),
        "roles": roles_of(request.user, compact),
    }
    return render(request, "signatories/compact.html", context)


@login_not_required
@require_safe
def code(request, compact: str, number: int):
    compact = any_compact(compact)
    if compact.edition is None:
        raise Http404
    codes = list(compact.edition.codes.all())
    code = next((code for code in codes if code.number == number), None)
    if code is None:
        raise Http404
    context = {"compact": compact, "code": code, "codes": codes, "commitments": _with_sides(compact, code.commitments.all())}
    return render(request, "signatories/code.html", context)


@login_not_required
@require_safe
def privacy(request, compact: str):
    return render(request, "signatories/privacy.html", {"compact": any_compact(compact)})


def _with_sides(compact, commitments) -> list[tuple]:
    return [(commitment, _side(compact, commitment.binds)) for commitment in commitments]


def _side(compact, binds: str) -> str:
    return {Binds.STATUTORY: f"the {compact.terms.statutory}", Binds.VOLUNTARY: f"the {compact.terms.voluntary}"}.get(
        binds, compact.terms.cross_sector
    )
