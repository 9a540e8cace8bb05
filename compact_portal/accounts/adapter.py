"""How sign-in differs from the library's defaults: by invitation only, and mail through our outbox."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib.sites.shortcuts import get_current_site

from compact_portal.messaging.outbox import queue


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Nobody makes an account: organisations name their people."""
        return False

    def send_mail(self, template_prefix, email, context):
        """Codes and notices of the sign-in pages leave through the outbox, like all other mail."""
        request = allauth_context.request
        known = {"request": request, "email": email, "current_site": get_current_site(request)}
        message = self.render_mail(template_prefix, email, known | context)
        queue(to=email, subject=message.subject, text=message.body, reason="you, or somebody with your address, used the sign-in page")


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin):
        """Single sign-on opens the account of a person we know; it does not make one."""
        return False
