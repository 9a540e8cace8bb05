"""Putting a backup back, into a database that holds nothing."""

import contextlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from compact_portal.backups.contents import connected, contents, tables
from compact_portal.backups.files import FORMAT, BackupError
from compact_portal.backups.programs import environment, program


def identities(path: Path) -> list:
    """The secret keys in an age key file. Raises BackupError when there is none."""
    from pyrage import IdentityError, x25519

    try:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
        return [x25519.Identity.from_str(line) for line in lines]
    except (OSError, UnicodeDecodeError) as error:
        raise BackupError(f"{path} cannot be read: {getattr(error, 'strerror', None) or 'it is no text file'}.") from error
    except IdentityError as error:
        raise BackupError(f"{path} holds no secret key: its line begins with “AGE-SECRET-KEY-1”.") from error


def put_back(path: Path, keys: list, settings: dict) -> dict:
    """Restore all of it or nothing; returns the head of the backup. The database must be empty, so that nothing can be overwritten."""
    with connected(settings) as cursor:
        if there := tables(cursor):
            raise BackupError(
                f"The database holds {len(there)} tables already. Restore into a new, empty one, and then give its address to the portal."
            )
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        major = cursor.fetchone()[0]
    with tempfile.TemporaryFile() as plain:  # has no name: nobody else can open it, and it is gone with this process
        _open(path, keys, plain)
        head = _head(plain, path)
        command = [
            program("pg_restore", major),
            "--no-owner",
            "--no-privileges",
            "--exit-on-error",
            "--single-transaction",
            "--dbname",
            settings["NAME"],
        ]
        # The dump begins where the head ends, so it is handed over through a pipe.
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
        with subprocess.Popen(command, env=environment(settings), **pipes) as restore:
            with contextlib.suppress(BrokenPipeError):  # it has stopped, and says why
                shutil.copyfileobj(plain, restore.stdin)
                restore.stdin.close()
            said = restore.stderr.read().decode(errors="replace").strip()
        if restore.returncode:
            raise BackupError(f"Nothing was restored: {said}")
    return head


def _open(path: Path, keys: list, plain) -> None:
    from pyrage import DecryptError, decrypt_io

    try:
        with path.open("rb") as sealed:
            decrypt_io(sealed, plain, keys)
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror}.") from error
    except DecryptError as error:
        raise BackupError(f"{path} does not open with this key, or is not whole.") from error
    plain.seek(0)


def _head(plain, path: Path) -> dict:
    try:
        head = json.loads(plain.readline())
        if head["format"] == FORMAT:
            return head
    except (ValueError, KeyError, TypeError):
        pass
    raise BackupError(f"{path} is not a backup that this version of the portal can read.")


def found(settings: dict) -> dict:
    """What the database holds now, to be compared with the head of the backup."""
    with connected(settings) as cursor:
        return contents(cursor)
