"""When the key locked itself while somebody was writing: their words come back on a page that asks for the passphrase, and are sent on
with it. They are in that page alone; nothing of them is kept."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from allauth.core import ratelimit
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from disputes import sittings
from disputes.actions import passphrases
from disputes.forms.passphrase import UnlockForm
from disputes.sittings import Sitting
from disputes.vault import CannotOpen

FIELD = "unlock-passphrase"
WRONG = _("This is not your case passphrase. Check it and try again. It is not the password that you sign in with.")


@dataclass(frozen=True)
class Reopened:
    """A key that was opened on the way: the browser's half of the sitting goes with the answer."""

    sitting: Sitting
    private: bytes

    def send(self, request, response):
        sittings.begin(request, response, self.private)
        request.session[sittings.KEPT]["seen"] = self.sitting.seen
        return response


def too_often(request) -> bool:
    """Right and wrong tries count alike."""
    return not ratelimit.consume(request, action="case_passphrase", user=request.user)


def reopen(request) -> Reopened | HttpResponse:
    """The key, if its passphrase came with the words; else the page that asks for it and keeps them."""
    if FIELD not in request.POST:
        return keep(request, UnlockForm(prefix="unlock"))
    form = UnlockForm(request.POST, prefix="unlock")
    if form.is_valid():
        if too_often(request):
            return render(request, "429.html", status=429)
        try:
            private = passphrases.open_key(person=request.user, passphrase=form.cleaned_data["passphrase"])
        except CannotOpen:
            passphrases.refused(person=request.user)
            form.add_error("passphrase", WRONG)
        else:
            return Reopened(Sitting(request.user, private, begun=time.time()), private)
    return keep(request, form)


def keep(request, form: UnlockForm) -> HttpResponse:
    own = ("csrfmiddlewaretoken", FIELD)
    kept = [(name, value) for name, values in request.POST.lists() if name not in own for value in values]
    return render(request, "disputes/reopen.html", {"form": form, "kept": kept, "files": bool(request.FILES)})


def with_key(request, page: Callable[[Sitting], HttpResponse], *, otherwise: Callable[[], HttpResponse]) -> HttpResponse:
    """`page` with the key open. A page that was only to be read leads to the passphrase and back (`otherwise`)."""
    sitting = sittings.unlocked(request)
    if sitting is not None:
        return page(sitting)
    if request.method != "POST":
        return otherwise()
    found = reopen(request)
    return found.send(request, page(found.sitting)) if isinstance(found, Reopened) else found
