"""What people are told who sign up for an event."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from compact_portal.messaging.models import Round
from reviews.events.days import days_of
from reviews.models import Event, SignUp
from reviews.wordings_events import CONFIRM, FEEDBACK, NEAR
from signatories.mail_words import write_words


def confirm(one: SignUp, token: str) -> None:
    event = one.event
    write_words(event.compact, CONFIRM, to=one.sent_to, event=event.name, days=lambda: days_of(event), link=_link(token))


def remind(one: SignUp, event: Event, *, held: Round | None) -> None:
    def where() -> str:
        return _("Where: %(place)s.") % {"place": event.place.rstrip(".")} if event.place else ""

    write_words(
        event.compact, NEAR, to=one.sent_to, about=f"reviews.coming:{one.pk}", round=held,
        event=event.name, days=lambda: days_of(event), where=where, link=settings.PORTAL_URL + event.get_absolute_url(),
    )  # fmt: skip


def ask_for_feedback(one: SignUp, event: Event, token: str, *, held: Round | None) -> None:
    write_words(event.compact, FEEDBACK, to=one.sent_to, about=f"reviews.feedback:{one.pk}", round=held, event=event.name, link=_link(token))


def _link(token: str) -> str:
    return settings.PORTAL_URL + reverse("reviews:event_link", args=[token])
