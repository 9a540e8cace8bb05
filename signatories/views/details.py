"""What an officer keeps of an organisation: its details, whether it still exists, and who belongs to a group."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from signatories.actions import organisations
from signatories.forms_organisations import CloseForm, DetailsForm, MemberForm, MemberPartForm
from signatories.models import Signature
from signatories.views.fetch import officered_compact, posted, signature_of
from signatories.views.form_page import ask


@require_http_methods(["GET", "POST"])
def details(request, compact: str, pk: int):
    compact, signature = _open(request, compact, pk)
    name = signature.organisation.name
    form = DetailsForm(posted(request), instance=signature.organisation, compact=compact)
    if form.is_valid() and _did(request, form, lambda: organisations.change_details(signature=signature, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The details of %(name)s are changed.") % {"name": form.cleaned_data["name"]})
        return redirect("signatories:signature", compact.slug, signature.pk)
    return render(request, "signatories/details.html", {"compact": compact, "signature": signature, "form": form, "name": name})


@require_http_methods(["GET", "POST"])
def close(request, compact: str, pk: int):
    compact, signature = _open(request, compact, pk)
    form = CloseForm(posted(request), compact=compact, organisation=signature.organisation)
    if form.is_valid() and _did(request, form, lambda: organisations.close_organisation(signature=signature, by=request.user, **form.cleaned_data)):
        messages.success(
            request, _("%(organisation)s is closed. It stays in history, and you can open it again.") % {"organisation": signature.organisation}
        )
        return redirect("signatories:signature", compact.slug, signature.pk)
    return render(request, "signatories/close.html", {"compact": compact, "signature": signature, "form": form})


@require_POST
def reopen(request, compact: str, pk: int):
    compact, signature = _open(request, compact, pk)
    try:
        organisations.reopen_organisation(signature=signature, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("%(organisation)s is open again.") % {"organisation": signature.organisation})
    return redirect("signatories:signature", compact.slug, signature.pk)


@require_http_methods(["GET", "POST"])
def members(request, compact: str, pk: int):
    """Of a network or partnership."""
    compact, signature = _open(request, compact, pk)
    form = MemberForm(posted(request), compact=compact)
    if form.is_valid() and _did(request, form, lambda: organisations.add_member(signature=signature, by=request.user, **form.cleaned_data)):
        messages.success(
            request,
            _("%(member)s is a member of %(organisation)s.") % {"member": form.cleaned_data["member"], "organisation": signature.organisation},
        )
        return redirect(request.path)
    belonging = signature.organisation.members.select_related("member")
    rows = [(each, compact.terms.sector(each.member.sector)) for each in belonging.order_by("member__name")]
    sector = compact.terms.sector(signature.organisation.sector)
    return render(request, "signatories/members.html", {"compact": compact, "signature": signature, "form": form, "rows": rows, "sector": sector})


@require_http_methods(["GET", "POST"])
def change_member(request, compact: str, pk: int, membership: int):
    compact, signature = _open(request, compact, pk)
    belonging = get_object_or_404(signature.organisation.members.select_related("member"), pk=membership)
    form = MemberPartForm(posted(request), initial={name: getattr(belonging, name) for name in ("role", "since", "until")})

    def deed(words):
        organisations.change_member(signature=signature, membership=belonging, by=request.user, **words)
        return _("What is kept of %(member)s in %(organisation)s is changed.") % {"member": belonging.member, "organisation": signature.organisation}

    return ask(
        request,
        compact=compact,
        heading=_("%(member)s in %(organisation)s") % {"member": belonging.member, "organisation": signature.organisation},
        form=form,
        button=_("Save"),
        parent=_("Members"),
        back=reverse("signatories:members", args=[compact.slug, signature.pk]),
        deed=deed,
    )


@require_POST
def remove_member(request, compact: str, pk: int, membership: int):
    compact, signature = _open(request, compact, pk)
    belonging = get_object_or_404(signature.organisation.members.select_related("member"), pk=membership)
    organisations.remove_member(signature=signature, membership=belonging, by=request.user)
    messages.success(
        request, _("%(member)s is no longer a member of %(organisation)s.") % {"member": belonging.member, "organisation": signature.organisation}
    )
    return redirect("signatories:members", compact.slug, signature.pk)


def _open(request, compact: str, pk: int) -> tuple:
    """Of an organisation whose details this agreement may see; any other's are kept elsewhere."""
    compact = officered_compact(request, compact)
    signature: Signature = signature_of(compact, pk)
    if not signature.organisation.is_open_to(compact):
        raise Http404
    return compact, signature


def _did(request, form, verb) -> bool:
    """Whether the verb was done; what it refuses stands on the form."""
    try:
        verb()
    except ValidationError as error:
        form.add_error(None, error.messages[0])
        return False
    return True
