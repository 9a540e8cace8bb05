"""What people are told who sign up for an event."""

from django.conf import settings
from django.urls import reverse

from compact_portal.days import in_words
from compact_portal.messaging.models import Message
from compact_portal.messaging.outbox import queue
from compact_portal.text import one_line
from reviews.models import Event, SignUp


def days_of(event: Event) -> str:
    return in_words(event.starts_on) if event.starts_on == event.ends_on else f"{in_words(event.starts_on)} to {in_words(event.ends_on)}"


def confirm(one: SignUp, token: str) -> None:
    event = one.event
    _queue(
        event, one.sent_to, f"{event.name}: please confirm that you are coming",
        f"Somebody signed up with this address for {event.name} ({days_of(event)}). If that was you, open this link and press the button. "
        f"With the same link you can call off later. If it was not you, do nothing: we forget it after three days.\n\n{_link(token)}",
    )  # fmt: skip


def remind(one: SignUp, event: Event) -> None:
    place = f" Where: {event.place}." if event.place else ""
    page = settings.PORTAL_URL + event.get_absolute_url()
    said = f"{event.name} is on {days_of(event)}"
    _queue(event, one.sent_to, said, f"{said}.{place} Its programme is here:\n\n{page}", Message.Kind.REMINDER)


def ask_for_feedback(one: SignUp, event: Event, token: str) -> None:
    _queue(
        event, one.sent_to, f"{event.name}: what did you think of it?",
        f"Thank you for coming to {event.name}. Three questions and room for your own words wait here. They are only counted; nobody can tell "
        f"who said what, and your words are read by two people before anybody else sees them.\n\n{_link(token)}",
    )  # fmt: skip


def _link(token: str) -> str:
    return settings.PORTAL_URL + reverse("reviews:event_link", args=[token])


def _queue(event: Event, to: str, subject: str, text: str, kind: str = Message.Kind.NEEDED) -> None:
    reason = f"somebody signed up with this address for an event of {event.compact.called}"
    queue(to=to, compact_id=event.compact_id, subject=one_line(subject), text=text, reason=reason, kind=kind)
