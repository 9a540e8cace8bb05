"""Several reminders to one address on one day leave as one mail. Carried out by every `tick`; safe to run twice.

Addresses are dealt with a few hundred at a time, each lot in a transaction of its own, so that memory stays flat however many wait.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop, ngettext, override

from compact_portal.messaging.models import Message
from compact_portal.messaging.outbox import write_out

LOT = 500  # addresses
DONE = gettext_noop("What it reminds of was done before it left.")
Wanted = Callable[[list[str]], set[str]]
Status = Message.Status


def bundle_due(*, at: datetime.datetime | None = None, still_wanted: Wanted = set) -> int:
    """Returns how many mails are on their way. `still_wanted` says which of a list of `about` somebody still waits for: who has done
    since midnight what a reminder asks for does not get it."""
    at = at or timezone.now()
    done, last = 0, ""
    while lot := _addresses(at, after=last):
        done += _bundle(lot, at, still_wanted)
        last = lot[-1]
    return done


def _addresses(at: datetime.datetime, *, after: str) -> list[str]:
    """The next lot in order of address: those that are due and had none of this kind today."""
    had = Message.objects.annotate(address=Lower("to")).filter(address=OuterRef("address"), gathered_out_on=timezone.localdate(at))
    due = Message.objects.filter(status=Status.GATHERED, next_attempt_at__lte=at).annotate(address=Lower("to")).filter(address__gt=after)
    return list(due.filter(~Exists(had)).order_by("address").values_list("address", flat=True).distinct()[:LOT])


@transaction.atomic
def _bundle(addresses: list[str], at: datetime.datetime, still_wanted: Wanted) -> int:
    due = Message.objects.annotate(address=Lower("to")).filter(status=Status.GATHERED, next_attempt_at__lte=at, address__in=addresses)
    by_address: dict[str, list[Message]] = defaultdict(list)
    found = list(due.select_for_update(of=["self"], skip_locked=True).order_by("id"))
    wanted = still_wanted([message.about for message in found if message.about])
    done_with = {message.pk for message in found if message.about and message.about not in wanted}
    Message.objects.filter(pk__in=done_with).update(status=Status.THROWN, text="", last_error=DONE)
    for message in found:
        if message.pk not in done_with:
            by_address[message.address].append(message)
    bundled = [messages for messages in by_address.values() if len(messages) > 1]
    wholes = Message.objects.bulk_create([_one_of(messages, at) for messages in bundled])  # the link at the foot holds the key
    leaving = [messages[0] for messages in by_address.values() if len(messages) == 1] + wholes
    for message in leaving:
        message.gathered_out_on, message.next_attempt_at = timezone.localdate(at), at
        write_out(message)
    parts = [(part, whole) for messages, whole in zip(bundled, wholes, strict=True) for part in messages]
    for part, whole in parts:
        part.status, part.text, part.bundled_in = Status.BUNDLED, "", whole
    Message.objects.bulk_update(leaving, ["status", "text", "html", "gathered_out_on", "next_attempt_at"])
    Message.objects.bulk_update([part for part, _ in parts], ["status", "text", "bundled_in"])
    return len(leaving)


def _one_of(messages: list[Message], at: datetime.datetime) -> Message:
    """Each with its own subject above it and its own reason below; in their language, where all have one."""
    compacts, languages = {each.compact_id for each in messages}, {each.language for each in messages}
    language = languages.pop() if len(languages) == 1 else settings.LANGUAGE_CODE
    with override(language):
        number = {"number": len(messages)}
        if all(each.kind == Message.Kind.REMINDER for each in messages):
            subject = ngettext("%(number)s reminder", "%(number)s reminders", len(messages)) % number
        else:
            subject = ngettext("%(number)s message", "%(number)s messages", len(messages)) % number
        return Message(
            to=messages[0].to, compact_id=compacts.pop() if len(compacts) == 1 else None, subject=subject,
            text="\n\n\n".join(_part_of(each, place) for place, each in enumerate(messages, 1)),
            reason=gettext("each of these reminds you of something; what for stands below each"),
            language=language, kind=Message.Kind.REMINDER, status=Status.GATHERED, next_attempt_at=at,
        )  # fmt: skip


def _part_of(message: Message, place: int) -> str:
    """A mail may have been written in another language than the one it leaves with: its reason is said in its own."""
    with override(message.language):
        because = gettext("(Because %(reason)s.)") % {"reason": message.reason}
    return f"{place}. {message.subject}\n\n{message.text}\n\n{because}"
