"""A person's pair of keys. The public one stands open, so that anybody can write to them; the private one opens with their case passphrase.

The key that locks it is made of the passphrase (Argon2id, RFC 9106) and of a secret of the installation, the pepper, which is in no
database and no backup: a stolen dump cannot be tried for passphrases.
"""

import threading
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import nacl.exceptions
import nacl.utils
from nacl.public import PrivateKey
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from disputes.vault import CannotOpen
from disputes.vault.texts import derived

ROUNDS, MEMORY = 3, 64 * 1024 * 1024  # about 80 ms and 64 MiB for each attempt
QUICK = {"rounds": 1, "memory": 64 * 1024}  # for passphrases that are public anyway
AT_ONCE = threading.Semaphore(4)  # at most 256 MiB in one process, however many try


@dataclass(frozen=True)
class LockedKey:
    """What is stored of a pair. `pepper` is the version of the pepper; rounds and memory (bytes) are those that it was locked with."""

    public: bytes
    box: bytes
    salt: bytes
    rounds: int
    memory: int
    pepper: int


# Of somebody who has no key: to try it takes as long as a real one, and fails.
NOBODY = LockedKey(b"", b"", bytes(argon2id.SALTBYTES), ROUNDS, MEMORY, -1)


def normal(passphrase: str) -> bytes:
    """The same bytes for the same words, however a telephone writes them: capitals, spaces and forms of letters do not count."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).casefold().split()).encode()


def make_key(passphrase: str, *, peppers: Mapping[int, bytes]) -> LockedKey:
    """A new pair, locked with the newest pepper."""
    return lock_key(new_private(), passphrase, peppers=peppers)


def new_private() -> bytes:
    return bytes(PrivateKey.generate())


def lock_key(private: bytes, passphrase: str, *, peppers: Mapping[int, bytes], rounds: int = 0, memory: int = 0) -> LockedKey:
    """An open private key under a passphrase: a new one, or the same with today's pepper, rounds and memory."""
    salt, pepper, rounds, memory = nacl.utils.random(argon2id.SALTBYTES), max(peppers), rounds or ROUNDS, memory or MEMORY
    box = SecretBox(_lock(passphrase, salt, rounds, memory, peppers[pepper])).encrypt(private)
    return LockedKey(bytes(PrivateKey(private).public_key), bytes(box), salt, rounds, memory, pepper)


def unlock_key(locked: LockedKey, passphrase: str, *, peppers: Mapping[int, bytes]) -> bytes:
    """The private key of 32 bytes. Raises CannotOpen for a wrong passphrase, a pepper that is gone, and a pair that does not match."""
    pepper = peppers.get(locked.pepper, b"")
    try:
        private = SecretBox(_lock(passphrase, locked.salt, locked.rounds, locked.memory, pepper)).decrypt(locked.box)
        matches = bytes(PrivateKey(private).public_key) == locked.public
    except (nacl.exceptions.CryptoError, nacl.exceptions.ValueError, nacl.exceptions.TypeError):
        raise CannotOpen from None
    if not matches:
        raise CannotOpen
    return private


def is_dated(locked: LockedKey, *, peppers: Mapping[int, bytes]) -> bool:
    """Whether it should be locked anew, now that it is open: the pepper or the costs have changed since."""
    return (locked.pepper, locked.rounds, locked.memory) != (max(peppers), ROUNDS, MEMORY)


def _lock(passphrase: str, salt: bytes, rounds: int, memory: int, pepper: bytes) -> bytes:
    with AT_ONCE:
        slow = argon2id.kdf(32, normal(passphrase), salt, opslimit=rounds, memlimit=memory)
    return derived(pepper + slow, b"person")
