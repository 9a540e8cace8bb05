"""Sending what waits in the outbox, by any number of processes at once.

A message is claimed by a row lock that others skip, one at a time, so that a worker which is killed holds one message and
not a batch, and so that a code for which somebody waits is the next to leave whatever was due before. Its lease ends the claim: after
it another worker sends the message again, once, because nobody can know whether the first one had handed it over. A message caught by
a second death is given up rather than sent a third time.
"""

import logging
import re
import smtplib
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from compact_portal.messaging.bounces import is_for_good, not_reached
from compact_portal.messaging.models import Message

logger = logging.getLogger("compact_portal.mail")

# Four exchanges with the mail server (sender, recipient, data, end), each of which may last EMAIL_TIMEOUT, and some grace.
LEASE = timedelta(seconds=4 * settings.EMAIL_TIMEOUT + 30)
WAITS = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(days=1),
    timedelta(days=1),
]
LOST_TWICE = gettext_noop("Two workers ended while they were sending this. It may have arrived.")
MOST_ATTEMPTS = len(WAITS) + 1
ENHANCED_CODE = re.compile(rb"\b[245]\.\d{1,3}\.\d{1,3}\b")
Status = Message.Status


class NotNow(OSError):
    """The service takes nothing at all for now, and has not taken this message."""


def send_due(*, at: datetime | None = None, limit: int = 100, stop: threading.Event | None = None) -> int:
    """Send up to `limit` messages that are due at the moment `at` (the present one, read anew for each, when not given).

    Ends after the message in hand when `stop` is set. Returns how many left. Opens one connection for all of them; a mail server that
    cannot be reached costs no message an attempt, and OSError or smtplib.SMTPException tells the caller to come back later.
    """
    now = (lambda: at) if at else timezone.now
    if not Message.objects.due(now()).exists():
        return 0
    if settings.DEMO:
        return _keep_for_the_outbox_page(now(), limit)
    with get_connection() as connection:
        return _send_over(connection, now, limit, stop)


def _send_over(connection, now: Callable[[], datetime], limit: int, stop: threading.Event | None) -> int:
    sent = 0
    for _ in range(limit):
        message = None if stop and stop.is_set() else claim(at=now())
        if message is None:
            break
        try:
            email(message, connection).send()
        except (NotNow, smtplib.SMTPAuthenticationError):
            give_back(message, at=now())
            raise
        except (OSError, smtplib.SMTPException, ValueError) as error:
            put_back_or_give_up(message, error, at=now())
            if isinstance(error, (smtplib.SMTPServerDisconnected, TimeoutError, ConnectionError)):
                connection.close()
                connection.open()
        else:
            mark_sent(message, at=now())
            sent += 1
    return sent


@transaction.atomic
def claim(*, at: datetime) -> Message | None:
    """The message that has waited longest, urgent ones before all others, ours until its lease ends; None when nothing is due."""
    message = Message.objects.due(at).select_for_update(skip_locked=True).order_by("-urgent", "next_attempt_at", "id").first()
    if message is None:
        return None
    left_by_a_dead_worker = message.status == Status.SENDING
    if left_by_a_dead_worker and message.interrupted:
        _give_up(message, LOST_TWICE)
        return claim(at=at)
    message.interrupted = message.interrupted or left_by_a_dead_worker
    message.status = Status.SENDING
    message.attempts += 1
    message.next_attempt_at = at + LEASE
    message.save(update_fields=["interrupted", "status", "attempts", "next_attempt_at"])
    return message


def email(message: Message, connection) -> EmailMultiAlternatives:
    """Both parts as one e-mail. Its Message-ID is the same at every attempt, so that mail systems drop a second copy; by it
    a mail that comes back is told (bounces.py)."""
    host = urlsplit(settings.PORTAL_URL).hostname
    headers = {
        "Message-ID": f"<{message.pk}.{message.seal}@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    mail = EmailMultiAlternatives(message.subject, message.text, to=[message.to], headers=headers, connection=connection)
    mail.attach_alternative(message.html, "text/html")
    return mail


def mark_sent(message: Message, *, at: datetime) -> None:
    _claimed(message).update(status=Status.SENT, sent_at=at, text="", html="", last_error="")


def give_back(message: Message, *, at: datetime) -> None:
    """As if it had not been claimed: what keeps all from leaving is no fault of this one."""
    _claimed(message).update(status=Status.WAITING, next_attempt_at=at, attempts=message.attempts - 1)


def put_back_or_give_up(message: Message, error: Exception, *, at: datetime) -> None:
    """Try again later, unless the refusal is for good or the message has been tried often enough."""
    if refused_for_good(error) or message.attempts >= MOST_ATTEMPTS:
        _give_up(message, describe(error))
        if isinstance(error, smtplib.SMTPRecipientsRefused):
            found = ENHANCED_CODE.search(describe(error).encode())
            code = found[0].decode() if found else ""  # without one it may be said of us, and counts as for the moment
            not_reached(message.to, code=code, for_good=is_for_good(code))
        return
    wait = WAITS[message.attempts - 1]
    _claimed(message).update(status=Status.WAITING, next_attempt_at=at + wait, last_error=describe(error))
    logger.warning("Message %s was not sent (%s); next attempt in %s.", message.pk, describe(error), wait)


def refused_for_good(error: Exception) -> bool:
    """A 5xx about this recipient or this text. One about the sender or the sign-in is a setting of ours, which somebody will mend."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return 500 <= error.smtp_code < 600
    return isinstance(error, ValueError)  # an address that no header can hold


def describe(error: Exception) -> str:
    """The kind of error and its numbers. Never the server's words: they may repeat the address or the text."""
    replies = error.recipients.values() if isinstance(error, smtplib.SMTPRecipientsRefused) else []
    if isinstance(error, smtplib.SMTPResponseException):
        replies = [(error.smtp_code, error.smtp_error)]
    words = [type(error).__name__]
    for code, reply in replies:
        enhanced = ENHANCED_CODE.search(reply if isinstance(reply, bytes) else str(reply).encode())
        words += [str(code), *([enhanced[0].decode()] if enhanced else [])]
    return " ".join(words)


def _claimed(message: Message):
    """The row as this worker claimed it: a worker that overslept its lease must not undo what the next one did."""
    return Message.objects.filter(pk=message.pk, status=Status.SENDING, attempts=message.attempts)


def _give_up(message: Message, reason: str) -> None:
    if _claimed(message).update(status=Status.FAILED, text="", html="", last_error=reason):
        message.parts.update(status=Status.FAILED, last_error=reason)
    logger.error("Message %s is given up: %s", message.pk, reason)


def _keep_for_the_outbox_page(at: datetime, limit: int) -> int:
    """The demonstration has no mail server: its messages are read on the outbox page, which keeps their words."""
    due = Message.objects.due(at).order_by("next_attempt_at", "id").values("pk")[:limit]
    return Message.objects.filter(pk__in=due).update(status=Status.SENT, sent_at=at)
