"""Putting mail into the outbox, in the transaction of the action that causes it.

What somebody needs for a task leaves at once. Reminders and news are gathered, so that several to one address leave as one mail
(bundling.py); mail of a round may wait for an officer first (rounds.py). Then the words are kept without their foot, which is
written when they leave.
"""

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_noop, override

from compact_portal.messaging.models import Message, Round, Wish
from compact_portal.messaging.times import next_monday, next_morning
from compact_portal.text import one_line

CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
LONGEST_SUBJECT = LONGEST_REASON = 200
NOT_WANTED = gettext_noop("The address chose to get none of this kind.")
Status, Kind = Message.Status, Message.Kind


def write_for(compact, *, to: str, subject: str, text: str, reason: str, **more) -> Message:
    """Queue a message of one agreement. Its subject may hold what people typed: brought to one line without control characters here, so
    that no mail is refused because of one, and with it everything that is done in the same transaction."""
    return queue(to=to, compact_id=compact.pk, subject=one_line(CONTROL.sub(" ", subject)), text=text, reason=reason, **more)


def queue(
    *,
    to: str,
    subject: str,
    text: str,
    reason: str,
    compact_id: int | None = None,
    kind: str = Kind.NEEDED,
    about: str = "",
    round: Round | None = None,
    language: str = settings.LANGUAGE_CODE,
    urgent: bool = False,
) -> Message:
    """Queue one message. `reason` ends the sentence "You receive this because …" and is printed at its foot.

    The HTML form is made from the same text: one source, no second wording. `about` says which row it asks something for, as
    "signatories.refresh:12"; `language` is the one that the words are written in; `urgent` is a code for which somebody waits. Raises
    ValueError when the address or the subject holds a line break or another control character, which could begin a header of somebody
    else's choosing.
    """
    if CONTROL.search(subject) or CONTROL.search(to):
        raise ValueError("The address and the subject of a message are one line each.")
    message = Message(
        to=to, compact_id=compact_id, subject=Truncator(subject).chars(LONGEST_SUBJECT), text=text.strip(),
        reason=Truncator(reason).chars(LONGEST_REASON), kind=kind, about=about,
        round=round, language=language, urgent=urgent, next_attempt_at=timezone.now(),
    )  # fmt: skip
    if round:
        message.status = Status.HELD
    else:
        let_go(message)
    message.save()
    return message


def let_go(message: Message, wish: Wish | None = None) -> None:
    """On its way now, or with the mail of the day, as its address wishes. Not saved."""
    if message.kind == Kind.NEEDED:
        return write_out(message)
    wish = wish or Wish.objects.filter(address__iexact=message.to).first() or Wish()
    if wish.often(message.kind) == Wish.Often.NEVER:
        message.status, message.text, message.last_error = Status.UNWANTED, "", NOT_WANTED
        return None
    now = timezone.now()
    message.status = Status.GATHERED
    message.next_attempt_at = next_monday(now) if wish.often(message.kind) == Wish.Often.WEEKLY else next_morning(now)
    return None


def write_out(message: Message) -> None:
    """Both forms of the mail with its foot, ready to be sent. Not saved. A message that has choices to offer has its key already."""
    words = {"subject": message.subject, "text": message.text, "reason": message.reason, "chosen": choices_of(message)}
    words["needed"] = message.kind == Kind.NEEDED
    with override(message.language):
        message.text, message.html = render_to_string("messaging/mail.txt", words), render_to_string("messaging/mail.html", words)
    message.status = Status.WAITING


def choices_of(message: Message) -> str:
    """The page on which its reader chooses what comes. From mail that can be chosen it needs no password."""
    if message.kind == Kind.NEEDED:
        return settings.PORTAL_URL + reverse("messaging:my_wishes")
    return settings.PORTAL_URL + reverse("messaging:wishes", args=[f"{message.pk}-{message.seal}"])
