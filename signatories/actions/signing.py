"""What can happen to the list of signatories. Every verb here is an officer's; who acts for an organisation is in leads.py,
its Champions are in champions.py.

Each refuses with PermissionDenied who is no officer of that Compact, and with ValidationError, in words for the page, what
the list does not allow.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from signatories import emails
from signatories.models import Compact, Edition, Organisation, Signature
from signatories.models.signature import refuse_outside_life
from signatories.roles import officer_only


@transaction.atomic
def add_organisation(*, compact: Compact, by: User, letter: bool = False, **fields) -> Signature:
    """A body that the portal does not know yet, invited at once. `fields` are those of Organisation."""
    officer_only(by, compact)
    organisation = Organisation(**fields)
    organisation.full_clean()
    organisation.save()
    record("organisation.added", organisation, by=by)
    return invite(compact=compact, organisation=organisation, by=by, letter=letter)


@transaction.atomic
def invite(*, compact: Compact, organisation: Organisation, by: User, letter: bool = False) -> Signature:
    """Put an organisation on the list as invited. `letter` also writes to its address, when the portal has one."""
    officer_only(by, compact)
    compact = Compact.objects.select_for_update().get(pk=compact.pk)
    if compact.status == Compact.Status.ENDED:
        raise ValidationError(_("This %(agreement)s has ended.") % {"agreement": compact.terms.agreement})
    if organisation.merged_into_id or organisation.closed_on:
        raise ValidationError(_("This organisation has closed, or is kept under another name."))
    if compact.signatures.filter(organisation__in=Organisation.objects.same_as(organisation)).exists():
        raise ValidationError(_("This organisation is on the list already."))
    signature = Signature.objects.create(compact=compact, organisation=organisation, status=Signature.Status.INVITED)
    letter = letter and bool(organisation.contact_email)
    record("signature.invited", signature, by=by, letter=letter)
    if letter:
        emails.invitation(signature, by=by)
    return signature


@transaction.atomic
def change_address(*, signature: Signature, contact_email: str, by: User) -> Organisation:
    """Where the organisation's mail goes. The old and the new address are told: links to its survey go there from now on."""
    signature = locked(signature, by)
    organisation = Organisation.objects.select_for_update().get(pk=signature.organisation_id)
    if not organisation.is_open_to(signature.compact):
        raise ValidationError(
            _("This organisation has not signed the %(agreement)s: its details are kept elsewhere.")
            % {"agreement": signature.compact.terms.agreement}
        )
    before = organisation.contact_email
    if contact_email == before:
        return organisation
    organisation.contact_email = contact_email
    organisation.full_clean(exclude=["name"])
    organisation.save(update_fields=["contact_email"])
    for each in signatures_touched(signature):
        record("organisation.address_changed", each, by=by, done_under=signature.compact_id)
    emails.address_changed(organisation, compact=signature.compact, before=before, by=by)
    return organisation


@transaction.atomic
def address_set_by_hand(*, organisation: Organisation, before: str, by: User) -> None:
    """What a superuser changed on the administration pages is told to both addresses and recorded, as an officer's change is."""
    signed = list(organisation.signatures.in_force().select_related("organisation", "compact"))
    for target in signed or [organisation]:
        record("organisation.address_changed", target, by=by, by_hand=True)
    emails.address_changed(organisation, compact=signed[0].compact if signed else None, before=before, by=by)


@transaction.atomic
def sign(*, signature: Signature, edition: Edition, signed_on: datetime.date, signed_by_name: str, by: User, **said) -> Signature:
    """Record that an organisation endorsed an edition; for one that had signed before, that it renewed its word.

    `said` is what else it said: signed_by_post, endorsed_by, and what may be shown of it (listed, details_listed, contact_listed).
    """
    signature = locked(signature, by)
    if edition.compact_id != signature.compact_id or not edition.is_agreed:
        raise ValidationError(_("Only a published edition can be signed."))
    if signature.compact.status == Compact.Status.ENDED:
        raise ValidationError(_("This %(agreement)s has ended.") % {"agreement": signature.compact.terms.agreement})
    if signed_on > today():
        raise ValidationError(_("A signature cannot be dated in the future."))
    refuse_outside_life(signature.organisation, signed_on)
    renewed, stranger = signature.is_in_force, not signature.organisation.is_open_to(signature.compact)
    signature.status = Signature.Status.REFRESHED if renewed else Signature.Status.SIGNED
    signature.edition, signature.signed_on, signature.signed_by_name = edition, signed_on, signed_by_name
    signature.ended_on, signature.end_reason = None, ""
    for field, value in said.items():
        setattr(signature, field, value)
    signature.save(update_fields=["status", "edition", "signed_on", "signed_by_name", "ended_on", "end_reason", *said])
    record("signature.refreshed" if renewed else "signature.signed", signature, by=by, signed_on=signed_on.isoformat())
    if stranger:
        emails.signature_recorded(signature, by=by)
    return signature


@transaction.atomic
def end_signature(*, signature: Signature, status: str, by: User, reason: str = "", on: datetime.date | None = None) -> Signature:
    """An organisation has left, or its signature has lapsed. It leaves the public list; its history stays.

    `reason` is in the organisation's own words and is for the steering group; `on` is its last day, today when not given.
    """
    signature = locked(signature, by)
    if status not in (Signature.Status.LAPSED, Signature.Status.WITHDRAWN):
        raise ValidationError(_("A signature ends as lapsed or as withdrawn."))
    if not signature.is_in_force:
        raise ValidationError(_("This organisation has not signed."))
    signature.status, signature.end_reason, signature.ended_on = status, reason, on or today()
    signature.save(update_fields=["status", "end_reason", "ended_on"])
    record(f"signature.{status}", signature, by=by)
    return signature


@transaction.atomic
def mark(*, signature: Signature, status: str, by: User) -> Signature:
    """How far an invited organisation has come. What it signed is never marked away: that has verbs of its own."""
    signature = locked(signature, by)
    if status not in Signature.ASKED or not signature.is_asked:
        raise ValidationError(_("Only an organisation that has not signed can be marked as invited, considering or declined."))
    signature.status = status
    signature.save(update_fields=["status"])
    record(f"signature.{status}", signature, by=by)
    return signature


def locked(signature: Signature, by: User) -> Signature:
    """An officer's signature. Lock, then look: what was read for the page may have changed since."""
    officer_only(by, signature.compact)
    signatures = Signature.objects.select_for_update(of=["self"]).select_related("compact", "organisation")
    return signatures.get(pk=signature.pk)


def signatures_touched(signature: Signature) -> list[Signature]:
    """What is done to an organisation under one agreement concerns each that it has signed: the record stands under all of them."""
    same = Organisation.objects.same_as(signature.organisation_id)
    others = Signature.objects.in_force().filter(organisation__in=same).exclude(pk=signature.pk)
    return [signature, *others.select_related("organisation", "compact")]
