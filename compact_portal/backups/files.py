"""One backup is one file, encrypted in the age format for each of its recipients.

Inside: one line of JSON (format, when, version of the server, what the database held), then PostgreSQL's own dump. The file gets its name
only when it is whole, so that a half backup is never taken for one.
"""

import json
import os
import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from compact_portal.backups.contents import LEFT_OUT, connected, contents, tables
from compact_portal.backups.programs import environment, program

FORMAT = 1
LONGEST = 35  # days: older versions of answers live on in a backup (docs/decisions/0001), and people are told for how long
NAME = re.compile(r"portal-(\d{8}T\d{6}Z)\.dump\.age")


class BackupError(Exception):
    """A sentence for whoever ran the command."""


def recipients(words: str) -> list:
    """age public keys, separated by spaces. Raises BackupError naming the one that is none."""
    from pyrage import RecipientError, x25519

    found = []
    for word in words.split():
        try:
            found.append(x25519.Recipient.from_str(word))
        except RecipientError as error:
            raise BackupError(f"{word} is not a key that a backup can be encrypted for: it begins with “age1”. See docs/backups.md.") from error
    if len(found) < 2:
        raise BackupError("BACKUP_RECIPIENTS needs the public keys of two people, so that one lost key loses no backup. See docs/backups.md.")
    return found


def make(folder: Path, settings: dict, keys: list, *, at: datetime) -> Path:
    """Dump what `settings` names into a new file of `folder`, encrypted for `keys`. The figures and the dump are of one moment."""
    from pyrage import encrypt_io

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    whole = folder / f"portal-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.dump.age"
    part = whole.with_suffix(".part")
    with connected(settings) as cursor:
        cursor.connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        cursor.execute("SELECT pg_export_snapshot(), current_setting('server_version_num')::int / 10000")
        snapshot, major = cursor.fetchone()
        head = {"format": FORMAT, "made": at.isoformat(), "server": major, **contents(cursor)}
        left_out = [f"--exclude-table-data=public.{table}" for table in LEFT_OUT if table in tables(cursor)]
        command = [program("pg_dump", major), "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", *left_out]
        try:
            with open(part, "xb", opener=for_its_owner) as out:
                with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(settings)) as dump:
                    encrypt_io(_Joined(json.dumps(head).encode() + b"\n", dump.stdout), out, keys)
                    said = dump.stderr.read().decode(errors="replace").strip()
                if dump.returncode:
                    raise BackupError(f"The database was not dumped: {said}")
                out.flush()
                os.fsync(out.fileno())
            part.rename(whole)
        finally:
            part.unlink(missing_ok=True)
    return whole


def for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class _Joined:
    """Some bytes and then a stream, read as one."""

    def __init__(self, first: bytes, rest):
        self.first, self.rest = first, rest

    def read(self, size: int = -1) -> bytes:
        if self.first:
            piece, self.first = (self.first, b"") if size < 0 else (self.first[:size], self.first[size:])
            return piece
        return self.rest.read(size)


def made_at(path: Path) -> datetime | None:
    match = NAME.fullmatch(path.name)
    return datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) if match else None


def kept(folder: Path) -> list[Path]:
    """Whole backups, the newest first."""
    return sorted((path for path in folder.glob("portal-*.dump.age") if made_at(path)), reverse=True)


def remove_old(folder: Path, days: int, *, at: datetime) -> list[Path]:
    """Those older than `days`, at most LONGEST; the newest stays whatever its age."""
    before = at - timedelta(days=min(days, LONGEST))
    old = [path for path in kept(folder)[1:] if made_at(path) < before]
    for path in old:
        path.unlink()
    return old
