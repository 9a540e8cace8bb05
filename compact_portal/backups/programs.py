"""PostgreSQL's own programs, `pg_dump` and `pg_restore`, told which database by their environment."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from compact_portal.database import embedded
from compact_portal.database.urls import home

NAMES = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}


def program(name: str, server_major: int) -> Path:
    """The machine's own program where it is of the server's version, or else the one beside the private server.

    A dump that a newer program made may not go back into an older server, so the versions should be alike.
    """
    found = shutil.which(name)
    if found and _major(found) == server_major:
        return Path(found)
    return embedded.binaries(home()) / name


def _major(path: str) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"\) (\d+)", said)[1])  # pg_dump (PostgreSQL) 15.8


def environment(settings: dict) -> dict[str, str]:
    """For libpq: nothing of the address stands on a command line, where every account of the machine could read it."""
    known = {theirs: str(settings[ours]) for ours, theirs in NAMES.items() if settings.get(ours)}
    options = {f"PG{name.upper()}": str(value) for name, value in settings.get("OPTIONS", {}).items() if name.startswith("ssl")}
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", **known, **options}
