"""The private address under which one person's calendar program fetches the days of their actions."""

import secrets

from django.conf import settings
from django.db import models

from compact_portal.messaging.links import token_hash


class CalendarFeedQuerySet(models.QuerySet):
    def by_token(self, token: str) -> "CalendarFeedQuerySet":
        return self.filter(token_hash=token_hash(token), person__is_active=True)


class CalendarFeed(models.Model):
    """Whoever has the address can read the feed, so it can be renewed: the address before then leads nowhere. Only a hash is kept."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()

    objects = CalendarFeedQuerySet.as_manager()

    def __str__(self):
        return f"Calendar of {self.person}"

    def new_token(self) -> str:
        """A fresh token of 256 bits, of which this row keeps the hash."""
        token = secrets.token_urlsafe(32)
        self.token_hash = token_hash(token)
        return token
