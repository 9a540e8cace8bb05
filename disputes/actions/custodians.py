"""Who is a custodian, by the word of both sectors, and that their key opens."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.accounts.actions import know_person
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from disputes import readiness, wall
from disputes.emails_cases import tell
from disputes.models import Custodian, PersonKey, Proof, Share
from disputes.roles import sectors_of
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
    """An officer proposes; it holds from the day after somebody of the other sector has confirmed it. Their side is their organisation's."""
    officer_only(by, compact)
    if organisation.sector not in (Sector.STATUTORY, Sector.VOLUNTARY):
        raise ValidationError(f"{organisation} belongs to both sectors: a custodian stands on one side.")
    person = know_person(email=email, name=name, by=by)
    if not person.is_active:
        raise ValidationError("The account of this person is closed.")
    made = Custodian(
        compact=compact, person=person, organisation=organisation, sector=organisation.sector, proposed_at=timezone.now(), proposed_by=by,
    )  # fmt: skip
    made.full_clean()
    made.save()
    record("custodian.proposed", made, by=by, sector=made.sector)
    return made


@transaction.atomic
def confirm_custodian(*, custodian: Custodian, by: User) -> Custodian:
    """Both officers and the person are told. A day passes before it counts, so that a wrong name can be stopped."""
    custodian = _locked(custodian)
    if not may_confirm(custodian, by):
        raise PermissionDenied
    if custodian.is_confirmed or custodian.has_ended:
        raise ValidationError("This custodian is confirmed or has stopped already.")
    custodian.confirmed_at, custodian.confirmed_by = timezone.now(), by
    custodian.since = max(custodian.since, today() + timezone.timedelta(days=1))
    custodian.save(update_fields=["confirmed_at", "confirmed_by", "since"])
    record("custodian.confirmed", custodian, by=by)
    officers = [officer.person for officer in custodian.compact.officers.serving().select_related("person")]
    for person in {each.pk: each for each in (custodian.person, *officers)}.values():
        tell(person, compact_id=custodian.compact_id)
    return custodian


def may_confirm(custodian: Custodian, person: User) -> bool:
    """Somebody of the other sector than who proposed it; not the person themself."""
    if person.pk in (custodian.proposed_by_id, custodian.person_id):
        return False
    return bool(sectors_of(person, custodian.compact) - sectors_of(custodian.proposed_by, custodian.compact))


@transaction.atomic
def end_custodian(*, custodian: Custodian, by: User) -> Custodian:
    """By an officer, or by the custodian. Their halves go at once; the others are cut anew when each case is next opened."""
    custodian = _locked(custodian)
    if custodian.person_id != by.pk:
        officer_only(by, custodian.compact)
    if custodian.has_ended:
        raise ValidationError(f"{custodian.person} has stopped already.")
    record("custodian.ended", custodian, by=by)
    if not custodian.is_confirmed:
        custodian.delete()
        return custodian
    custodian.until = today() - timezone.timedelta(days=1)
    custodian.since = min(custodian.since, today())
    custodian.save(update_fields=["until", "since"])
    with wall.inside(person=custodian.person):
        Share.objects.filter(custodian=custodian).delete()
    return custodian


@transaction.atomic
def prove(*, custodian: Custodian, sitting: Sitting) -> Proof:
    """The custodian opens a canary. Raises CannotOpen when their key does not: they then make a new one before they are needed."""
    custodian = _locked(custodian)
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


def _locked(custodian: Custodian) -> Custodian:
    return Custodian.objects.select_for_update(of=["self"]).select_related("compact", "person", "proposed_by").get(pk=custodian.pk)
