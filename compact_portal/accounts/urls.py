"""Sign-in and what belongs to it: django-allauth's pages, some of them with a guard of ours in front."""

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path

from compact_portal.accounts.views import closed, lately_signed_in

known_again = reauthentication_required(app="allauth.account")

urlpatterns = [
    path("email/", closed, name="account_email"),
    path("password/change/", known_again(account.password_change), name="account_change_password"),
    path("password/set/", known_again(lately_signed_in(account.password_set)), name="account_set_password"),
    path("2fa/totp/activate/", lately_signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/webauthn/add/", lately_signed_in(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("", include("allauth.urls")),
]
