"""Moving time for what counts by the clock of the machine: the limits and the caches that hold them."""

import datetime
import time

from django.core.cache.backends import db


def move_on(monkeypatch, **span) -> None:
    """From now on it is later by `span`, as `minutes=5`. Called again it moves on from there."""
    span = datetime.timedelta(**span)
    seconds, moment = time.time, db.tz_now
    monkeypatch.setattr(time, "time", lambda: seconds() + span.total_seconds())
    monkeypatch.setattr(db, "tz_now", lambda: moment() + span)
