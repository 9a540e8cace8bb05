"""An unlocked private key for one sitting. The half that opens it is in the person's browser alone, in a cookie: the server's copy is useless."""

import nacl.exceptions
import nacl.utils
from nacl.secret import SecretBox

from disputes.vault import CannotOpen


def begin(private: bytes) -> tuple[bytes, bytes]:
    """(for the cookie, 32 bytes; for the server's row)."""
    cookie = nacl.utils.random(SecretBox.KEY_SIZE)
    return cookie, bytes(SecretBox(cookie).encrypt(private))


def resume(cookie: bytes, kept: bytes) -> bytes:
    """The private key. Raises CannotOpen when cookie and row are not of one sitting."""
    try:
        return SecretBox(cookie).decrypt(kept)
    except (nacl.exceptions.CryptoError, nacl.exceptions.ValueError, nacl.exceptions.TypeError):
        raise CannotOpen from None
