"""What anybody may read about a Compact: what it is, its text, its codes, and what is kept about people."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from signatories import reports
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
        "sectors": sectors,
        "signatory_count": sum(sector.count for sector in sectors),
        "roles": roles_of(request.user, compact),
    }
    return render(request, "signatories/compact.html", context)


@dataclass(frozen=True)
class Group:
    """Undertakings that bind the same side, under one heading."""

    heading: str
    undertakings: list


@login_not_required
@require_safe
def agreement(request, compact: str):
    """The whole text in its own order; `?binds=statutory` or `voluntary` leaves out what binds only the other side."""
    compact = any_compact(compact)
    background = reports.background(compact)
    binds = request.GET.get("binds")
    if binds not in (Binds.STATUTORY, Binds.VOLUNTARY):
        binds = ""
    context = {"compact": compact, "background": background, "binds": binds, "sides": _sides(compact, binds)}
    if background:
        context |= {
            "groups": _groups(compact, background.undertakings, binds),
            "codes": [(code, [c for c in code.commitments.all() if _binding(c, binds)]) for code in background.codes],
        }
    return render(request, "signatories/agreement.html", context)


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


def _binding(promise, binds: str) -> bool:
    return not binds or promise.binds in (Binds.BOTH, binds)


def _groups(compact, undertakings, binds: str) -> list[Group]:
    groups = [
        Group(f"Undertakings by {_side(compact, side)}", [u for u in undertakings if u.binds == side and _binding(u, binds)]) for side in Binds.values
    ]
    return [group for group in groups if group.undertakings]


def _with_sides(compact, commitments) -> list[tuple]:
    return [(commitment, _side(compact, commitment.binds)) for commitment in commitments]


def _side(compact, binds: str) -> str:
    return {Binds.STATUTORY: f"the {compact.terms.statutory}", Binds.VOLUNTARY: f"the {compact.terms.voluntary}"}.get(
        binds, compact.terms.cross_sector
    )


def _sides(compact, binds: str) -> list[dict]:
    """The links of the filter: value, words, whether chosen."""
    sides = [("", "Everything"), (Binds.STATUTORY, compact.terms.statutory), (Binds.VOLUNTARY, compact.terms.voluntary)]
    return [{"value": value, "words": words, "chosen": value == binds} for value, words in sides]
