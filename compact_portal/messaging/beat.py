"""The worker's sign of life, where every web process can see it."""

import datetime

from django.core.cache import cache
from django.utils import timezone

LATE = datetime.timedelta(minutes=5)
KEY = "worker-beat"


def beat() -> None:
    cache.set(KEY, timezone.now(), timeout=None)


def last_beat() -> datetime.datetime | None:
    return cache.get(KEY)
