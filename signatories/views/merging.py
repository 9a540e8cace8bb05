"""The officer sees what may be kept twice, compares, and merges or keeps apart."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from signatories.actions import merging
from signatories.duplicates import find_duplicates
from signatories.forms import capital
from signatories.models import Organisation, Signature
from signatories.views.fetch import officered_compact, signature_of

PAGE = 25
SHOWN = {
    "kind": gettext_lazy("kind"),
    "size": gettext_lazy("size"),
    "website": gettext_lazy("website"),
    "charity_number": gettext_lazy("charity number"),
    "company_number": gettext_lazy("company number"),
    "org_id": gettext_lazy("org-id"),
    "contact_email": gettext_lazy("address for the portal's mail"),
}


@require_safe
def duplicates(request, compact: str):
    compact = officered_compact(request, compact)
    merged = compact.signatures.filter(organisation__merged_into__isnull=False).select_related("organisation__merged_into")
    page = Paginator(find_duplicates(compact), PAGE).get_page(request.GET.get("page"))
    return render(request, "signatories/duplicates.html", {"compact": compact, "page_obj": page, "merged": merged.order_by("organisation__name")})


@require_http_methods(["GET", "POST"])
def merge(request, compact: str, first: int, second: int):
    """Both side by side; the button of each says that it is the one to keep."""
    compact = officered_compact(request, compact)
    signatures = list(_pair(compact, first, second))
    if request.method == "POST":
        return _merged(request, compact, signatures)
    rows = [(label, [_words(s.organisation, field) for s in signatures]) for field, label in SHOWN.items()]
    rows = [(_("sector"), [capital(compact.terms.sector(s.organisation.sector)) for s in signatures]), *rows]
    rows.append((_("signature"), [capital(s.get_status_display()) for s in signatures]))
    rows.append((_("people who act for it"), [str(s.organisation.memberships.serving().count()) for s in signatures]))
    context = {"compact": compact, "signatures": signatures, "rows": [row for row in rows if any(row[1])]}
    return render(request, "signatories/merge.html", context)


def _merged(request, compact, signatures: list[Signature]):
    one, other = (signature.organisation for signature in signatures)
    try:
        if request.POST.get("keep") == "both":
            merging.keep_apart(compact=compact, first=one, second=other, by=request.user)
            messages.success(request, _("%(one)s and %(other)s are kept apart. You will not be asked again.") % {"one": one, "other": other})
        elif request.POST.get("keep") in (str(one.pk), str(other.pk)):
            kept, duplicate = (one, other) if request.POST["keep"] == str(one.pk) else (other, one)
            merging.merge(compact=compact, kept=kept, duplicate=duplicate, by=request.user)
            messages.success(
                request,
                _("%(duplicate)s is now kept under %(kept)s. Nothing of it is lost; you can undo this below.")
                % {"duplicate": duplicate, "kept": kept},
            )
        else:
            messages.error(request, _("Choose which one to keep."))
            return redirect(request.path)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(request.path)
    return redirect("signatories:duplicates", compact.slug)


@require_POST
def undo_merge(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    duplicate = signature_of(compact, pk).organisation
    try:
        merging.undo_merge(compact=compact, duplicate=duplicate, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("%(duplicate)s stands for itself again, with everything it had.") % {"duplicate": duplicate})
    return redirect("signatories:duplicates", compact.slug)


def _pair(compact, first: int, second: int):
    found = {s.organisation_id: s for s in compact.signatures.filter(organisation__in=[first, second]).select_related("organisation")}
    if len(found) != 2:
        raise Http404
    return found[first], found[second]


def _words(organisation: Organisation, field: str) -> str:
    shown = getattr(organisation, f"get_{field}_display", None)
    if words := shown() if shown else "":
        return capital(_(words))
    return getattr(organisation, field)
