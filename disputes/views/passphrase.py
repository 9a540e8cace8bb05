"""A person's case passphrase: made once, entered at each sitting."""

from urllib.parse import urlencode

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from disputes import offered, peppers, sittings
from disputes.actions import passphrases
from disputes.forms.passphrase import PassphraseForm, UnlockForm
from disputes.models import PersonKey
from disputes.vault import CannotOpen
from disputes.views.fetch import private
from signatories.views.fetch import posted

WRONG = "This is not your case passphrase. Check it and try again. It is not the password that you sign in with."


@require_safe
def passphrase(request):
    """What it is, whether it is set, and what can be done with it."""
    key = PersonKey.objects.filter(person=request.user).first()
    words = {"key": key, "open": sittings.unlocked(request) is not None, "ready": peppers.are_set()}
    return private(render(request, "disputes/passphrase.html", words))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def make(request):
    if PersonKey.objects.filter(person=request.user).exists() or not peppers.are_set():
        return redirect("disputes:passphrase")
    form = PassphraseForm(posted(request))
    if form.is_valid():
        if not ratelimit.consume(request, action="case_passphrase", user=request.user):
            return render(request, "429.html", status=429)
        try:
            key = passphrases.make_key(person=request.user, passphrase=form.cleaned_data["passphrase"])
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, "Your case passphrase is set.")
            response = redirect(_next(request))
            sittings.begin(request, response, key)
            return private(response)
    words = {"form": form, "offered": request.POST.get("offered") or offered.four_words(), "next": _asked(request)}
    return private(render(request, "disputes/make_passphrase.html", words))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def unlock(request):
    if not PersonKey.objects.filter(person=request.user).exists():
        return redirect(_with_next("disputes:make_passphrase", request))
    form = UnlockForm(posted(request))
    if form.is_valid():
        if not ratelimit.consume(request, action="case_passphrase", user=request.user):
            return render(request, "429.html", status=429)
        try:
            key = passphrases.open_key(person=request.user, passphrase=form.cleaned_data["passphrase"])
        except CannotOpen:
            form.add_error("passphrase", WRONG)
        else:
            response = redirect(_next(request))
            sittings.begin(request, response, key)
            return private(response)
    return private(render(request, "disputes/unlock.html", {"form": form, "next": _asked(request)}))


@require_POST
def lock(request):
    messages.success(request, "Locked. Enter your case passphrase to read on.")
    response = redirect("disputes:passphrase")
    sittings.lock(request, response)
    return private(response)


def _asked(request) -> str:
    """The page to go on to, when it is one of ours; else nothing."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None, require_https=request.is_secure()) else ""


def _next(request) -> str:
    return _asked(request) or reverse("disputes:passphrase")


def _with_next(name: str, request) -> str:
    asked = _asked(request)
    return reverse(name) + (f"?{urlencode({'next': asked})}" if asked else "")
