"""Putting mail into the outbox, in the transaction of the action that causes it."""

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import override

from compact_portal.messaging.models import Message
from compact_portal.text import one_line

CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
LONGEST_SUBJECT = 200


def write_for(compact, *, to: str, subject: str, text: str, reason: str) -> Message:
    """Queue a message of one agreement. Its subject may hold names that people gave, which are brought to one line first."""
    return queue(to=to, compact_id=compact.pk, subject=one_line(subject), text=text, reason=reason)


def queue(*, to: str, subject: str, text: str, reason: str, compact_id: int | None = None, language: str = settings.LANGUAGE_CODE) -> Message:
    """Queue one message. `reason` ends the sentence "You receive this because …" and is printed at its foot.

    `language` is the one that `text` and `reason` are written in. The HTML form is made from the same text: one source, no second
    wording. Raises ValueError when the address or the subject holds a line break or another control character, which could begin
    a header of somebody else's choosing.
    """
    if CONTROL.search(subject) or CONTROL.search(to):
        raise ValueError("The address and the subject of a message are one line each.")
    words = {"subject": subject, "text": text.strip(), "reason": reason}
    with override(language):
        written = {kind: render_to_string(f"messaging/mail.{ending}", words) for kind, ending in (("text", "txt"), ("html", "html"))}
    return Message.objects.create(
        to=to,
        compact_id=compact_id,
        subject=Truncator(subject).chars(LONGEST_SUBJECT),
        **written,
        reason=reason,
        next_attempt_at=timezone.now(),
    )
