"""What people are told who sign up for an event."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from compact_portal.messaging.models import Message
from compact_portal.messaging.outbox import queue
from compact_portal.text import one_line
from reviews.events.days import days_of
from reviews.models import Event, SignUp


def confirm(one: SignUp, token: str) -> None:
    event = one.event
    known = {"event": event.name, "days": days_of(event)}
    said = _(
        "Somebody signed up with this address for %(event)s (%(days)s). If that was you, open this link and press the button. "
        "With the same link you can call off later. If it was not you, do nothing: we forget it after three days."
    )
    _queue(event, one.sent_to, _("%(event)s: please confirm that you are coming") % known, f"{said % known}\n\n{_link(token)}")


def remind(one: SignUp, event: Event) -> None:
    known = {"event": event.name, "days": days_of(event), "place": event.place}
    said = _("%(event)s is on %(days)s. Its programme is here:")
    if event.place:
        said = _("%(event)s is on %(days)s. Where: %(place)s. Its programme is here:")
    page = settings.PORTAL_URL + event.get_absolute_url()
    _queue(event, one.sent_to, _("%(event)s is on %(days)s") % known, f"{said % known}\n\n{page}", Message.Kind.REMINDER)


def ask_for_feedback(one: SignUp, event: Event, token: str) -> None:
    known = {"event": event.name}
    said = _(
        "Thank you for coming to %(event)s. Three questions and room for your own words wait here. They are only counted; nobody can tell "
        "who said what, and your words are read by two people before anybody else sees them."
    )
    _queue(event, one.sent_to, _("%(event)s: what did you think of it?") % known, f"{said % known}\n\n{_link(token)}")


def _link(token: str) -> str:
    return settings.PORTAL_URL + reverse("reviews:event_link", args=[token])


def _queue(event: Event, to: str, subject: str, text: str, kind: str = Message.Kind.NEEDED) -> None:
    reason = _("somebody signed up with this address for an event of %(called)s") % {"called": event.compact.called}
    queue(to=to, compact_id=event.compact_id, subject=one_line(subject), text=text, reason=reason, kind=kind)
