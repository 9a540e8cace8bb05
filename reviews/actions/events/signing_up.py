"""People sign up through a mailed link that proves their address, and can call off by the same link; what is kept of them goes again."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from compact_portal.audit.recording import record
from compact_portal.days import today
from reviews import emails_events as emails
from reviews.models import Event, SignUp
from signatories.mail_words import held_round

A_DAY = {"address": 3, "event": 200}  # more than these are refused: the form would send mail to anybody
UNCONFIRMED_KEPT = datetime.timedelta(days=3)
NAMES_KEPT = datetime.timedelta(days=28)  # after the last day: the feedback has closed by then
REMIND = datetime.timedelta(days=3)


@transaction.atomic
def sign_up(*, event: Event, name: str, email: str, organisation: str, sector: str, needs: str = "", on: datetime.date | None = None) -> None:
    """Keep it and mail a link that proves the address. What the same address said before, and its link, hold until that link is used: anybody
    can type somebody else's address, and the page tells nobody who is known."""
    on = on or today()
    event = Event.objects.select_for_update(of=["self"]).select_related("compact").get(pk=event.pk)
    if not event.takes_sign_ups(on):
        raise ValidationError(gettext("This event takes nobody more."))
    lately = event.sign_ups.filter(asked_on=on)
    if lately.count() >= A_DAY["event"]:
        raise ValidationError(
            gettext("Too many have signed up today. Please write to %(contact_email)s.")
            % {"contact_email": event.compact.contact_email or event.compact.controller}
        )
    if lately.filter(sent_to__iexact=email).count() >= A_DAY["address"]:
        return
    one = SignUp(event=event, sent_to=email, asked_on=on, name=name, organisation=organisation, sector=sector, needs=needs, sent_at=timezone.now())
    token = one.new_token()
    one.full_clean(exclude=["token_hash"])
    one.save()
    emails.confirm(one, token)


@transaction.atomic
def confirm(*, sign_up: SignUp) -> SignUp:
    """A second press of the button changes nothing. Other requests of the same address go: nobody is counted twice."""
    one = SignUp.objects.select_for_update(of=["self"]).select_related("event__compact").get(pk=sign_up.pk)
    if one.state == SignUp.State.COMING:
        return one
    one.event.sign_ups.filter(sent_to__iexact=one.sent_to).exclude(pk=one.pk).delete()
    one.state = SignUp.State.COMING
    one.save(update_fields=["state"])
    record("event.signed_up", one.event, by=None, sector=one.sector)
    return one


@transaction.atomic
def call_off(*, sign_up: SignUp) -> None:
    """Nothing of them is kept."""
    record("event.called_off", sign_up.event, by=None, sector=sign_up.sector)
    sign_up.delete()


def forget(*, on: datetime.date) -> int:
    """Requests that nobody confirmed; needs, once the event is over; names and addresses, some weeks later. Returns how many rows."""
    gone, _ = SignUp.objects.filter(state=SignUp.State.UNCONFIRMED, asked_on__lt=on - UNCONFIRMED_KEPT).delete()
    over = SignUp.objects.filter(event__ends_on__lt=on)
    emptied = over.exclude(needs="").update(needs="")
    old = over.filter(event__ends_on__lt=on - NAMES_KEPT).exclude(name="", sent_to="")
    return gone + emptied + old.update(name="", sent_to="", organisation="", token_hash="")


@transaction.atomic
def remind(*, event: Event, on: datetime.date) -> int:
    """Once, three days before the first day."""
    event = Event.objects.select_for_update(of=["self"]).select_related("compact").get(pk=event.pk)
    if event.reminded_on or not event.starts_on - REMIND <= on <= event.starts_on:
        return 0
    coming = list(event.sign_ups.coming())
    held = held_round(event.compact, f"Reminder: {event}") if coming else None
    for one in coming:
        emails.remind(one, event, held=held)
    event.reminded_on = on
    event.save(update_fields=["reminded_on"])
    return len(coming)
