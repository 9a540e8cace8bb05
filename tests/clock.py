"""Moving time: for what counts by the clock of the machine, and for a walk through a whole year."""

import datetime
import time

from django.core.cache.backends import db
from django.utils import timezone

MORNING = datetime.time(10)


def move_on(monkeypatch, **span) -> None:
    """From now on it is later by `span`, as `minutes=5`. Called again it moves on from there."""
    span = datetime.timedelta(**span)
    seconds, moment = time.time, db.tz_now
    monkeypatch.setattr(time, "time", lambda: seconds() + span.total_seconds())
    monkeypatch.setattr(db, "tz_now", lambda: moment() + span)


class Calendar:
    """What day it is for the whole process, the server's threads too: ten in the morning in London when the day is set, and on from there.

    Everything that asks Django for the time is told this one: `days.today`, `timezone.now`, sessions, and what is filled in by itself when
    a row is made. Two clocks stay those of the machine. `time.time` counts the seconds of a form, a code or a signed cookie, which nobody
    keeps here from one day to the next. The database's own `now()` dates the rows of the histories, and says which published Champions
    and examples the search may name today; no page of a year's work reads either.
    """

    def __init__(self, monkeypatch, day: datetime.date):
        self.set(day)
        monkeypatch.setattr(timezone, "now", self.now)

    def set(self, day: datetime.date) -> None:
        self.day, self.began = day, timezone.make_aware(datetime.datetime.combine(day, MORNING))
        self.since = time.monotonic()

    def now(self) -> datetime.datetime:
        return (self.began + datetime.timedelta(seconds=time.monotonic() - self.since)).astimezone(datetime.UTC)
