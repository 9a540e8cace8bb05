"""What the event asks of people: of officers to publish it, of the steering group to read what was written."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from compact_portal.tasks import Task
from reviews.models import Event, FeedbackOpinion, FeedbackText
from signatories.parts import Parts, parts_of

LEAD_TIME = datetime.timedelta(weeks=8)


def tasks_of(person, on: datetime.date, parts: Parts | None = None) -> list[Task]:
    """At most two queries."""
    parts = parts or parts_of(person, on)
    return [
        *(events_to_publish(parts.officered, on) if parts.officered else []),
        *(words_to_read(person, parts.steered) if parts.steered else []),
    ]


def events_to_publish(officered: set[int], on: datetime.date) -> list[Task]:
    mine = Event.objects.filter(published_at__isnull=True, starts_on__gte=on, compact__in=officered)
    return [
        Task(
            _("Finish the programme of %(event)s, and publish it") % {"event": event},
            _("You are an officer of %(called)s.") % {"called": event.compact.called},
            event.get_absolute_url(),
            event.starts_on - LEAD_TIME,
            _("about half an hour"),
        )
        for event in mine.select_related("compact")
    ]


def words_to_read(person, steered: set[int]) -> list[Task]:
    """Texts on which this person has said nothing and which still want the word of one side."""
    waiting = FeedbackText.objects.exclude(opinions__in=FeedbackOpinion.objects.filter(given_by=person)).exclude(
        pk__in=FeedbackOpinion.objects.filter(publish=False).values("text")
    )
    events = Event.objects.filter(feedback_texts__in=waiting.exclude(pk__in=FeedbackText.objects.public()), compact__in=steered)
    return [
        Task(
            _("Read what people wrote about %(event)s") % {"event": event},
            _("You are in the %(steering_group)s of %(called)s.")
            % {"steering_group": event.compact.terms.steering_group, "called": event.compact.called},
            reverse("reviews:event_words", args=[event.compact.slug, event.pk]),
            event.compact.answer_by(event.ends_on),
            _("a few minutes"),
        )
        for event in events.distinct().select_related("compact")
    ]
