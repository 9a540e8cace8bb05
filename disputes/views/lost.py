"""The ladder for a passphrase that is lost: the printed sheet, somebody in the case, two custodians; and beginning again."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.days import today
from disputes import sittings
from disputes.actions import passphrases
from disputes.forms.passphrase import BeginAgainForm, SheetForm
from disputes.models import KeyLock
from disputes.vault import CannotOpen
from disputes.views.fetch import private
from disputes.views.passphrase import go_on, has_key, page_with_offer, patience
from disputes.views.reopening import too_often
from signatories.views.fetch import posted

WRONG = gettext_lazy("No sheet of yours has this code. Compare it letter by letter with the newest sheet that you printed.")


@require_http_methods(["GET", "POST"])
def sheet(request):
    """GET explains; POST answers with the sheet itself, once: it is stored nowhere."""
    sitting = sittings.unlocked(request)
    if sitting is None:
        return redirect(f"{reverse('disputes:unlock')}?{urlencode({'next': reverse('disputes:sheet')})}")
    if request.method == "GET":
        return private(render(request, "disputes/sheet_before.html"))
    if too_often(request):
        return patience(request)
    code = passphrases.print_sheet(person=request.user, private=sitting.private)
    return private(render(request, "disputes/sheet.html", {"code": code.split("-"), "on": today()}))


@require_safe
def lost(request):
    has_sheet = KeyLock.objects.filter(key__person=request.user, kind=KeyLock.Kind.SHEET).exists()
    return private(render(request, "disputes/lost.html", {"has_key": has_key(request), "has_sheet": has_sheet}))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def by_sheet(request):
    if not has_key(request):
        return redirect("disputes:passphrase")
    form = SheetForm(posted(request))
    if form.is_valid():
        if too_often(request):
            return patience(request)
        said = form.cleaned_data
        try:
            key = passphrases.use_sheet(person=request.user, code=said["code"], passphrase=said["passphrase"])
        except CannotOpen:
            form.add_error("code", WRONG)
        else:
            messages.success(request, _("Your new case passphrase is set."))
            return go_on(request, key)
    return page_with_offer(request, "disputes/by_sheet.html", form)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def begin_again(request):
    if not has_key(request):
        return redirect("disputes:passphrase")
    form = BeginAgainForm(posted(request))
    if form.is_valid():
        if too_often(request):
            return patience(request)
        key = passphrases.begin_again(person=request.user, passphrase=form.cleaned_data["passphrase"])
        messages.success(request, _("Your new case passphrase is set. Everybody in your cases has been told that you wait to be let back in."))
        return go_on(request, key)
    return page_with_offer(request, "disputes/begin_again.html", form)
