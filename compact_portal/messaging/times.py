"""When gathered mail leaves: in the morning, London time. Nobody is woken by a reminder."""

import datetime

from django.utils import timezone

MORNING = datetime.time(8)


def morning_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, MORNING))


def next_morning(at: datetime.datetime) -> datetime.datetime:
    """This day's morning, even when it is over: what was gathered later leaves with the next look, unless the address had its mail today."""
    return morning_of(timezone.localdate(at))


def next_monday(at: datetime.datetime) -> datetime.datetime:
    """Today, on a Monday before the morning is over."""
    today = timezone.localdate(at)
    monday = today + datetime.timedelta(days=-today.weekday() % 7)
    return morning_of(monday) if at <= morning_of(monday) else morning_of(monday + datetime.timedelta(days=7))
