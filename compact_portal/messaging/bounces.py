"""Mail that came back: read from a mailbox, told by who we sent it to and by nothing else that is in it.

A report (RFC 3464) counts only when it repeats the Message-ID of one of our messages with its seal, which nobody can guess: whoever
writes to the mailbox can make no other address unreachable. What a report says in words is never looked at.
"""

import datetime
import re
from dataclasses import dataclass
from email.message import Message as Mail

from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_noop

from compact_portal.days import today
from compact_portal.messaging.models import Message, Unreachable

OURS = re.compile(r"<(\d{1,18})\.([0-9a-f]{24})@[^>\s]{1,255}>")
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
MOMENTARY = re.compile(r"5\.2\.[23]|5\.[37]\.\d+")  # a full mailbox, too large, a fault of the system, a rule against the text: the address exists

CAME_BACK = gettext_noop("Came back")


@dataclass(frozen=True)
class Report:
    """`message_id` names the mail that came back, `code` is that of RFC 3463, such as 5.1.1."""

    message_id: str
    code: str

    @property
    def for_good(self) -> bool:
        return is_for_good(self.code)


def is_for_good(code: str) -> bool:
    return code.startswith("5") and not MOMENTARY.fullmatch(code)


def report_in(mail: Mail) -> Report | None:
    """What a delivery report says; None for any other mail, and for one that says that the server is still trying."""
    if mail.get_content_type() != "multipart/report" or not mail.is_multipart():
        return None
    found = _message_id(mail)
    codes = [code for part in mail.walk() if part.get_content_type() == "message/delivery-status" for code in _codes(part)]
    return Report(found, codes[0]) if found and codes else None


def _codes(part: Mail) -> list[str]:
    """The code of each recipient that was given up."""
    blocks = part.get_payload()
    blocks = blocks if isinstance(blocks, list) else []
    failed = [block for block in blocks if str(block.get("Action", "")).strip().lower().startswith("failed")]
    return [code[0] for block in failed if (code := STATUS.search(str(block.get("Status", ""))))]


def _message_id(mail: Mail) -> str:
    """In the headers of the mail that came back, or in those by which the report says what it answers."""
    said = [str(mail.get(name, "")) for name in ("In-Reply-To", "References")]
    for part in mail.walk():
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            said.insert(0, str(part.get_payload()[0].get("Message-ID", "")))
        elif part.get_content_type() == "text/rfc822-headers":
            headers = part.get_payload(decode=True) or b""
            said.insert(0, headers[:20_000].decode("latin-1"))
    return next((match[0] for text in said if (match := OURS.search(text))), "")


def message_of(message_id: str) -> Message | None:
    """Ours, and sealed by us."""
    match = OURS.fullmatch(message_id)
    message = match and Message.objects.filter(pk=int(match[1])).first()
    return message if message and constant_time_compare(message.seal, match[2]) else None


def take(report: Report) -> bool:
    """Note a report; whether it told of something new."""
    message = message_of(report.message_id)
    return bool(message) and came_back(message=message, code=report.code, for_good=report.for_good)


@transaction.atomic
def came_back(*, message: Message, code: str, for_good: bool, on: datetime.date | None = None) -> bool:
    """The message did not arrive after all. The same message counts once, however often it is reported."""
    on = on or today()
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.status != Message.Status.SENT:
        return False
    message.status, message.last_error = Message.Status.BOUNCED, f"{CAME_BACK}: {code}"
    message.save(update_fields=["status", "last_error"])
    message.parts.update(status=Message.Status.BOUNCED, last_error=message.last_error)
    not_reached(message.to, code=code, for_good=for_good, on=on)
    return True


@transaction.atomic
def not_reached(address: str, *, code: str, for_good: bool, on: datetime.date | None = None) -> None:
    """Mail to the address came back, or was refused before it left."""
    on = on or today()
    known = Unreachable.objects.select_for_update().filter(address__iexact=address).first()
    known = known or Unreachable(address=address.lower(), since=on, times=0)
    known.times, known.for_good, known.code, known.last_on = known.times + 1, known.for_good or for_good, code[:12], on
    known.save()


@transaction.atomic
def try_again(*, address: str) -> None:
    """Somebody says that the address works again."""
    Unreachable.objects.filter(address__iexact=address).delete()
