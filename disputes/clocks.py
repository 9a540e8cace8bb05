"""How long a step of a case may take. Pure: days in, days out; it knows no case.

A limit is so many working days (no weekends, no bank holidays of England and Wales, no day on which the agreement's own people do not
work). It starts on the day after what began it; an
extension adds working days; while a case is paused its clock stands still, and what was left is left (domain.md C3.1, C3.4).
"""

import datetime
from dataclasses import dataclass

from compact_portal.working_days import DAY, is_working_day


@dataclass(frozen=True)
class Pause:
    """The days from `since` to `until`, the last one included; without `until` it goes on."""

    since: datetime.date
    until: datetime.date | None = None

    def __post_init__(self):
        if self.until is not None and self.until < self.since - DAY:
            raise ValueError("A pause cannot end before it begins.")

    def covers(self, day: datetime.date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Clock:
    """`days` working days from the day after `started`; `extensions` are further working days; `closed` are days that do not count."""

    started: datetime.date
    days: int
    extensions: tuple[int, ...] = ()
    pauses: tuple[Pause, ...] = ()
    closed: frozenset[datetime.date] = frozenset()

    def __post_init__(self):
        if self.days < 0 or any(more <= 0 for more in self.extensions):
            raise ValueError("A limit is not negative, and an extension adds at least one day.")

    @property
    def allowed(self) -> int:
        return self.days + sum(self.extensions)

    @property
    def due_on(self) -> datetime.date | None:
        """The last day in time, always a working one (unless nothing is allowed); None while a pause without an end holds the clock."""
        day, left = self.started, self.allowed
        while left:
            day += DAY
            pause = next((pause for pause in self.pauses if pause.covers(day)), None)
            if pause is None:
                left -= is_working_day(day, closed=self.closed)
            elif pause.until is None:
                return None
            else:
                day = max(day, pause.until)
        return day

    def is_late(self, on: datetime.date) -> bool:
        due = self.due_on
        return due is not None and on > due

    def left(self, on: datetime.date) -> int | None:
        """Working days after `on` in which it can still be done: 0 on the last day and when it is late, None while it stands still."""
        due = self.due_on
        if due is None:
            return None
        count, day = 0, on
        while day < due:
            day += DAY
            count += is_working_day(day, closed=self.closed) and not any(pause.covers(day) for pause in self.pauses)
        return count
