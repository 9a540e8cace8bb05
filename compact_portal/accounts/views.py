"""What stands in front of the library's pages that change how somebody signs in."""

import time
from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import Http404
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode


def closed(request):
    """Somebody's address is how everybody else knows them: it is changed on the page of what is held about them (about_me/correcting.py)."""
    raise Http404


def lately_signed_in(view: Callable) -> Callable:
    """Asks people who have neither password nor second factor to sign in again, unless they did so lately.

    The library asks everybody else for one of these, and lets those who have none through: whoever found their session open
    could give the account a password, or a second factor, of their own.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.user.is_authenticated and not get_adapter().get_reauthentication_methods(request.user) and not _lately(request):
            back = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.path})}"
            return render(request, "account/sign_in_again.html", {"back": back})
        return view(request, *args, **kwargs)

    return guarded


def _lately(request) -> bool:
    moments = [record["at"] for record in get_authentication_records(request, request.user)]
    return bool(moments) and time.time() - max(moments) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
