"""A text under AES-256-GCM. Its length shows only in steps of 1 KiB, so that "yes" and a page look alike.

Stored form: one byte for the form, 12 bytes of nonce, the ciphertext with its tag of 16 bytes.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from disputes.vault import CannotOpen
from disputes.vault.places import Place

FORM = 1
NONCE, TAG, LENGTH = 12, 16, 4  # bytes
STEP = 1024  # bytes


def derived(key: bytes, purpose: bytes, salt: bytes | None = None) -> bytes:
    """A key of 32 bytes for one purpose, out of an audience's key (HKDF-SHA256, RFC 5869)."""
    return HKDF(SHA256(), length=32, salt=salt, info=purpose).derive(key)


def lock(text: str, *, key: bytes, place: Place) -> bytes:
    """`text` for those who hold `key`. At most 4 GiB; 1,052 bytes and one for a short one."""
    plain = text.encode()
    padded = len(plain).to_bytes(LENGTH, "big") + plain
    padded += bytes(-len(padded) % STEP)
    nonce = os.urandom(NONCE)
    return bytes([FORM]) + nonce + AESGCM(derived(key, b"text")).encrypt(nonce, padded, place.bound("text", FORM))


def open_(stored: bytes, *, key: bytes, place: Place) -> str:
    """The text of `lock`. Raises CannotOpen."""
    if len(stored) < 1 + NONCE + TAG + STEP or stored[0] != FORM:
        raise CannotOpen
    nonce, sealed = stored[1 : 1 + NONCE], stored[1 + NONCE :]
    try:
        padded = AESGCM(derived(key, b"text")).decrypt(nonce, sealed, place.bound("text", FORM))
    except InvalidTag:
        raise CannotOpen from None
    length = int.from_bytes(padded[:LENGTH], "big")
    return padded[LENGTH : LENGTH + length].decode()
