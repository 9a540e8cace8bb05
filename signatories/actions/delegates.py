"""Delegates who stay in touch after an event: an officer enters the address, and only its owner puts it on the list (domain.md A15.1, 20)."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import DAY, today
from signatories import emails_training as emails
from signatories.models import Code, Delegate, TrainingEvent
from signatories.roles import officer_only

ANSWER_WITHIN = 30 * DAY
KEPT = 3 * 365 * DAY
AN_EVENT = 200  # addresses of one event: more is a list that somebody brought along


@transaction.atomic
def ask_to_stay(*, event: TrainingEvent, name: str, email: str, organisation: str = "", by: User) -> Delegate:
    """Mails a link by which the delegate says yes or no. Until then nobody reads the entry but officers, as "asked"."""
    officer_only(by, event.compact)
    event = TrainingEvent.objects.select_for_update(of=["self"]).select_related("compact").get(pk=event.pk)
    if event.held_on > today():
        raise ValidationError(_("This event has not been held yet."))
    if event.delegates.count() >= AN_EVENT:
        raise ValidationError(_("There are %(most)s delegates of this event on the list. It takes no more.") % {"most": AN_EVENT})
    delegate = Delegate(event=event, name=name, organisation=organisation, sent_to=email.lower(), asked_on=today(), sent_at=timezone.now())
    delegate.full_clean(exclude=["token_hash"])
    token = delegate.new_token()
    delegate.save()
    emails.ask_delegate(delegate, token)
    record("delegate.asked", event, by=by)
    return delegate


@transaction.atomic
def stay(*, delegate: Delegate, codes: list[Code]) -> Delegate:
    """They want to be asked, about these codes or, with none chosen, about all. May be said again with others."""
    delegate = Delegate.objects.select_for_update(of=["self"]).select_related("event__compact").get(pk=delegate.pk)
    delegate.agreed_on = delegate.agreed_on or today()
    delegate.save(update_fields=["agreed_on"])
    delegate.codes.set(codes)
    record("delegate.stays", delegate.event, by=None)
    return delegate


@transaction.atomic
def leave(*, delegate: Delegate, by: User | None = None) -> None:
    """Said by the delegate through the link, or done by an officer whom they told: everything about them goes at once."""
    if by is not None:
        officer_only(by, delegate.event.compact)
    record("delegate.left", delegate.event, by=by)
    Delegate.objects.filter(pk=delegate.pk).delete()


def forget(on: datetime.date) -> int:
    """Those who did not answer within 30 days, and those who agreed three years ago. Returns how many."""
    silent = Delegate.objects.filter(agreed_on=None, asked_on__lt=on - ANSWER_WITHIN)
    old = Delegate.objects.filter(agreed_on__lt=on - KEPT)
    gone = list((silent | old).values_list("pk", flat=True))
    Delegate.objects.filter(pk__in=gone).delete()
    return len(gone)
