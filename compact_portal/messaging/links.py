"""Links that open one task without a password: an address in a mail that only its receiver knows.

Opening such a link (GET) changes nothing, so that mail scanners cannot use it up; the page behind it posts. Only a hash is
kept, so that a copy of the database opens nothing.
"""

import hashlib
import secrets

from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class MailedLinkQuerySet(models.QuerySet):
    def by_token(self, token: str):
        return self.filter(token_hash=token_hash(token)) if token else self.none()

    def still_of(self, person: str):
        """Of links that act for somebody, those that went to the address which they have today, while they may sign in. `person` is the
        way from the link to them. A mailbox that they left opens nothing for who has it now."""
        return self.filter(**{f"{person}__is_active": True, "sent_to__iexact": F(f"{person}__email")})


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


class RepeatedLink(MailedLink):
    """A link that a reminder repeats, so that the mail before does not stop working: a reminder may wait, or never be sent.

    The seed and the portal's secret key together give the token again; a copy of the database without the key opens nothing.
    """

    seed = models.CharField(max_length=32, blank=True)

    class Meta:
        abstract = True
        constraints = [*MailedLink.Meta.constraints]

    def new_token(self) -> str:
        self.seed = secrets.token_hex(16)
        token = self._made_from_seed()
        self.token_hash = token_hash(token)
        return token

    def token_again(self) -> str:
        """The token of the link that was sent; a fresh one where there was none or the portal's key has changed since (then save)."""
        token = self._made_from_seed() if self.seed else ""
        return token if token and token_hash(token) == self.token_hash else self.new_token()

    def _made_from_seed(self) -> str:
        return salted_hmac(f"link:{self._meta.label_lower}", self.seed, algorithm="sha256").hexdigest()
