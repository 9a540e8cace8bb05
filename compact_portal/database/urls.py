"""The three database addresses: who migrates, who runs, who dumps.

With no DATABASE_URL the portal uses the private server of `embedded.py`, on a socket in a folder that nobody else can enter.
"""

import hashlib
import os
from pathlib import Path

from psycopg2.extensions import parse_dsn

ROOT = Path(__file__).resolve().parents[2]
ROLES = {"app": "portal_app", "owner": "portal_owner", "backup": "portal_backup"}
VARIABLES = {"app": "DATABASE_URL", "owner": "DATABASE_OWNER_URL", "backup": "DATABASE_BACKUP_URL"}


def home(kind: str = "data") -> Path:
    """The folder of the private server; `kind` keeps the tests' server apart from the portal's own.

    An ordinary user keeps it in the checkout. PostgreSQL refuses to run as root, so root keeps it where the
    unprivileged account that runs it can reach it.
    """
    if os.geteuid() != 0:
        return ROOT / "var" / f"postgres-{kind}"
    checkout = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    return Path("/var/lib/compact-portal") / checkout / f"postgres-{kind}"


def database_url(role: str = "app") -> str:
    """The address for `role` (app, owner or backup), from the environment or of the private server."""
    url = os.environ.get(VARIABLES[role], "")
    if not url and not os.environ.get("DATABASE_URL"):
        kind = os.environ.get("PORTAL_EMBEDDED", "data")
        url = f"postgresql://{ROLES[role]}@/portal?host={home(kind) / 'run'}"
    return url


def database_settings(role: str = "app") -> dict:
    """Django's DATABASES["default"] for `role`. Raises ValueError naming the variable that is missing or unreadable."""
    url = database_url(role)
    if not url:
        raise ValueError(f"{VARIABLES[role]} is not set: give the PostgreSQL address of the role that {PURPOSE[role]}.")
    try:
        parts = parse_dsn(url)
    except Exception as error:
        raise ValueError(f"{VARIABLES[role]} is not a PostgreSQL address (postgresql://user:password@host/name).") from error
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    settings = {"ENGINE": "django.db.backends.postgresql"} | {known[k]: v for k, v in parts.items() if k in known}
    settings["OPTIONS"] = {k: v for k, v in parts.items() if k not in known}
    return settings


PURPOSE = {"app": "runs the portal", "owner": "owns the tables and migrates", "backup": "reads everything for a dump"}
