"""How sign-in differs from the library's defaults: by invitation only, and mail through our outbox."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.core.exceptions import SignupClosedException
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.db import transaction

from compact_portal.messaging.outbox import queue

CODE = "account/email/login_code"
UNKNOWN = "account/email/unknown_account"


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Nobody makes an account: organisations name their people."""
        return False

    def send_mail(self, template_prefix, email, context):
        """Codes and notices of the sign-in pages leave through the outbox, like all other mail.

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
            queue(to=email, subject=message.subject, text=message.body, reason="you, or somebody with your address, used the sign-in page")
            transaction.set_rollback(unknown)


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
