"""What the event asks of people: of officers to publish it, of the steering group to read what was written."""

import datetime

from django.urls import reverse

from compact_portal.tasks import Task
from reviews.models import Event, FeedbackOpinion, FeedbackText
from signatories.models import Compact

LEAD_TIME = datetime.timedelta(weeks=8)


def tasks_of(person, on: datetime.date) -> list[Task]:
    """Two queries."""
    return [*events_to_publish(person, on), *words_to_read(person, on)]


def events_to_publish(person, on: datetime.date) -> list[Task]:
    mine = Event.objects.filter(published_at__isnull=True, starts_on__gte=on, compact__in=Compact.objects.officered_by(person, on=on))
    return [
        Task(
            f"Finish the programme of {event}, and publish it",
            f"You are an officer of {event.compact.called}.",
            event.get_absolute_url(),
            event.starts_on - LEAD_TIME,
            "about half an hour",
        )
        for event in mine.select_related("compact")
    ]


def words_to_read(person, on: datetime.date) -> list[Task]:
    """Texts on which this person has said nothing and which still want the word of one side."""
    waiting = FeedbackText.objects.exclude(opinions__in=FeedbackOpinion.objects.filter(given_by=person)).exclude(
        pk__in=FeedbackOpinion.objects.filter(publish=False).values("text")
    )
    events = Event.objects.filter(
        feedback_texts__in=waiting.exclude(pk__in=FeedbackText.objects.public()), compact__in=Compact.objects.steered_by(person, on=on)
    )
    return [
        Task(
            f"Read what people wrote about {event}",
            f"You are in the {event.compact.terms.steering_group} of {event.compact.called}.",
            reverse("reviews:event_words", args=[event.compact.slug, event.pk]),
            None,
            "a few minutes",
        )
        for event in events.distinct().select_related("compact")
    ]
