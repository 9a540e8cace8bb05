"""Who is a custodian, by the word of both sectors, and that their key opens."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from disputes import readiness, wall
from disputes.actions import naming
from disputes.emails import tell
from disputes.models import Custodian, PersonKey, Proof, Share
from disputes.sittings import Sitting
from disputes.vault import CannotOpen
from disputes.vault.audiences import new_key, seal, unseal
from disputes.vault.places import Place
from disputes.vault.texts import lock, open_
from signatories.models import Compact, Organisation
from signatories.models.organisation import Sector
from signatories.roles import officer_only

CANARY = "The canary sings: this key opens."


@transaction.atomic
def propose_custodian(*, compact: Compact, email: str, name: str, organisation: Organisation, by: User) -> Custodian:
    """It holds from the day after somebody of the other sector has confirmed it. Their side is their organisation's."""
    officer_only(by, compact)
    if organisation.sector not in (Sector.STATUTORY, Sector.VOLUNTARY):
        raise ValidationError(_("%(organisation)s belongs to both sectors: a custodian stands on one side.") % {"organisation": organisation})
    made = Custodian(compact=compact, organisation=organisation, sector=organisation.sector)
    return naming.propose(made, email=email, name=name, by=by, verb="custodian.proposed", sector=organisation.sector)


@transaction.atomic
def confirm_custodian(*, custodian: Custodian, by: User) -> Custodian:
    """Both officers and the person are told. A day passes before it counts, so that a wrong name can be stopped."""
    custodian = naming.confirm(custodian, by=by, verb="custodian.confirmed")
    custodian.since = max(custodian.since, today() + timezone.timedelta(days=1))
    custodian.save(update_fields=["since"])
    officers = [officer.person for officer in custodian.compact.officers.serving().select_related("person")]
    for person in {each.pk: each for each in (custodian.person, *officers)}.values():
        tell([person])
    return custodian


@transaction.atomic
def end_custodian(*, custodian: Custodian, by: User) -> Custodian:
    """Their halves go at once; the others are cut anew when each case is next opened."""
    custodian = naming.end(custodian, by=by, verb="custodian.ended")
    if custodian.is_confirmed:
        with wall.inside(person=custodian.person):
            Share.objects.filter(custodian=custodian).delete()
    return custodian


@transaction.atomic
def prove(*, custodian: Custodian, sitting: Sitting) -> Proof:
    """The custodian opens a canary. Raises CannotOpen when their key does not: they then make a new one before they are needed."""
    custodian = naming.locked(custodian)
    if custodian.person_id != sitting.person.pk or custodian.has_ended or not custodian.is_confirmed:
        raise PermissionDenied
    holder = PersonKey.objects.get(person=sitting.person)
    proof = custodian.proofs.filter(holder=holder, opened_at=None).first() or make_canary(custodian, holder)
    key = unseal(bytes(proof.sealed_key), sitting.private)
    if open_(bytes(proof.sealed_text), key=key, place=_place(custodian)) != CANARY:
        raise CannotOpen
    proof.opened_at, proof.opened_by = timezone.now(), sitting.person
    proof.save(update_fields=["opened_at", "opened_by"])
    make_canary(custodian, holder)  # what the next drill will have to open has then lain here for a quarter
    record("custodian.proved", custodian, by=sitting.person)
    readiness.note(custodian.compact)
    return proof


def make_canary(custodian: Custodian, holder: PersonKey) -> Proof:
    key = new_key()
    text = lock(CANARY, key=key, place=_place(custodian))
    return Proof.objects.create(custodian=custodian, holder=holder, sealed_key=seal(key, bytes(holder.public)), sealed_text=text, made_on=today())


def _place(custodian: Custodian) -> Place:
    return Place("canary", "disputes_proof", str(custodian.pk), "text", 1)
