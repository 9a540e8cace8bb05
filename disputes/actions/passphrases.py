"""A person's key: made, opened, locked anew."""

from django.core.exceptions import ValidationError
from django.db import transaction

from compact_portal.audit.recording import record
from compact_portal.days import today
from disputes.models import KeyLock, PersonKey
from disputes.peppers import peppers
from disputes.vault import keys
from disputes.vault.keys import LockedKey


@transaction.atomic
def make_key(*, person, passphrase: str) -> bytes:
    """The person's first pair. Returns the private key, open. Raises ValidationError when there is one, NoPepper before set-up."""
    if PersonKey.objects.filter(person=person).exists():
        raise ValidationError("You have a case passphrase already.")
    locked = keys.make_key(passphrase, peppers=peppers())
    row = PersonKey.objects.create(person=person, public=locked.public, made_on=today())
    _keep(row, KeyLock.Kind.PASSPHRASE, locked)
    record("vault.key_made", row, by=person)
    return keys.unlock_key(locked, passphrase, peppers=peppers())


def open_key(*, person, passphrase: str, kind: str = KeyLock.Kind.PASSPHRASE) -> bytes:
    """The private key. Raises CannotOpen for a wrong passphrase; for somebody without a key too, after as long a time.

    A lock whose pepper or costs are no longer today's is made anew on the way.
    """
    lock = KeyLock.objects.select_related("key").filter(key__person=person, kind=kind).first()
    locked = locked_of(lock) if lock else keys.NOBODY
    private = keys.unlock_key(locked, passphrase, peppers=peppers())
    with transaction.atomic():
        if keys.is_dated(locked, peppers=peppers()):
            _keep(lock.key, kind, keys.lock_key(private, passphrase, peppers=peppers()))
        record("vault.unlocked", lock.key, by=person)
    return private


@transaction.atomic
def change_passphrase(*, person, private: bytes, passphrase: str) -> None:
    """The same pair under new words: whoever was let in stays in."""
    row = PersonKey.objects.select_for_update().get(person=person)
    _keep(row, KeyLock.Kind.PASSPHRASE, keys.lock_key(private, passphrase, peppers=peppers()))
    record("vault.passphrase_changed", row, by=person)


def locked_of(lock: KeyLock) -> LockedKey:
    return LockedKey(bytes(lock.key.public), bytes(lock.box), bytes(lock.salt), lock.rounds, lock.memory, lock.pepper)


def _keep(row: PersonKey, kind: str, locked: LockedKey) -> None:
    words = {"box": locked.box, "salt": locked.salt, "rounds": locked.rounds, "memory": locked.memory, "pepper": locked.pepper}
    KeyLock.objects.update_or_create(key=row, kind=kind, defaults=words | {"set_on": today()})
