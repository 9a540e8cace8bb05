"""What the event gives to the final report (domain.md A15.0/23): its theme and day, its figures, and the words that two people passed."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reviews.events.days import days_of
from reviews.events.questions import sentences_of
from reviews.models import Event, FeedbackRelease, Review


@dataclass(frozen=True)
class EventTold:
    event: Event
    opening: str
    figures: list[str]
    words: list[str]


def told_of(event: Event) -> EventTold:
    """Two queries."""
    release = FeedbackRelease.objects.filter(event=event).first()
    opening = _("%(event)s was held on %(days)s.")
    if event.theme:
        opening = _("%(event)s was held on %(days)s. Its theme was “%(theme)s”.")
    known = {"event": event.name, "days": days_of(event), "theme": event.theme}
    words = list(event.feedback_texts.public().values_list("text", flat=True)) if release else []
    return EventTold(event, opening % known, sentences_of(release.figures) if release else [], words)


def events_of(review: Review, *, on) -> list[EventTold]:
    """Those that are over by the day `on`."""
    return [told_of(event) for event in Event.objects.public().filter(review=review, ends_on__lt=on)]
