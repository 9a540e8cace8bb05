"""Choosing what comes: signed in, or by the link at the foot of a mail, without a password."""

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from compact_portal.forms import PortalForm
from compact_portal.messaging.models import Message, Wish

both = require_http_methods(["GET", "HEAD", "POST"])
SAVED = gettext_lazy("Saved. It holds from the next mail on.")


class WishForm(PortalForm):
    reminders = forms.ChoiceField(
        label=gettext_lazy("Reminders"), choices=Wish.Often, widget=forms.RadioSelect,
        help_text=gettext_lazy("That a day comes near by which something is asked of you. What is asked also stands on your page of tasks."),
    )  # fmt: skip
    news = forms.ChoiceField(
        label=gettext_lazy("News"),
        choices=Wish.Often,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("That something which you support or follow has moved on."),
    )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper


@transaction.atomic
def keep_wish(*, address: str, reminders: str, news: str) -> Wish:
    """Only what was chosen now counts; nobody's choice is an event."""
    wish = Wish.objects.select_for_update().filter(address__iexact=address).first() or Wish(address=address.lower())
    wish.reminders, wish.news = reminders, news
    wish.save()
    return wish


@never_cache
@both
def my_wishes(request):
    """Those of the address with which somebody signs in."""
    answer = _page(request, request.user.email)
    if answer:
        return answer
    messages.success(request, SAVED)
    return redirect("messaging:my_wishes")


@login_not_required
@never_cache
@both
def wishes(request, key: str):
    """GET changes nothing, so that mail scanners choose nothing for anybody."""
    pk, _, seal = key.partition("-")
    message = Message.objects.filter(pk=int(pk)).only("pk", "to", "queued_at").first() if pk.isascii() and pk.isdecimal() and len(pk) < 18 else None
    if message is None or not constant_time_compare(message.seal, seal):
        raise Http404
    answer = _page(request, message.to) or render(request, "messaging/wishes.html", {"address": message.to, "saved": SAVED})
    answer["Referrer-Policy"] = "strict-origin"
    return answer


def _page(request, address: str):
    """The form; None once its answer is kept."""
    known = Wish.objects.filter(address__iexact=address).first() or Wish()
    posted = request.POST if request.method == "POST" else None
    form = WishForm(posted, initial={"reminders": known.reminders, "news": known.news})
    if form.is_valid():
        keep_wish(address=address, **form.cleaned_data)
        return None
    return render(request, "messaging/wishes.html", {"address": address, "form": form})
