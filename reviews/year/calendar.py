"""The days of the year for calendar programs, which lie open on a desk: titles and days, nothing else (domain.md C6.5)."""

import datetime

from django.urls import reverse

from actionplans.calendars import Day
from actionplans.models import ProgressMeeting
from reviews.models import Event, Milestone, Review
from reviews.models.log import noted_for
from reviews.rhythm import dates_of
from reviews.year.items import words_for
from reviews.year.known import undone
from signatories.models import Compact


def days_of_year(person, on: datetime.date) -> list[Day]:
    """What is to come or was not done, of agreements that `person` steers; their events also for who takes part. Six queries.

    A milestone that is late stands there until it is done; a day of the review or of its survey leaves when it is over.
    """
    steered = Compact.objects.steered_by(person, on=on)
    days = [
        Day(f"milestone-{one.pk}", one.on, f"{one.name} ({one.review.compact})", _year_page(one.review))
        for one in undone(Milestone.objects.filter(review__compact__in=steered), on).select_related("review__compact")
    ]
    for review in Review.objects.filter(compact__in=steered, year__gte=on.year - 1).select_related("compact", "survey"):
        for name, day in dates_of(review, getattr(review, "survey", None)).items():
            if day and day >= on:
                days.append(Day(f"review-{review.pk}-{name}", day, f"{words_for(name, review)} ({review.compact})", _year_page(review)))
    for meeting in ProgressMeeting.objects.coming().in_compacts(steered).select_related("plan__compact", "group"):
        page = _page("reviews:agenda", meeting.compact, meeting.pk)
        days.append(Day(f"meeting-{meeting.pk}", meeting.held_on, f"{meeting.of} ({meeting.compact})", page))
    taken_part = noted_for(person, on=on).order_by().values_list("compact", flat=True)
    for event in Event.objects.public().filter(compact__in={*taken_part, *(one.pk for one in steered)}, ends_on__gte=on).select_related("compact"):
        days.append(Day(f"event-{event.pk}", event.starts_on, f"{event.name} ({event.compact})", event.get_absolute_url(), event.ends_on))
    return sorted(days, key=lambda each: (each.day, each.key))


def _year_page(review: Review) -> str:
    return _page("reviews:year_of", review.compact, review.year)


def _page(name: str, compact: Compact, *more) -> str:
    return reverse(name, args=[compact.slug, *more])
