"""The secrets of the installation that a stolen database lacks: without them no passphrase can be tried (vault/keys.py).

They stand in a file or in the environment, by version; the newest locks, older ones still open. In production they are never made
here, for one that was made unseen would be in no safe, and lost with the machine. A developer's machine and the demonstration get one
under var/.
"""

import os
import secrets
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SIZE = 32  # bytes
HOW = "one or more lines of a version number, a colon and 64 hexadecimal digits; .env.example says how to make one"


class NoPepper(ImproperlyConfigured):
    """The installation has no secret for passphrases yet, so that no key can be made or opened."""


def parsed(text: str, source: str) -> dict[int, bytes]:
    """Raises ImproperlyConfigured, naming the source and never its content."""
    found = {}
    for entry in text.split():
        version, colon, digits = entry.partition(":")
        try:
            pepper = bytes.fromhex(digits)
        except ValueError:
            pepper = b""
        if not (colon and version.isascii() and version.isdecimal() and len(pepper) == SIZE and int(version) not in found):
            raise ImproperlyConfigured(f"{source} cannot be read: it holds {HOW}.")
        found[int(version)] = pepper
    return found


@cache
def read(given: str, file: str, may_be_made: str) -> dict[int, bytes]:
    if given:
        return parsed(given, "CASE_PEPPERS")
    if file:
        try:
            return parsed(Path(file).read_text(), "The file of CASE_PEPPER_FILE")
        except OSError as error:
            raise ImproperlyConfigured("The file of CASE_PEPPER_FILE cannot be read.") from error
    if not may_be_made:
        return {}
    make(Path(may_be_made))
    return parsed(Path(may_be_made).read_text(), may_be_made)


def make(path: Path) -> None:
    """Once; of two processes that begin together the first one's stays. The file is whole from the moment it is there."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    new.touch(mode=0o600)
    new.write_text(f"1:{secrets.token_hex(SIZE)}\n")
    try:
        os.link(new, path)
    except FileExistsError:
        pass
    finally:
        new.unlink()


def are_set() -> bool:
    return bool(read(*_where()))


def peppers() -> dict[int, bytes]:
    """By version. Raises NoPepper."""
    found = read(*_where())
    if not found:
        raise NoPepper("Set CASE_PEPPER_FILE or CASE_PEPPERS before cases are opened. See .env.example.")
    return found


def _where() -> tuple[str, str, str]:
    return settings.CASE_PEPPERS, settings.CASE_PEPPER_FILE, "" if settings.PRODUCTION else str(settings.VAR / "case-peppers")
