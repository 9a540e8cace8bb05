"""From a request or an invitation to a signature: what waits for the officer, and how far each organisation has come."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from signatories.actions import joining, links, signing
from signatories.forms_organisations import LinkForm, RefuseForm
from signatories.models import JoinRequest, Organisation, Signature
from signatories.roles import roles_of
from signatories.views.fetch import officered_compact, posted, signature_of, steered_compact
from signatories.views.joining import as_file

PAGE = 50


@require_safe
def pipeline(request, compact: str):
    """For the whole steering group; requests that wait are the officer's to answer. `?state=` keeps one state."""
    compact = steered_compact(request, compact)
    roles = roles_of(request.user, compact)
    asked = compact.signatures.filter(status__in=Signature.ASKED, organisation__merged_into__isnull=True, organisation__closed_on__isnull=True)
    state = request.GET.get("state")
    found = asked.filter(status=state) if state in Signature.ASKED else asked
    page = Paginator(found.select_related("organisation", "link").order_by("invited_on", "organisation__name"), PAGE).get_page(
        request.GET.get("page")
    )
    counts = dict(asked.order_by().values_list("status").annotate(Count("pk")))
    context = {
        "compact": compact,
        "roles": roles,
        "requests": compact.join_requests.waiting() if roles.officer else [],
        "page_obj": page,
        "state": state if state in Signature.ASKED else "",
        "states": [(value, Signature.Status(value).label, count) for value in Signature.ASKED if (count := counts.get(value))],
        "rows": [(signature, compact.terms.sector(signature.organisation.sector), getattr(signature, "link", None)) for signature in page],
    }
    return render(request, "signatories/pipeline.html", context)


@require_http_methods(["GET", "POST"])
def join_request(request, compact: str, pk: int):
    """The request, and whom the portal knows by the same number or name: the officer says which it is."""
    compact = officered_compact(request, compact)
    asked = get_object_or_404(compact.join_requests.exclude(status=JoinRequest.Status.UNCONFIRMED).select_related("signature", "compact"), pk=pk)
    known = list(Organisation.objects.open().known_as(asked.name, asked.charity_number)[:5])
    refuse = RefuseForm(posted(request) if request.POST.get("do") == "refuse" else None)
    if request.method == "POST" and (answered := _answered(request, asked, known, refuse)):
        return answered
    context = {"compact": compact, "asked": asked, "known": known, "form": refuse, "sector": compact.terms.sector(asked.sector)}
    return render(request, "signatories/join_request.html", context)


def _answered(request, asked: JoinRequest, known: list[Organisation], refuse: RefuseForm):
    """The redirect after an answer; None where the page must be shown again."""
    try:
        if request.POST.get("do") == "refuse":
            if not refuse.is_valid():
                return None
            joining.refuse_request(request=asked, reason=refuse.cleaned_data["reason"], by=request.user)
            messages.success(request, _("%(asked)s is told why it cannot join now.") % {"asked": asked.name})
            return redirect("signatories:pipeline", asked.compact.slug)
        chosen = next((each for each in known if request.POST.get("do") == str(each.pk)), None)
        if chosen is None and request.POST.get("do") != "new":
            messages.error(request, _("Choose whether it is one of those that the portal knows."))
            return redirect(request.path)
        signature = joining.approve_request(request=asked, organisation=chosen, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(request.path)
    messages.success(
        request, _("%(organisation)s is on the list, and is told so. Now ask for its signature.") % {"organisation": signature.organisation}
    )
    return redirect("signatories:signature", asked.compact.slug, signature.pk)


@require_http_methods(["GET", "POST"])
def send_link(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    signature = signature_of(compact, pk)
    asked = compact.join_requests.filter(signature=signature).last()
    initial = {"person": asked.person, "post": asked.post, "email": asked.sent_to} if asked else {}
    form = LinkForm(posted(request), initial=initial)
    if form.is_valid():
        try:
            link = links.send_link(signature=signature, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(
                request, _("%(person)s gets a link to sign for %(organisation)s.") % {"person": link.person, "organisation": signature.organisation}
            )
            return redirect("signatories:signature", compact.slug, signature.pk)
    return render(request, "signatories/send_link.html", {"compact": compact, "signature": signature, "form": form})


@require_POST
def revoke_link(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    signature = signature_of(compact, pk)
    return _done(request, signature, lambda: links.revoke_link(signature=signature, by=request.user), _("The link no longer works."))


@require_POST
def mark(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    signature = signature_of(compact, pk)
    status = request.POST.get("status", "")
    return _done(request, signature, lambda: signing.mark(signature=signature, status=status, by=request.user), _("The list says so now."))


@require_safe
def certificate(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    signature = signature_of(compact, pk)
    if not signature.is_in_force:
        raise Http404
    return as_file(signature)


def _done(request, signature: Signature, verb, said: str):
    try:
        verb()
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, said)
    return redirect("signatories:signature", signature.compact.slug, signature.pk)
