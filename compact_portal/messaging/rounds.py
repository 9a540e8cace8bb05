"""Mail to many that waits for an officer. Who may decide is the business of the rooms above."""

from collections.abc import Callable

from django.db.models.functions import Lower
from django.utils.translation import gettext_noop

from compact_portal.messaging.models import Message, Round, Wish
from compact_portal.messaging.outbox import let_go

LOT = 500
LONGEST = Round._meta.get_field("what").max_length
Status = Message.Status
NOT_NEEDED = gettext_noop("No longer needed when the round was let go.")
THROWN_AWAY = gettext_noop("Thrown away by an officer.")


def round_for(compact_id: int, what: str) -> Round:
    """The round of this kind that nobody has decided yet: what comes until then belongs to it."""
    return Round.objects.get_or_create(compact_id=compact_id, what=what[:LONGEST], decided_at=None)[0]


def let_round_go(round: Round, *, still_wanted: Callable[[list[str]], set[str]]) -> tuple[int, int]:
    """(messages on their way, messages that nobody needs any more). `still_wanted` says which of a list of `about` are.

    A lot at a time, in order of key, so that memory stays flat.
    """
    gone, dropped, last = 0, 0, 0
    held = Message.objects.filter(round=round, status=Status.HELD).order_by("pk")
    while lot := list(held.filter(pk__gt=last)[:LOT]):
        last = lot[-1].pk
        wanted = still_wanted([message.about for message in lot if message.about])
        wishes = {wish.address.lower(): wish for wish in Wish.objects.annotate(low=Lower("address")).filter(low__in=[one.to.lower() for one in lot])}
        for message in lot:
            if message.about and message.about not in wanted:
                message.status, message.text, message.last_error = Status.THROWN, "", NOT_NEEDED
                dropped += 1
            else:
                let_go(message, wishes.get(message.to.lower(), Wish()))
                gone += 1
        Message.objects.bulk_update(lot, ["status", "text", "html", "last_error", "next_attempt_at"])
    return gone, dropped


def throw_round_away(round: Round) -> int:
    return Message.objects.filter(round=round, status=Status.HELD).update(status=Status.THROWN, text="", last_error=THROWN_AWAY)
