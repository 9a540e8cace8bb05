"""A file in chunks of 64 KiB, each under AES-256-GCM with its number in the nonce and a mark on the last one.

A file that lacks its end, or whose chunks were dropped, doubled or put in another order, does not open at all. Each file has a key of
its own, made from the audience's key and a salt that stands before the first chunk.
"""

import os
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from disputes.vault import CannotOpen
from disputes.vault.places import Place
from disputes.vault.texts import derived

FORM = 1
SALT = 16  # bytes
CHUNK = 64 * 1024  # bytes of the file in each chunk
STEP = 1024  # the last chunk is filled up to a multiple of this
END = b"\x80"  # after the file's last byte, before the filling (ISO/IEC 7816-4)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def lock_file(content: bytes, *, key: bytes, place: Place) -> Iterator[bytes]:
    """First the head (form and salt), then the chunks, each to be stored by itself."""
    salt = os.urandom(SALT)
    yield bytes([FORM]) + salt
    cipher, bound = AESGCM(derived(key, b"file", salt)), place.bound("file", FORM)
    filled = content + END
    filled += bytes(-len(filled) % STEP)
    chunks = range(0, len(filled), CHUNK)
    for number, start in enumerate(chunks):
        yield cipher.encrypt(_nonce(number, start == chunks[-1]), filled[start : start + CHUNK], bound)


def open_file(stored: Iterable[bytes], *, key: bytes, place: Place) -> bytes:
    """The whole file, or CannotOpen: never the beginning of one."""
    head, *chunks = [bytes(chunk) for chunk in stored] or [b""]
    if len(head) != 1 + SALT or head[0] != FORM or not chunks:
        raise CannotOpen
    cipher, bound = AESGCM(derived(key, b"file", head[1:])), place.bound("file", FORM)
    try:
        plain = b"".join(cipher.decrypt(_nonce(number, number == len(chunks) - 1), chunk, bound) for number, chunk in enumerate(chunks))
    except InvalidTag:
        raise CannotOpen from None
    return plain[: plain.rindex(END)]
