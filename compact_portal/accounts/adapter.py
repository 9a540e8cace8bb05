"""How sign-in differs from the library's defaults: by invitation only, and mail through our outbox."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.core.exceptions import SignupClosedException
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.db import transaction
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.accounts.actions import sign_out_elsewhere
from compact_portal.accounts.sign_in_log import log_wrong_password
from compact_portal.messaging.outbox import queue

CODE = "account/email/login_code"
UNKNOWN = "account/email/unknown_account"
WRONG_CODE = _("That code is not right. Look at it again, or have a new one.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This address was closed."),
        "email_password_mismatch": _("The e-mail address or the password is not right. Without a password, have a code sent instead."),
        "enter_current_password": _("This is not the password you have now."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("That password is not right."),
        "invalid_or_expired_key": _("This link has been used, or is too old."),
        "invalid_login": _("That did not work. Begin again with your e-mail address."),
        "invalid_password_reset": _("This link has been used, or is too old."),
        "too_many_login_attempts": _("That was tried too often. Wait for five minutes, then try again."),
        "unknown_email": _("Nobody here has this address."),
        "rate_limited": _("That was tried too often. Wait for a few minutes, then try again."),
    }

    def is_open_for_signup(self, request):
        """Nobody makes an account: organisations name their people."""
        return False

    def send_mail(self, template_prefix, email, context):
        """Codes and notices of the sign-in pages leave through the outbox, like all other mail, in the language of the page.

        For an address that nobody has, the same work is done and then undone: how long the answer takes must not tell
        whether a person is known here, and a stranger gets no mail from us.
        """
        unknown = template_prefix == UNKNOWN
        if unknown:
            template_prefix, context = CODE, context | {"code": self.generate_login_code()}
        request = allauth_context.request
        known = {"request": request, "email": email, "current_site": get_current_site(request), "portal_name": settings.PORTAL_NAME}
        message = self.render_mail(template_prefix, email, known | context)
        with transaction.atomic():
            reason = gettext("you, or somebody with your address, used the sign-in page")
            queue(to=email, subject=message.subject, text=message.body, reason=reason, language=get_language(), urgent=True)
            transaction.set_rollback(unknown)

    def authentication_failed(self, request, **credentials):
        log_wrong_password(credentials.get("email") or "")


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("You need a second step, so this cannot be removed."),
        "cannot_generate_recovery_codes": _("Spare codes come with a second step: set one up first."),
        "incorrect_code": WRONG_CODE,
    }


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin):
        """Single sign-on opens the account of a person we know; it does not make one."""
        return False

    def pre_social_login(self, request, sociallogin):
        """The organisation's sign-in service opens the accounts of its own addresses alone.

        Otherwise whoever runs it, often a party to the agreement, could sign in as anybody by claiming their address.
        """
        if sociallogin.is_existing and sociallogin.user.email.rpartition("@")[2] not in settings.SSO_EMAIL_DOMAINS:
            raise SignupClosedException


class UserSessionsAdapter(DefaultUserSessionsAdapter):
    def end_sessions(self, sessions):
        """Those that somebody ends of their own, from the page of where they are signed in."""
        if sessions:
            sign_out_elsewhere(sessions=sessions, by=sessions[0].user)
