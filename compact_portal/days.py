"""Days as people in the United Kingdom mean them."""

import datetime

from django.utils import timezone


def today() -> datetime.date:
    """The calendar day in Europe/London (Django's current time zone)."""
    return timezone.localdate()
