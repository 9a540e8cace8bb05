"""Days as people in the United Kingdom mean them."""

import datetime

from django.utils import timezone

DAY = datetime.timedelta(days=1)


def today() -> datetime.date:
    """The calendar day in Europe/London (Django's current time zone)."""
    return timezone.localdate()


def in_words(day: datetime.date) -> str:
    """27 March 2026. For lists of hundreds of days, where a template's own filter takes ten times as long."""
    return f"{day.day} {day:%B %Y}"


def midnight(day: datetime.date) -> datetime.datetime:
    """The moment at which that day begins in London."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
