"""What the event gives to the final report (domain.md A15.0/23): its theme and day, its figures, and the words that two people passed."""

from dataclasses import dataclass

from compact_portal.days import in_words
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
    days = in_words(event.starts_on) if event.starts_on == event.ends_on else f"{in_words(event.starts_on)} to {in_words(event.ends_on)}"
    theme = f" Its theme was “{event.theme}”." if event.theme else ""
    words = list(event.feedback_texts.public().values_list("text", flat=True)) if release else []
    return EventTold(event, f"{event.name} was held on {days}.{theme}", sentences_of(release.figures) if release else [], words)


def events_of(review: Review, *, on) -> list[EventTold]:
    """Those that are over by the day `on`."""
    return [told_of(event) for event in Event.objects.public().filter(review=review, ends_on__lt=on)]
