"""Who acts for an organisation. A lead reads and sends what it says in confidence, so nobody makes themself one.

The officer who asks the organisation may add a lead; the organisation's own lead may too. Whoever sees the survey from the
other side (officers, members of a steering group, those who run the portal) needs the organisation's lead or an officer of
the other sector. Each change is mailed to the organisation and recorded under every agreement that it has signed.
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.accounts.actions import know_person
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from signatories import emails
from signatories.actions.by_hand import save_by_hand
from signatories.actions.signing import signatures_touched
from signatories.models import Compact, Membership, Officer, Organisation, SeatHolder, Signature
from signatories.models.organisation import EVER_SIGNED
from signatories.roles import is_lead, members_of, officer_only


class Reason(models.TextChoices):
    """Why an officer adds a lead beside one who serves; the mail says it."""

    ASKED = "asked", _("The organisation asked for a further lead")
    AWAY = "away", _("Its lead is away or cannot be reached")
    LEAVING = "leaving", _("Its lead has left or is about to leave")


@transaction.atomic
def add_lead(*, signature: Signature, email: str, name: str, by: User, proved: bool = False, reason: str = "") -> Membership:
    """A person who answers for an organisation from now on.

    `proved` says that the officer asked the organisation itself, by another way than this address: a stranger's mail must not
    be enough. `reason` is one of Reason, needed from an officer when the organisation has a lead. Raises PermissionDenied for
    somebody who is neither officer nor lead, ValidationError, in words for the page, where the rules refuse.
    """
    signature = _locked(signature, by, leads_too=True)
    organisation = signature.organisation
    serving = members_of(organisation).serving().filter(role=Membership.Role.LEAD)
    by_lead = serving.filter(person=by).exists()
    if not by_lead:
        if not proved:
            raise ValidationError(_("Ask the organisation first, by another way than this e-mail address."))
        if serving.exists() and reason not in Reason.values:
            raise ValidationError(_("This organisation has a lead already: say why it needs a further one."))
    person = know_person(email=email, name=name, by=by)
    if not by_lead and not _may_be_added_by(person, by, signature):
        raise ValidationError(
            _(
                "%(person)s cannot be added by you, because of their other roles here: ask the "
                "organisation’s lead, or the %(officer)s of the other sector."
            )
            % {"person": person, "officer": signature.compact.terms.officer}
        )
    membership = members_of(organisation).select_for_update().not_ended().filter(person=person).order_by("since").first()
    if membership and membership.role == Membership.Role.LEAD:
        raise ValidationError(_("%(person)s is a lead of this organisation already.") % {"person": person})
    if membership:
        membership.role = Membership.Role.LEAD
        membership.save(update_fields=["role"])
    else:
        membership = Membership.objects.create(person=person, organisation=organisation, role=Membership.Role.LEAD)
    given = Reason(reason) if reason and not by_lead else None

    def why() -> str:
        return gettext("Reason given: %(reason)s.") % {"reason": given.label} if given else ""

    _record("lead.added", signature, by=by, person=person.pk, by_lead=by_lead, **({"reason": reason} if given else {}))
    emails.lead_added(membership, compact=signature.compact, by=by, why=why)
    return membership


@transaction.atomic
def end_lead(*, signature: Signature, membership: Membership, by: User) -> Membership:
    """Ends a contributor too."""
    signature = _locked(signature, by)
    membership = members_of(signature.organisation).select_for_update().get(pk=membership.pk)
    if membership.has_ended:
        raise ValidationError(_("%(person)s has stopped already.") % {"person": membership.person})
    membership.end()
    _record("lead.ended", signature, by=by, person=membership.person_id)
    emails.lead_ended(membership, compact=signature.compact, by=by)
    return membership


@transaction.atomic
def set_by_hand(*, membership: Membership, by: User) -> Membership:
    """Save what a superuser set on the administration pages; it is mailed and recorded as what it was."""
    saved = save_by_hand(membership)
    verb = f"{membership.role}.{saved.done}"
    same = Organisation.objects.same_as(membership.organisation)
    signed = list(Signature.objects.in_force().filter(organisation__in=same).select_related("organisation", "compact"))
    for target in signed or [membership]:
        record(verb, target, by=by, person=membership.person_id, by_hand=True, fields=saved.fields)
    if saved.done == "ended":
        tell = emails.lead_ended
    elif saved.done == "added" and membership.until is None:
        tell = emails.lead_added
    else:
        tell = emails.lead_set_by_hand
    tell(membership, compact=signed[0].compact if signed else None, by=by)
    return membership


def conflicting_roles(person: User, organisation: Organisation, compact: Compact | None = None) -> set[str]:
    """The sides, as stored sectors, from which `person` sees the agreements that `organisation` has signed, and `compact`.

    Empty for somebody without such a role. "all" stands for those who run the portal, who belong to no side.
    """
    if person.is_superuser or person.is_staff:
        return {"all"}
    signed = Signature.objects.filter(organisation__in=Organisation.objects.same_as(organisation), status__in=EVER_SIGNED)
    compacts = [*signed.values_list("compact", flat=True), *([compact.pk] if compact else [])]
    offices = Officer.objects.serving().filter(person=person, compact__in=compacts).values_list("sector", flat=True)
    seats = SeatHolder.objects.serving().filter(person=person, seat__compact__in=compacts).values_list("seat__organisation__sector", flat=True)
    return {*offices, *seats}


def _may_be_added_by(person: User, by: User, signature: Signature) -> bool:
    """By an officer: anybody without a role of their own; somebody with one only by an officer of the other side."""
    if person == by:
        return False
    sides = conflicting_roles(person, signature.organisation, signature.compact)
    own = set(Officer.objects.serving().filter(person=by, compact=signature.compact).values_list("sector", flat=True))
    return not sides or ("all" not in sides and len(sides) == 1 and not sides & own)


def _locked(signature: Signature, by: User, *, leads_too: bool = False) -> Signature:
    """Lock, then look. Only where the organisation has signed: an invitation is made by the officer alone."""
    if not (leads_too and is_lead(by, signature.organisation)):
        officer_only(by, signature.compact)
    signatures = Signature.objects.select_for_update(of=["self"]).select_related("compact", "organisation")
    signature = signatures.get(pk=signature.pk)
    if not signature.is_in_force:
        raise ValidationError(_("This organisation has not signed: record its signature first."))
    return signature


def _record(verb: str, signature: Signature, *, by: User, **detail) -> None:
    for each in signatures_touched(signature):
        record(verb, each, by=by, done_under=signature.compact_id, **detail)
