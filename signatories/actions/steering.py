"""The steering group: its terms of reference, its seats, who holds them and who stands in, who asks to join, and its officers.

Every verb but asking is an officer's. Each refuses with PermissionDenied, or with ValidationError in words for the page. A seat in
it opens its pages, so whoever gets or loses one is told, and each change is recorded under the Compact.
"""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.accounts.actions import know_person
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import in_words, today
from signatories import emails_steering as emails
from signatories.actions.by_hand import save_by_hand
from signatories.models import Compact, Organisation, Seat, SeatHolder, SeatRequest, Signature, TermsOfReference
from signatories.roles import may_join_steering, officer_only


@transaction.atomic
def set_terms(*, compact: Compact, by: User, **fields) -> TermsOfReference:
    """A new version; the one before stays to be read. `fields` are agreed_on, text, statutory_seats, voluntary_seats."""
    officer_only(by, compact)
    terms = TermsOfReference(compact=compact, **fields)
    if terms.agreed_on > today():
        raise ValidationError(_("Terms of reference cannot have been agreed in the future."))
    terms.full_clean()
    terms.save()
    record("steering_group.terms_set", compact, by=by, agreed_on=terms.agreed_on.isoformat())
    return terms


@transaction.atomic
def add_seat(*, compact: Compact, organisation: Organisation, by: User, since: datetime.date | None = None) -> Seat:
    """A place for a signatory. It is vacant until somebody holds it."""
    officer_only(by, compact)
    compact = Compact.objects.select_for_update().get(pk=compact.pk)  # numbers are given one at a time
    if not compact.signatures.in_force().filter(organisation=organisation).exists():
        raise ValidationError(
            _("%(organisation)s has not signed: only %(signatories)s have a seat.")
            % {"organisation": organisation, "signatories": compact.terms.signatories}
        )
    if compact.seats.not_ended().filter(organisation__in=Organisation.objects.same_as(organisation)).exists():
        raise ValidationError(_("%(organisation)s has a seat already: several people can hold it.") % {"organisation": organisation})
    last = compact.seats.not_ended().aggregate(last=Max("number"))["last"] or 0
    seat = Seat.objects.create(compact=compact, organisation=organisation, number=last + 1, since=since or today())
    record("seat.added", seat, by=by)
    return seat


@transaction.atomic
def end_seat(*, seat: Seat, by: User) -> Seat:
    """Whoever holds it stops too, at once."""
    seat = _seat(seat, by)
    if seat.has_ended:
        raise ValidationError(_("This seat has ended already."))
    for holder in seat.holders.not_ended().select_related("person", "seat__compact", "seat__organisation"):
        _stop(holder, by=by)
    seat.end()
    record("seat.ended", seat, by=by)
    return seat


@transaction.atomic
def add_holder(*, seat: Seat, name: str, by: User, title: str = "", email: str = "", since: datetime.date | None = None) -> SeatHolder:
    """Several people may share a seat. With an address they can sign in and see the group's pages."""
    seat = _seat(seat, by)
    if seat.has_ended:
        raise ValidationError(_("This seat has ended."))
    return _sit(seat, name, title, email, since=since or today(), by=by)


@transaction.atomic
def end_holder(*, holder: SeatHolder, by: User) -> SeatHolder:
    """By an officer, or by whoever holds it: nobody has to stay. Who stands in for them stops too."""
    seat = _seat(holder.seat, by, own=holder.person_id == by.pk)
    holder = seat.holders.select_for_update().get(pk=holder.pk)
    if holder.has_ended:
        raise ValidationError(_("%(holder)s has stopped already.") % {"holder": holder.name})
    for stand_in in holder.stand_ins.not_ended():
        _stop(stand_in, by=by)
    _stop(holder, by=by)
    record("seat_holder.ended", seat, by=by, holder=holder.pk)
    return holder


@transaction.atomic
def stand_in(*, holder: SeatHolder, name: str, since: datetime.date, until: datetime.date, by: User, title: str = "", email: str = "") -> SeatHolder:
    """Somebody sits for the holder from one day to another, and sees the group's pages in that time alone."""
    seat = _seat(holder.seat, by)
    holder = seat.holders.select_for_update().get(pk=holder.pk)
    if holder.stands_in_for_id:
        raise ValidationError(_("%(holder)s stands in for somebody: choose whom this is about.") % {"holder": holder.name})
    if until < since:
        raise ValidationError(_("The last day cannot be before the first."))
    if until < today():
        raise ValidationError(_("This time is over."))
    if holder.until is not None and until > holder.until:
        raise ValidationError(
            _("%(holder)s stops on %(until)s: nobody stands in after that.") % {"holder": holder.name, "until": in_words(holder.until)}
        )
    if holder.stand_ins.filter(since__lte=until, until__gte=since).exists():
        raise ValidationError(_("Somebody stands in for %(holder)s on some of these days already.") % {"holder": holder.name})
    return _sit(seat, name, title, email, since=since, until=until, stands_in_for=holder, by=by)


@transaction.atomic
def ask_to_join(*, signature: Signature, by: User, post: str = "") -> SeatRequest:
    """Anybody who acts for a signatory, and any Champion (domain.md R-06)."""
    signature = Signature.objects.select_for_update(of=["self"]).select_related("compact", "organisation").get(pk=signature.pk)
    if not may_join_steering(by, signature):
        raise PermissionDenied
    if SeatHolder.objects.not_ended().filter(person=by, seat__compact=signature.compact).exists():
        raise ValidationError(_("You sit in this %(steering_group)s already.") % {"steering_group": signature.compact.terms.steering_group})
    request = SeatRequest(signature=signature, post=post, asked_at=timezone.now(), asked_by=by)
    request.full_clean()
    request.save()
    record("seat.asked_for", signature, by=by)
    emails.asked(request)
    return request


@transaction.atomic
def welcome(*, request: SeatRequest, by: User) -> SeatHolder:
    """They share their organisation's seat, which is made where there is none."""
    request = _request(request, by)
    compact, organisation = request.signature.compact, request.signature.organisation
    same = Organisation.objects.same_as(organisation)
    seat = compact.seats.select_for_update().not_ended().filter(organisation__in=same).first()
    seat = seat or add_seat(compact=compact, organisation=organisation, by=by)
    holder = _sit(seat, request.asked_by.name or request.asked_by.email, request.post, request.asked_by.email, since=today(), by=by)
    request.status, request.holder, request.decided_at, request.decided_by = SeatRequest.Status.WELCOMED, holder, timezone.now(), by
    request.save(update_fields=["status", "holder", "decided_at", "decided_by"])
    return holder


@transaction.atomic
def decline(*, request: SeatRequest, reason: str, by: User) -> SeatRequest:
    """With a reason, which is told."""
    request = _request(request, by)
    if not reason.strip():
        raise ValidationError(_("Say why: whoever asked is told."))
    request.status, request.reason, request.decided_at, request.decided_by = SeatRequest.Status.DECLINED, reason, timezone.now(), by
    request.save(update_fields=["status", "reason", "decided_at", "decided_by"])
    record("seat.declined", request.signature, by=by)
    emails.declined(request)
    return request


@transaction.atomic
def set_by_hand(*, seat: Seat, by: User) -> Seat:
    """Save a seat that a superuser set on the administration pages."""
    saved = save_by_hand(seat)
    record(f"seat.{saved.done}", seat, by=by, by_hand=True, fields=saved.fields)
    return seat


@transaction.atomic
def set_holder_by_hand(*, holder: SeatHolder, by: User) -> SeatHolder:
    """Save who sits there, as a superuser set it on the administration pages: everybody concerned is told, because a seat opens much."""
    saved = save_by_hand(holder)
    record(f"seat_holder.{saved.done}", holder.seat, by=by, holder=holder.pk, by_hand=True, fields=saved.fields)
    if saved.replaced:
        emails.seat_set_by_hand(saved.replaced, done="ended", by=by)
    emails.seat_set_by_hand(holder, done=saved.done, by=by)
    return holder


def _sit(seat: Seat, name: str, title: str, email: str, *, by: User, **fields) -> SeatHolder:
    person = know_person(email=email, name=name, by=by) if email else None
    if person and not fields.get("stands_in_for") and seat.holders.not_ended().filter(person=person, stands_in_for__isnull=True).exists():
        raise ValidationError(_("%(person)s holds this seat already.") % {"person": person})
    last = seat.holders.aggregate(last=Max("number"))["last"] or 0
    holder = SeatHolder(seat=seat, name=name, title=title, number=last + 1, person=person, **fields)
    holder.full_clean()
    holder.save()
    record("seat_holder.stands_in" if holder.stands_in_for_id else "seat_holder.added", seat, by=by, holder=holder.pk)
    emails.sits(holder, by=by)
    return holder


def _stop(holder: SeatHolder, *, by: User) -> None:
    """At once: a last day that is still to come, as of somebody who stands in, becomes yesterday. They are told."""
    holder.end()
    emails.stops(holder, by=by)


def _seat(seat: Seat, by: User, *, own: bool = False) -> Seat:
    if not own:
        officer_only(by, seat.compact)
    return Seat.objects.select_for_update(of=["self"]).select_related("compact", "organisation").get(pk=seat.pk)


def _request(request: SeatRequest, by: User) -> SeatRequest:
    officer_only(by, request.signature.compact)
    requests = SeatRequest.objects.select_for_update(of=["self"]).select_related("signature__compact", "signature__organisation", "asked_by")
    request = requests.get(pk=request.pk)
    if request.status != SeatRequest.Status.WAITING:
        raise ValidationError(_("This request has been answered already."))
    return request
