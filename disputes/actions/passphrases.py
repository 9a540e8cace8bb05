"""A person's key: made, opened, locked anew."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.audit.recording import record
from compact_portal.days import today
from disputes import sheet, wall
from disputes.emails import tell_others
from disputes.models import Case, KeyLock, PersonKey
from disputes.peppers import peppers
from disputes.vault import keys
from disputes.vault.keys import LockedKey


@transaction.atomic
def make_key(*, person, passphrase: str, quick: bool = False) -> bytes:
    """The person's first pair. Returns the private key, open. Raises ValidationError when there is one, NoPepper before set-up.

    `quick` is for the demonstration, whose passphrases are public: a millisecond, until the first unlocking makes the lock anew.
    """
    if PersonKey.objects.filter(person=person).exists():
        raise ValidationError(_("You have a case passphrase already."))
    private = keys.new_private()
    locked = keys.lock_key(private, passphrase, peppers=peppers(), **(keys.QUICK if quick else {}))
    row = PersonKey.objects.create(person=person, public=locked.public, made_on=today())
    _keep(row, KeyLock.Kind.PASSPHRASE, locked)
    record("vault.key_made", row, by=person)
    return private


def open_key(*, person, passphrase: str, kind: str = KeyLock.Kind.PASSPHRASE) -> bytes:
    """The private key. Raises CannotOpen for a wrong passphrase; for somebody without a key too, after as long a time.

    A lock whose pepper or costs are no longer today's is made anew on the way, unless somebody has changed it meanwhile.
    """
    lock = KeyLock.objects.select_related("key").filter(key__person=person, kind=kind).first()
    locked = locked_of(lock) if lock else keys.NOBODY
    private = keys.unlock_key(locked, passphrase, peppers=peppers())
    renewed = keys.lock_key(private, passphrase, peppers=peppers()) if keys.is_dated(locked, peppers=peppers()) else None
    with transaction.atomic():
        if renewed and KeyLock.objects.select_for_update(of=["self"]).filter(pk=lock.pk, box=lock.box).exists():
            _keep(lock.key, kind, renewed)
        record("vault.unlocked", lock.key, by=person)
    return private


def refused(*, person) -> None:
    """Somebody tried a passphrase that does not open: the person sees it on their page."""
    if key := PersonKey.objects.filter(person=person).first():
        record("vault.refused", key, by=person)


@transaction.atomic
def change_passphrase(*, person, private: bytes, passphrase: str) -> None:
    """The same pair under new words: whoever was let in stays in."""
    row = PersonKey.objects.select_for_update().get(person=person)
    _keep(row, KeyLock.Kind.PASSPHRASE, keys.lock_key(private, passphrase, peppers=peppers()))
    record("vault.passphrase_changed", row, by=person)


@transaction.atomic
def print_sheet(*, person, private: bytes) -> str:
    """The code of a new recovery sheet, to be shown once; that of an older one opens nothing from now on."""
    row, code = PersonKey.objects.select_for_update().get(person=person), sheet.new_code()
    _keep(row, KeyLock.Kind.SHEET, keys.lock_key(private, code, peppers=peppers()))
    record("vault.sheet_printed", row, by=person)
    return code


@transaction.atomic
def use_sheet(*, person, code: str, passphrase: str) -> bytes:
    """A new passphrase by the code of the sheet, which can be used again until another is printed. Raises CannotOpen."""
    private = open_key(person=person, passphrase=sheet.as_printed(code), kind=KeyLock.Kind.SHEET)
    change_passphrase(person=person, private=private, passphrase=passphrase)
    return private


@transaction.atomic
def begin_again(*, person, passphrase: str) -> bytes:
    """A new pair in place of one that nobody can open any more. In every case the person waits until a holder lets them back in.

    The holders of each case are told, so that somebody who has got hold of the account alone is not let in unasked.
    """
    with wall.inside(person=person):
        cases = list(Case.objects.for_person(person).select_related("compact"))
        PersonKey.objects.filter(person=person).delete()  # and with it all that was sealed to it
    for case in cases:
        with wall.inside(case=case):
            record("case.key_lost", case, by=person, person=person.pk)
            tell_others(case, person, quiet=())
    return make_key(person=person, passphrase=passphrase)


def locked_of(lock: KeyLock) -> LockedKey:
    return LockedKey(bytes(lock.key.public), bytes(lock.box), bytes(lock.salt), lock.rounds, lock.memory, lock.pepper)


def _keep(row: PersonKey, kind: str, locked: LockedKey) -> None:
    words = {"box": locked.box, "salt": locked.salt, "rounds": locked.rounds, "memory": locked.memory, "pepper": locked.pepper}
    KeyLock.objects.update_or_create(key=row, kind=kind, defaults=words | {"set_on": today()})
