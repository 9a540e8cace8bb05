"""Working days in England and Wales, and counting on from a day."""

import datetime
import functools
from collections.abc import Collection

DAY = datetime.timedelta(days=1)
# Bank holidays of England and Wales that follow no rule: https://www.gov.uk/bank-holidays keeps the list.
MOVED = {datetime.date(2020, 5, 4): datetime.date(2020, 5, 8), datetime.date(2022, 5, 30): datetime.date(2022, 6, 2)}
EXTRA = {datetime.date(2022, 6, 3), datetime.date(2022, 9, 19), datetime.date(2023, 5, 8)}


@functools.cache
def bank_holidays(year: int) -> frozenset[datetime.date]:
    """Those of England and Wales, with the weekdays that stand in for a Saturday or Sunday. Holds from 2020 on."""
    easter = easter_sunday(year)
    mondays = [_monday(year, 5, last=False), _monday(year, 5, last=True), _monday(year, 8, last=True)]
    days = {easter - 2 * DAY, easter + DAY, *(MOVED.get(day, day) for day in mondays), *(day for day in EXTRA if day.year == year)}
    for fixed in (datetime.date(year, 1, 1), datetime.date(year, 12, 25), datetime.date(year, 12, 26)):
        while fixed.weekday() >= 5 or fixed in days:
            fixed += DAY
        days.add(fixed)
    return frozenset(days)


def easter_sunday(year: int) -> datetime.date:
    """By the Gregorian rule, as Meeus, Jones and Butcher write it."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    el = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return datetime.date(year, month, day + 1)


def _monday(year: int, month: int, *, last: bool) -> datetime.date:
    day = datetime.date(year, month, 31 if last else 1)
    return day - day.weekday() * DAY if last else day + (-day.weekday() % 7) * DAY


def is_working_day(day: datetime.date, *, closed: Collection[datetime.date] = ()) -> bool:
    """`closed` are days on which people do not work here, besides those on which nobody does."""
    return day.weekday() < 5 and day not in closed and day not in bank_holidays(day.year)


def after(day: datetime.date, count: int, *, working: bool = False, closed: Collection[datetime.date] = ()) -> datetime.date:
    """`count` days later; with `working`, only working days count, so the result is one."""
    if not working:
        return day + count * DAY
    while count:
        day += DAY
        count -= is_working_day(day, closed=closed)
    return day
