"""What can happen to the list of signatories and to the people who stand for them. Every verb here is an officer's.

Each refuses with PermissionDenied who is no officer of that Compact, and with ValidationError, in words for the page, what
the list does not allow.
"""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from compact_portal.accounts.actions import know_person
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from signatories.models import Champion, Compact, Edition, Membership, Organisation, Signature


@transaction.atomic
def add_organisation(*, compact: Compact, by: User, **fields) -> Signature:
    """A body that the portal does not know yet, invited at once. `fields` are those of Organisation."""
    _officer_only(by, compact)
    organisation = Organisation(**fields)
    organisation.full_clean()
    organisation.save()
    record("organisation.added", organisation, by=by)
    return invite(compact=compact, organisation=organisation, by=by)


@transaction.atomic
def invite(*, compact: Compact, organisation: Organisation, by: User) -> Signature:
    """Put an organisation on the list as invited. It sends nothing: the officer writes or speaks to them."""
    _officer_only(by, compact)
    compact = Compact.objects.select_for_update().get(pk=compact.pk)
    if compact.status == Compact.Status.ENDED:
        raise ValidationError(f"This {compact.terms.agreement} has ended.")
    if organisation.merged_into_id or organisation.closed_on:
        raise ValidationError("This organisation has closed, or is kept under another name.")
    if compact.signatures.filter(organisation=organisation).exists():
        raise ValidationError("This organisation is on the list already.")
    signature = Signature.objects.create(compact=compact, organisation=organisation, status=Signature.Status.INVITED)
    record("signature.invited", signature, by=by)
    return signature


@transaction.atomic
def sign(*, signature: Signature, edition: Edition, signed_on: datetime.date, signed_by_name: str, by: User) -> Signature:
    """Record that an organisation endorsed an edition; for one that had signed before, that it renewed its word."""
    signature = _locked(signature, by)
    if edition.compact_id != signature.compact_id or edition.status == Edition.Status.DRAFT:
        raise ValidationError("Only a published edition can be signed.")
    if signature.compact.status == Compact.Status.ENDED:
        raise ValidationError(f"This {signature.compact.terms.agreement} has ended.")
    if signed_on > today():
        raise ValidationError("A signature cannot be dated in the future.")
    renewed = signature.is_in_force
    signature.status = Signature.Status.REFRESHED if renewed else Signature.Status.SIGNED
    signature.edition, signature.signed_on, signature.signed_by_name = edition, signed_on, signed_by_name
    signature.save(update_fields=["status", "edition", "signed_on", "signed_by_name"])
    record("signature.refreshed" if renewed else "signature.signed", signature, by=by, signed_on=signed_on.isoformat())
    return signature


@transaction.atomic
def end_signature(*, signature: Signature, status: str, by: User) -> Signature:
    """An organisation has left, or its signature has lapsed. It leaves the public list; its history stays."""
    signature = _locked(signature, by)
    if status not in (Signature.Status.LAPSED, Signature.Status.WITHDRAWN):
        raise ValidationError("A signature ends as lapsed or as withdrawn.")
    if not signature.is_in_force:
        raise ValidationError("This organisation has not signed.")
    signature.status = status
    signature.save(update_fields=["status"])
    record(f"signature.{status}", signature, by=by)
    return signature


@transaction.atomic
def name_champion(
    *, signature: Signature, email: str, name: str, by: User, main: bool = False, published: bool = False, department: str = "", codes=(), areas=()
) -> Champion:
    """A signatory names somebody, known by e-mail. A new main Champion takes over from the one before, who no longer serves."""
    signature = _locked(signature, by)
    if not signature.is_in_force:
        raise ValidationError(f"Only those who have signed name a {signature.compact.terms.champion}.")
    person = know_person(email=email, name=name, by=by)
    serving = signature.champions.select_for_update().filter(until__isnull=True)
    already = serving.filter(person=person).first()
    if already and (already.main or not main):
        raise ValidationError(f"{person} is a {signature.compact.terms.champion} of this organisation already.")
    if main:
        for former in serving.filter(Q(main=True) | Q(person=person)):
            _end(former)
            record("champion.ended", former, by=by)
    champion = Champion.objects.create(signature=signature, person=person, main=main, published=published, department=department)
    champion.codes.set(codes)
    champion.areas.set(areas)
    record("champion.named", champion, by=by, main=main, codes=[code.number for code in codes])
    return champion


@transaction.atomic
def end_champion(*, champion: Champion, by: User) -> Champion:
    _locked(champion.signature, by)
    champion = Champion.objects.select_for_update().get(pk=champion.pk)
    if champion.until is not None:
        raise ValidationError(f"{champion.person} has stopped already.")
    _end(champion)
    record("champion.ended", champion, by=by)
    return champion


@transaction.atomic
def add_lead(*, signature: Signature, email: str, name: str, by: User, proved: bool) -> Membership:
    """A person who answers for an organisation from now on.

    `proved` says that the officer asked the organisation itself, by another way than this address: a lead sees and sends
    what the organisation says in confidence, so a stranger's mail must not be enough.
    """
    signature = _locked(signature, by)
    if not proved:
        raise ValidationError("Ask the organisation first, by another way than this e-mail address.")
    person = know_person(email=email, name=name, by=by)
    membership = Membership.objects.filter(person=person, organisation=signature.organisation, until__isnull=True).first()
    if membership and membership.role == Membership.Role.LEAD:
        raise ValidationError(f"{person} is a lead of this organisation already.")
    if membership:
        membership.role = Membership.Role.LEAD
        membership.save(update_fields=["role"])
    else:
        membership = Membership.objects.create(person=person, organisation=signature.organisation, role=Membership.Role.LEAD)
    record("lead.added", signature, by=by, person=person.pk, proved=proved)
    return membership


@transaction.atomic
def end_lead(*, signature: Signature, membership: Membership, by: User) -> Membership:
    signature = _locked(signature, by)
    membership = Membership.objects.select_for_update().get(pk=membership.pk, organisation=signature.organisation)
    if membership.until is not None:
        raise ValidationError(f"{membership.person} has stopped already.")
    _end(membership)
    record("lead.ended", signature, by=by, person=membership.person_id)
    return membership


def _officer_only(by: User, compact: Compact) -> None:
    if not Compact.objects.officered_by(by).filter(pk=compact.pk).exists():
        raise PermissionDenied


def _locked(signature: Signature, by: User) -> Signature:
    """Lock, then look: what was read for the page may have changed since."""
    _officer_only(by, signature.compact)
    signatures = Signature.objects.select_for_update(of=["self"]).select_related("compact", "organisation")
    return signatures.get(pk=signature.pk)


def _end(role) -> None:
    """A role's last day still counts, so somebody stops at once by having had yesterday as the last day (if begun by then)."""
    role.until = max(role.since, today() - datetime.timedelta(days=1))
    role.save(update_fields=["until"])
