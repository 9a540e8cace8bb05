"""Months as numbers that may run beyond December."""

import datetime

DAY = datetime.timedelta(days=1)


def month_start(year: int, month: int) -> datetime.date:
    """The first day of a month that may be counted beyond December, or before January."""
    return datetime.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def months_between(first: datetime.date, later: datetime.date) -> int:
    """How many month ends lie between two days; negative where `later` is earlier."""
    return 12 * (later.year - first.year) + later.month - first.month
