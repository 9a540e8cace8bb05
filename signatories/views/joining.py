"""Pages without a password: an organisation asks to join and proves its address; the person whom it names signs."""

from functools import wraps

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from signatories.actions import joining, links
from signatories.agreement.sections import sections_of
from signatories.certificate import certificate_pdf
from signatories.forms_organisations import DeclineByLinkForm, JoinForm, SignByLinkForm
from signatories.models import JoinRequest, SigningLink
from signatories.views.fetch import any_compact, posted


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, compact: str):
    compact = any_compact(compact)
    form = JoinForm(posted(request), compact=compact)
    if form.is_valid():
        if not ratelimit.consume(request, action="join"):
            return render(request, "429.html", status=429)
        try:
            joining.ask_to_join(compact=compact, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            return redirect("signatories:join_sent", compact.slug)
    return render(request, "signatories/join.html", {"compact": compact, "form": form})


@login_not_required
@require_safe
def join_sent(request, compact: str):
    return render(request, "signatories/join_sent.html", {"compact": any_compact(compact)})


def holds_token(view):
    """Decorator for a page whose address is its key: it is never kept, and sends the address to nobody else."""

    @login_not_required
    @never_cache
    @wraps(view)
    def guarded(request, **kwargs):
        page = view(request, **kwargs)
        page["Referrer-Policy"] = "strict-origin"  # "no-referrer" would make browsers refuse to post from here
        return page

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@holds_token
def join_confirm(request, compact: str, token: str):
    """GET says what was asked; only the button proves the address, so that a mail scanner proves nothing."""
    compact = any_compact(compact)
    asked = JoinRequest.objects.by_token(token).filter(compact=compact).select_related("compact").first()
    if asked is None:
        return render(request, "signatories/link_unknown.html", {"compact": compact}, status=404)
    if request.method == "POST":
        joining.confirm_request(request=asked)
        return redirect(request.path)
    context = {"compact": compact, "asked": asked, "sector": compact.terms.sector(asked.sector)}
    return render(request, "signatories/join_confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@holds_token
def sign_by_link(request, compact: str, token: str):
    """The text, and under it what the person signs. After that the same address offers the certificate."""
    compact = any_compact(compact)
    link = _link_of(compact, token)
    if link is None:
        return render(request, "signatories/link_unknown.html", {"compact": compact}, status=404)
    signature = link.signature
    context = {"compact": compact, "link": link, "signature": signature, "organisation": signature.organisation, "token": token}
    if link.signed_on:
        return render(request, "signatories/signed_by_link.html", context)
    if reason := links.why_unusable(link, signature):
        return render(request, "signatories/link_over.html", context | {"reason": reason}, status=410)
    form = SignByLinkForm(posted(request), link=link)
    if form.is_valid():
        form.cleaned_data.pop("agreed")
        try:
            links.sign_by_link(link=link, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            return redirect(request.path)
    return render(request, "signatories/sign_by_link.html", context | {"form": form, "sections": sections_of(link.edition)})


@require_http_methods(["GET", "HEAD", "POST"])
@holds_token
def decline_by_link(request, compact: str, token: str):
    """Not now, with a reason or without; the same link still signs when they think again."""
    compact = any_compact(compact)
    link = _link_of(compact, token)
    if link is None:
        return render(request, "signatories/link_unknown.html", {"compact": compact}, status=404)
    form = DeclineByLinkForm(posted(request))
    over = links.why_unusable(link, link.signature)
    if form.is_valid() and not over:
        links.decline_by_link(link=link, **form.cleaned_data)
    if over or form.is_valid():
        return redirect("signatories:sign_by_link", compact.slug, token)
    context = {"compact": compact, "link": link, "organisation": link.signature.organisation, "token": token, "form": form}
    return render(request, "signatories/decline_by_link.html", context)


@require_safe
@holds_token
def certificate_by_link(request, compact: str, token: str):
    compact = any_compact(compact)
    link = _link_of(compact, token)
    if link is None or not link.signed_on or not link.signature.is_in_force:
        raise Http404
    return as_file(link.signature)


def as_file(signature) -> HttpResponse:
    name = f"{signature.compact.slug}-certificate.pdf"
    return HttpResponse(certificate_pdf(signature), content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _link_of(compact, token: str) -> SigningLink | None:
    links_here = SigningLink.objects.by_token(token).filter(signature__compact=compact)
    link = links_here.select_related("signature__organisation", "signature__edition", "edition").first()
    if link:
        link.signature.compact = link.edition.compact = compact
    return link
