"""Who acts for an organisation, kept by its own lead: contributors come and go, and the lead is handed over, without an officer.

Each change is mailed to the organisation and recorded under every agreement that it has signed, like an officer's (leads.py).
Access ends at once: every page asks on each visit who somebody acts for.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.accounts.actions import know_person
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from signatories import emails
from signatories.actions.signing import signatures_touched
from signatories.models import Membership, Signature
from signatories.roles import is_lead, members_of


@transaction.atomic
def add_contributor(*, signature: Signature, email: str, name: str, by: User) -> Membership:
    """Somebody who helps to fill in what the lead sends. One person may help several organisations."""
    signature = _led(signature, by)
    person = know_person(email=email, name=name, by=by)
    there = members_of(signature.organisation).select_for_update().not_ended().filter(person=person).first()
    if there:
        raise ValidationError(_("%(person)s is a %(role)s of this organisation already.") % {"person": person, "role": there.get_role_display()})
    membership = Membership.objects.create(person=person, organisation=signature.organisation, role=Membership.Role.CONTRIBUTOR)
    _record("contributor.added", signature, by=by, person=person.pk)
    emails.lead_added(membership, compact=signature.compact, by=by)
    return membership


@transaction.atomic
def end_contributor(*, signature: Signature, membership: Membership, by: User) -> Membership:
    """A lead ends no other lead: that is for the person themself, or for an officer who has asked the organisation."""
    signature = _led(signature, by)
    membership = members_of(signature.organisation).select_for_update().get(pk=membership.pk)
    if membership.role == Membership.Role.LEAD:
        raise PermissionDenied
    return _end(signature, membership, by=by)


@transaction.atomic
def leave(*, signature: Signature, by: User) -> Membership:
    """Nobody is held: a lead may leave too, also the only one."""
    membership = members_of(signature.organisation).select_for_update().serving().filter(person=by).first()
    if membership is None:
        raise PermissionDenied
    return _end(signature, membership, by=by)


@transaction.atomic
def hand_over_lead(*, signature: Signature, email: str, name: str, by: User, stay: bool = False) -> Membership:
    """Another leads from now on; who hands over stops at once, or stays as a contributor. In one step: there is always a lead."""
    signature = _led(signature, by)
    memberships = members_of(signature.organisation).select_for_update()
    mine = memberships.serving().filter(person=by, role=Membership.Role.LEAD).first()
    person = know_person(email=email, name=name, by=by)
    if person == by:
        raise ValidationError(_("This is your own address: enter that of the next lead."))
    theirs = memberships.not_ended().filter(person=person).first()
    if theirs and theirs.role == Membership.Role.LEAD:
        raise ValidationError(_("%(person)s is a lead already: you can simply leave.") % {"person": person})
    theirs = theirs or Membership(person=person, organisation=signature.organisation)
    theirs.role, theirs.succeeds, theirs.took_over_on = Membership.Role.LEAD, mine, today()
    theirs.save()
    if stay:
        mine.role = Membership.Role.CONTRIBUTOR
        mine.save(update_fields=["role"])
    else:
        mine.end()
    _record("lead.handed_over", signature, by=by, person=person.pk, stays=stay)

    def why() -> str:
        said = _("%(person)s was lead before and stays as contributor.") if stay else _("%(person)s was lead before and has stopped.")
        return said % {"person": by}

    emails.lead_added(theirs, compact=signature.compact, by=by, why=why)
    emails.lead_handed_over(theirs, signature=signature, by=by)
    return theirs


def _end(signature: Signature, membership: Membership, *, by: User) -> Membership:
    if membership.has_ended:
        raise ValidationError(_("%(person)s has stopped already.") % {"person": membership.person})
    membership.end()
    lead = membership.role == Membership.Role.LEAD
    _record("lead.ended" if lead else "contributor.ended", signature, by=by, person=membership.person_id)
    emails.lead_ended(membership, compact=signature.compact, by=by)
    return membership


def _led(signature: Signature, by: User) -> Signature:
    signature = Signature.objects.select_for_update(of=["self"]).select_related("compact", "organisation").get(pk=signature.pk)
    if not is_lead(by, signature.organisation):
        raise PermissionDenied
    return signature


def _record(verb: str, signature: Signature, *, by: User, **detail) -> None:
    for each in signatures_touched(signature):
        record(verb, each, by=by, done_under=signature.compact_id, **detail)
