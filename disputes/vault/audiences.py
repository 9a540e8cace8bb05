"""The key of one audience of a case (a side with the helper, the panel, a draft's author), sealed to each person in it.

Sealing needs only their public keys: a charity can file at night, while nobody who will read it is there.
"""

import nacl.exceptions
import nacl.utils
from nacl.public import PrivateKey, PublicKey, SealedBox

from disputes.vault import CannotOpen
from disputes.vault.texts import derived

SIZE = 32  # bytes of a key; sealed, 80


def new_key() -> bytes:
    return nacl.utils.random(SIZE)


def fingerprint(key: bytes) -> bytes:
    """16 bytes by which a key is recognised, and from which nothing of it can be learnt."""
    return derived(key, b"fingerprint")[:16]


def seal(key: bytes, public: bytes) -> bytes:
    """`key` for the person whose public key this is."""
    return SealedBox(PublicKey(public)).encrypt(key)


def unseal(sealed: bytes, private: bytes) -> bytes:
    """The audience's key. Raises CannotOpen for everybody it was not sealed to."""
    try:
        key = SealedBox(PrivateKey(private)).decrypt(sealed)
    except (nacl.exceptions.CryptoError, nacl.exceptions.ValueError, nacl.exceptions.TypeError):
        raise CannotOpen from None
    if len(key) != SIZE:
        raise CannotOpen
    return key
