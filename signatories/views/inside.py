"""How organisations keep the agreement in their own house: written by each lead, read by the steering group, and by all what may be."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.forms import PortalForm
from signatories.actions import inside as actions
from signatories.models import Membership, Practice, Signature
from signatories.records.practice_forms import PracticeForm
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, posted, steered_compact
from signatories.views.form_page import ask
from signatories.views.our_people import own_signature

PAGE = 50
both = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@require_safe
def practices(request, compact: str):
    """What organisations let everybody read, by what it is. `?kind=` keeps one."""
    compact = any_compact(compact)
    return _listed(request, compact, Practice.objects.public(compact), "signatories/practices.html", roles=roles_of(request.user, compact))


@require_safe
def all_practices(request, compact: str):
    """All of it, for the steering group, with how many of each kind there are on each side."""
    compact = steered_compact(request, compact)
    found = Practice.objects.filter(signature__compact=compact, signature__in=Signature.objects.in_force())
    counted = found.order_by().values_list("kind", "signature__organisation__sector").annotate(Count("signature", distinct=True))
    kinds = dict(Practice.Kind.choices)
    counts = sorted((kinds[kind], compact.terms.sector(sector), count) for kind, sector, count in counted)
    reached = found.exclude(reach="").order_by("reach").values_list("reach").annotate(Count("pk"))
    reach = [(Practice.Reach(value).label, count) for value, count in reached]
    return _listed(request, compact, found, "signatories/all_practices.html", counts=counts, reach=reach)


def _listed(request, compact, found, template: str, **more):
    there = set(found.order_by().values_list("kind", flat=True).distinct())
    kind = request.GET.get("kind")
    kind = kind if kind in there else ""
    found = (found.filter(kind=kind) if kind else found).select_related("signature__organisation")
    page = Paginator(found.order_by("kind", "signature__organisation__name", "pk"), PAGE).get_page(request.GET.get("page"))
    groups = [(capfirst(Practice.Kind(value).label), list(rows)) for value, rows in groupby(page, lambda row: row.kind)]
    kinds = [("", "everything", not kind), *((value, label, value == kind) for value, label in Practice.Kind.choices if value in there)]
    return render(request, template, {"compact": compact, "page_obj": page, "groups": groups, "kinds": kinds, **more})


@require_safe
def own_practices(request, compact: str, pk: int):
    signature = own_signature(request, compact, pk, role=Membership.Role.LEAD)
    return render(
        request, "signatories/own_practices.html", {"compact": signature.compact, "signature": signature, "rows": signature.practices.all()}
    )


@both
def add_practice(request, compact: str, pk: int):
    signature = own_signature(request, compact, pk, role=Membership.Role.LEAD)
    form = PracticeForm(posted(request), compact=signature.compact)

    def deed(words):
        actions.save_practice(signature=signature, by=request.user, **words)
        return _("Saved. Thank you.")

    return ask(request, heading=_("How we keep it in our own house"), form=form, button=_("Save"), deed=deed, **_page(signature))


@both
def change_practice(request, compact: str, pk: int, practice: int):
    signature, practice = _own(request, compact, pk, practice)
    form = PracticeForm(posted(request), compact=signature.compact, instance=practice)

    def deed(words):
        actions.save_practice(signature=signature, practice=practice, by=request.user, **words)
        return _("Saved.")

    return ask(request, heading=_("Change this"), form=form, button=_("Save"), deed=deed, **_page(signature))


@both
def remove_practice(request, compact: str, pk: int, practice: int):
    signature, practice = _own(request, compact, pk, practice)

    def deed(words):
        actions.remove_practice(practice=practice, by=request.user)
        return _("Removed.")

    intro = [f"{capfirst(practice.get_kind_display())}: “{practice.text}”"]
    return ask(request, heading=_("Remove this"), form=PortalForm(posted(request)), button=_("Remove it"), deed=deed, intro=intro, **_page(signature))


def _own(request, compact: str, pk: int, practice: int):
    signature = own_signature(request, compact, pk, role=Membership.Role.LEAD)
    practice = get_object_or_404(signature.practices, pk=practice)
    practice.signature = signature
    return signature, practice


def _page(signature: Signature) -> dict:
    back = reverse("signatories:own_practices", args=[signature.compact.slug, signature.pk])
    return {"compact": signature.compact, "parent": _("In our own house"), "back": back, "caption": signature.organisation.name}
