"""Who signed in, how, and what failed, as lines of the log: numbers and methods, never an address and nothing that was typed in."""

import logging

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import login_code_rejected, user_logged_in
from allauth.mfa.signals import authentication_failed
from django.dispatch import receiver

from compact_portal.accounts.models import User

logger = logging.getLogger("compact_portal.sign_in")


@receiver(user_logged_in, dispatch_uid="log_sign_in")
def log_sign_in(sender, request, user, **kwargs):
    methods = [record.get("type") or record["method"] for record in get_authentication_records(request, user)]
    logger.info("Person %s signed in by %s", user.pk, " and ".join(methods) or "an unknown way")


@receiver(login_code_rejected, dispatch_uid="log_wrong_code")
def log_wrong_code(sender, user, **kwargs):
    logger.warning("Person %s was refused: wrong code", user.pk)


@receiver(authentication_failed, dispatch_uid="log_wrong_factor")
def log_wrong_factor(sender, user, authenticator, **kwargs):
    logger.warning("Person %s was refused: wrong %s", user.pk, authenticator.type)


def log_wrong_password(email: str) -> None:
    """The same work for an address that nobody has: how long the answer takes must not tell."""
    person = User.objects.filter(email=email.lower()).values_list("pk", flat=True).first()
    logger.warning("Person %s was refused: wrong password", person or "unknown")
