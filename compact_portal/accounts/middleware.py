"""People who could change much must have a second factor before they see anything else.

Public pages are no exception: some of them show an officer more, such as a report that is still a draft.
"""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect

from compact_portal.accounts.second_factor import needs_second_factor

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes alone only replace one of these
ALWAYS_OPEN = {"account_logout", "account_reauthenticate", "healthz"}


class SecondFactorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        route = request.resolver_match.view_name
        if not settings.SECOND_FACTOR_REQUIRED:
            return None
        if route.startswith("mfa_") or route in ALWAYS_OPEN or not request.user.is_authenticated:
            return None
        if needs_second_factor(request.user) and not is_mfa_enabled(request.user, types=FACTORS):
            return redirect("mfa_activate_totp")
        return None
