"""Putting mail into the outbox, in the transaction of the action that causes it."""

from django.template.loader import render_to_string
from django.utils import timezone

from compact_portal.messaging.models import Message


def queue(*, to: str, subject: str, text: str, reason: str, person=None, compact_id: int | None = None) -> Message:
    """Queue one message. `reason` ends the sentence "You receive this because …" and is printed at its foot.

    The HTML form is made from the same text: one source, no second wording. Raises ValueError for a subject of more than one line.
    """
    if "\n" in subject or "\r" in subject:
        raise ValueError("A subject is one line.")
    words = {"subject": subject, "text": text.strip(), "reason": reason}
    return Message.objects.create(
        to=to,
        person=person,
        compact_id=compact_id,
        subject=subject,
        text=render_to_string("messaging/mail.txt", words),
        html=render_to_string("messaging/mail.html", words),
        reason=reason,
        next_attempt_at=timezone.now(),
    )
