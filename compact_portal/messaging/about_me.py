"""Mail to a person: when it left, and what it was about. Its words are gone as soon as it has left."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.holding import Held
from compact_portal.messaging.links import MailedLink
from compact_portal.messaging.models import Message, Unreachable, Wish


def mail(person) -> list[Held]:
    sent = _lines(Message.objects.filter(to__iexact=person.email).exclude(status__in=Message.LOST))
    wishes = Wish.objects.filter(address__iexact=person.email)
    return [Held(f"{words}: {often}") for wish in wishes for words, often in said(wish)] + sent


def said(wish: Wish) -> list[tuple[str, str]]:
    return [(_("You want reminders"), wish.get_reminders_display()), (_("You want news"), wish.get_news_display())]


def mail_failed(person) -> list[Held]:
    return _lines(Message.objects.lost().filter(to__iexact=person.email))


def unreachable(person) -> list[Held]:
    came_back = _("Mail to %(address)s came back")
    return [Held(came_back % {"address": row.address}, row.since, row.last_on) for row in Unreachable.objects.filter(address__iexact=person.email)]


def day_of(link: MailedLink) -> datetime.date | None:
    """On which it was sent."""
    return link.sent_at and timezone.localdate(link.sent_at)


def _lines(messages) -> list[Held]:
    found = messages.order_by("-id").values_list("subject", "status", "queued_at")
    return [Held(f"“{subject}”, {Message.Status(status).label}", timezone.localdate(at)) for subject, status, at in found]
