"""The link to the log, sent round by itself on days of the year."""

import datetime

from django.db import transaction
from django.utils import timezone

from compact_portal.audit.recording import record
from reviews.log import emails
from reviews.log.rounds import is_paused, next_day, to_whom
from reviews.models import LogLink
from signatories.mail_words import held_round
from signatories.models import Compact
from signatories.roles import officer_only

SIGNED = (Compact.Status.IN_FORCE, Compact.Status.UNDER_REVIEW)


@transaction.atomic
def set_log_rounds(*, compact: Compact, every: str, by) -> None:
    """`every` as in Compact.LogLinks."""
    officer_only(by, compact)
    compact = Compact.objects.select_for_update().get(pk=compact.pk)
    compact.log_links = Compact.LogLinks(every)
    compact.save(update_fields=["log_links"])
    record("log.rounds_set", compact, by=by, every=every)


def remind_of_log(*, at: datetime.datetime) -> int:
    """Safe to run twice: each agreement in a transaction of its own, which notes the day. Returns how many are reminded."""
    due = Compact.objects.filter(status__in=SIGNED).exclude(log_links=Compact.LogLinks.NEVER).order_by("pk")
    return sum(_remind(compact.pk, at) for compact in due if next_day(compact, timezone.localdate(at)) == timezone.localdate(at))


@transaction.atomic
def _remind(pk: int, at: datetime.datetime) -> int:
    """The link that somebody has already goes on working: what is gathered may leave later, and who wishes none gets none. One that went
    to an address which they have left is not repeated."""
    on = timezone.localdate(at)
    compact = Compact.objects.select_for_update().get(pk=pk)
    if next_day(compact, on) != on or is_paused(compact, on):
        return 0
    compact.log_links_sent_on = on
    compact.save(update_fields=["log_links_sent_on"])
    told = to_whom(compact, on)
    held = held_round(compact, "Links to the log") if told else None
    for person, signature in told:
        signature.compact = compact
        links = LogLink.objects.filter(person=person, signature=signature)
        usable = links.usable().first()
        link = usable or links.first() or LogLink(person=person, signature=signature)
        token = link.token_again() if usable else link.new_token()
        link.sent_to, link.sent_at, link.revoked_at = person.email, at, None
        link.save()
        emails.reminder(link, token, compact, held=held)
    record("log.links_sent", compact, by=None, sent=len(told))
    return len(told)
