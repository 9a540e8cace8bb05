"""Links that open one task without a password: an address in a mail that only its receiver knows.

Opening such a link (GET) changes nothing, so that mail scanners cannot use it up; the page behind it posts. Only a hash is
kept, so that a copy of the database opens nothing.
"""

import hashlib
import secrets

from django.db import models
from django.db.models import Q


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class MailedLinkQuerySet(models.QuerySet):
    def by_token(self, token: str):
        return self.filter(token_hash=token_hash(token)) if token else self.none()


class MailedLink(models.Model):
    """One link at a time: `new_token` gives a fresh one, and the one that was sent before stops working once this is saved."""

    sent_to = models.EmailField(blank=True)
    token_hash = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = MailedLinkQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="%(class)s_token_once")]

    def new_token(self) -> str:
        """A fresh token of 256 bits, of which this row keeps the hash."""
        token = secrets.token_urlsafe(32)
        self.token_hash = token_hash(token)
        return token
