"""What an officer does to the list of signatories: each page says what will happen, and one button does it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from signatories.actions import signing
from signatories.forms import AddressForm, EndSignatureForm, LetterForm, OrganisationForm, SearchForm, SignForm
from signatories.models import Organisation
from signatories.search import Found, find
from signatories.views.fetch import officered_compact, posted, signature_of

FOUND = 30


@require_safe
def invite(request, compact: str):
    """Find the organisation first: choosing from a list of hundreds is slow, and writing it again makes a double."""
    compact = officered_compact(request, compact)
    form = SearchForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    looked = find(words, Organisation.objects.open()) if words else Found()
    found = list(Organisation.objects.filter(pk__in=looked.pks)[: FOUND + 1])
    there = dict(compact.signatures.filter(organisation__in=found).values_list("organisation", "pk"))
    context = {
        "compact": compact,
        "search": form,
        "words": words,
        "meant": looked.meant,
        "found": [(organisation, compact.terms.sector(organisation.sector), there.get(organisation.pk)) for organisation in found[:FOUND]],
        "more": len(found) > FOUND,
    }
    return render(request, "signatories/invite.html", context)


@require_http_methods(["GET", "POST"])
def invite_organisation(request, compact: str, organisation: int):
    compact = officered_compact(request, compact)
    organisation = get_object_or_404(Organisation.objects.open(), pk=organisation)
    form = LetterForm(posted(request))
    if form.is_valid():
        try:
            signature = signing.invite(compact=compact, organisation=organisation, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("signatories:invite", compact.slug)
        return _invited(request, signature, form.cleaned_data["letter"])
    context = {"compact": compact, "organisation": organisation, "form": form, "sector": compact.terms.sector(organisation.sector)}
    return render(request, "signatories/invite_organisation.html", context)


@require_http_methods(["GET", "POST"])
def add_organisation(request, compact: str):
    compact = officered_compact(request, compact)
    form = OrganisationForm(posted(request), initial={"name": request.GET.get("name", "")[:200]}, compact=compact)
    if form.is_valid():
        try:
            signature = signing.add_organisation(compact=compact, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            return _invited(request, signature, form.cleaned_data["letter"])
    there = compact.signatures.filter(organisation=form.known).first() if form.known else None
    return render(request, "signatories/add_organisation.html", {"compact": compact, "form": form, "known": form.known, "there": there})


def _invited(request, signature, letter: bool):
    organisation = signature.organisation
    sent = _("The letter is on its way.") if letter and organisation.contact_email else _("Tell them yourself: the portal has sent nothing.")
    messages.success(request, _("%(organisation)s is on the list as invited. %(sent)s") % {"organisation": organisation, "sent": sent})
    return redirect("signatories:signature", signature.compact.slug, signature.pk)


@require_http_methods(["GET", "POST"])
def change_address(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    signature = signature_of(compact, pk)
    shown = signature.organisation.contact_email if signature.organisation.is_open_to(compact) else ""
    form = AddressForm(posted(request), initial={"contact_email": shown})
    if form.is_valid():
        try:
            signing.change_address(signature=signature, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(
                request,
                _("Mail for %(organisation)s now goes to %(contact_email)s.")
                % {"organisation": signature.organisation, "contact_email": form.cleaned_data["contact_email"]},
            )
            return redirect("signatories:signature", compact.slug, signature.pk)
    return render(request, "signatories/change_address.html", {"compact": compact, "signature": signature, "form": form})


@require_http_methods(["GET", "POST"])
def sign(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    signature = signature_of(compact, pk)
    form = SignForm(posted(request), signature=signature)
    if form.is_valid():
        try:
            signing.sign(signature=signature, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, _("The signature of %(organisation)s is recorded.") % {"organisation": signature.organisation})
            return redirect("signatories:signature", compact.slug, signature.pk)
    return render(request, "signatories/sign.html", {"compact": compact, "signature": signature, "form": form})


@require_http_methods(["GET", "POST"])
def end_signature(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    signature = signature_of(compact, pk)
    form = EndSignatureForm(posted(request))
    if form.is_valid():
        try:
            signing.end_signature(signature=signature, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(
                request,
                _("%(organisation)s is no longer shown as a %(signatory)s.")
                % {"organisation": signature.organisation, "signatory": compact.terms.signatory},
            )
            return redirect("signatories:signature", compact.slug, signature.pk)
    return render(request, "signatories/end_signature.html", {"compact": compact, "signature": signature, "form": form})
