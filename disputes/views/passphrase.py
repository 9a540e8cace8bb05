"""A person's case passphrase: made once, entered at each sitting, changed when they like."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.audit.models import Event
from disputes import offered, peppers, sittings
from disputes.actions import passphrases
from disputes.forms.passphrase import PassphraseForm, UnlockForm
from disputes.models import KeyLock, PersonKey
from disputes.vault import CannotOpen
from disputes.views.fetch import private
from disputes.views.reopening import WRONG, too_often
from signatories.views.fetch import posted

DONE = {
    "vault.unlocked": gettext_lazy("Opened with the right words"),
    "vault.refused": gettext_lazy("Tried with wrong words"),
    "vault.passphrase_changed": gettext_lazy("Changed"),
    "vault.sheet_printed": gettext_lazy("Recovery sheet printed"),
    "vault.key_made": gettext_lazy("Made"),
}
LINES = 10


def has_key(request) -> bool:
    return PersonKey.objects.filter(person=request.user).exists()


def patience(request):
    return private(render(request, "429.html", status=429))


def asked(request) -> str:
    """The page to go on to, when it is one of ours; else nothing."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure()) else ""


def go_on(request, key: bytes):
    """To the page that was asked for, with the key open."""
    response = redirect(asked(request) or reverse("disputes:passphrase"))
    sittings.begin(request, response, key)
    return private(response)


def page_with_offer(request, template: str, form, **words):
    """A form for a new passphrase, below the four words that it was first shown with."""
    given = request.POST.get("offered", "")
    known = given if set(given.split()) <= set(offered.known_words()) else ""
    return private(render(request, template, {"form": form, "offered": known or offered.four_words(), "next": asked(request), **words}))


@require_safe
def passphrase(request):
    """What it is, whether it is set, and what can be done with it."""
    key = PersonKey.objects.filter(person=request.user).first()
    printed = key.locks.filter(kind=KeyLock.Kind.SHEET).first() if key else None
    done = Event.objects.about(key).filter(verb__in=DONE)[:LINES] if key else []
    lines = [(event.at, DONE[event.verb]) for event in done]
    words = {"lines": lines, "key": key, "printed": printed, "open": sittings.unlocked(request) is not None, "ready": peppers.are_set()}
    return private(render(request, "disputes/passphrase.html", words))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def make(request):
    if has_key(request) or not peppers.are_set():
        return redirect("disputes:passphrase")
    form = PassphraseForm(posted(request))
    if form.is_valid():
        if too_often(request):
            return patience(request)
        try:
            key = passphrases.make_key(person=request.user, passphrase=form.cleaned_data["passphrase"])
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, _("Your case passphrase is set. Print a recovery sheet too, while you are here."))
            return go_on(request, key)
    return page_with_offer(request, "disputes/make_passphrase.html", form)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def unlock(request):
    if not has_key(request):
        wanted = asked(request)
        return redirect(reverse("disputes:make_passphrase") + (f"?{urlencode({'next': wanted})}" if wanted else ""))
    form = UnlockForm(posted(request))
    if form.is_valid():
        if too_often(request):
            return patience(request)
        try:
            return go_on(request, passphrases.open_key(person=request.user, passphrase=form.cleaned_data["passphrase"]))
        except CannotOpen:
            passphrases.refused(person=request.user)
            form.add_error("passphrase", WRONG)
    return private(render(request, "disputes/unlock.html", {"form": form, "next": asked(request)}))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def change(request):
    sitting = sittings.unlocked(request)
    if sitting is None:
        return redirect(f"{reverse('disputes:unlock')}?{urlencode({'next': reverse('disputes:change_passphrase')})}")
    form = PassphraseForm(posted(request))
    if form.is_valid():
        if too_often(request):
            return patience(request)
        passphrases.change_passphrase(person=request.user, private=sitting.private, passphrase=form.cleaned_data["passphrase"])
        messages.success(request, _("Your case passphrase is changed. The old one opens nothing from now on."))
        return private(redirect("disputes:passphrase"))
    return page_with_offer(request, "disputes/change_passphrase.html", form)


@require_POST
def lock(request):
    messages.success(request, _("Locked. Enter your case passphrase to read on."))
    response = redirect("disputes:passphrase")
    sittings.lock(request, response)
    return private(response)
