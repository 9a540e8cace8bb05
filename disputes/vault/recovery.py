"""What happens when everybody of an audience has lost their passphrase: one custodian of each sector, together, let one person back in.

The audience's key is cut into two halves, each of which is noise by itself. One is sealed to every statutory custodian, the other to every
custodian of the voluntary sector. Custodians never see a text: their two halves are joined to be sealed to the person named, and forgotten.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass

import nacl.utils

from disputes.vault import CannotOpen
from disputes.vault.audiences import SIZE, fingerprint, seal, unseal


@dataclass(frozen=True)
class Halves:
    """The sealed halves, in the order of the public keys that were given."""

    statutory: list[bytes]
    voluntary: list[bytes]


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def cut(key: bytes, *, statutory: Iterable[bytes], voluntary: Iterable[bytes]) -> Halves:
    """`key` in two halves, sealed to the custodians whose public keys these are."""
    half = nacl.utils.random(SIZE)
    other = _xor(key, half)
    return Halves([seal(half, public) for public in statutory], [seal(other, public) for public in voluntary])


def opened_half(sealed: bytes, private: bytes) -> bytes:
    """The half that was sealed to whoever has this private key. Raises CannotOpen."""
    return unseal(sealed, private)


def joined(half: bytes, other: bytes, *, expected: bytes) -> bytes:
    """The key of two halves. Raises CannotOpen when it is not the one with the fingerprint `expected`: two halves of one sector make noise."""
    if len(half) != SIZE or len(other) != SIZE:
        raise CannotOpen
    key = _xor(half, other)
    if not hmac.compare_digest(fingerprint(key), expected):
        raise CannotOpen
    return key
