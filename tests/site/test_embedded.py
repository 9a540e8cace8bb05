"""The private PostgreSQL: it starts for whoever runs it, keeps others out, and its log repeats nothing that people write."""

import contextlib
import os
import shutil
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg2
import pytest

from compact_portal.database.embedded import running
from compact_portal.database.urls import home

ROOT = Path(__file__).resolve().parents[2]
CANARY = "canary-41aa0c"


@pytest.fixture
def base():
    """The folder of a server of its own, in the place where the real ones lie; its name ends in -test, so it starts fast."""
    kind = f"{os.getpid()}-test"
    yield home(kind)
    shutil.rmtree(home(kind))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def end_in_the_middle(base: Path, connection, statement: str) -> None:
    """What a restart does to a statement that is under way: by default PostgreSQL then logs it."""
    backend = connection.get_backend_pid()
    ends = f"SELECT pg_terminate_backend({backend}) FROM pg_stat_activity WHERE pid = {backend} AND wait_event = 'PgSleep'"

    def end():
        with contextlib.closing(psycopg2.connect(host=str(base / "run"), user="postgres", dbname="postgres")) as other:
            other.autocommit = True
            with other.cursor() as cursor:
                for _ in range(200):
                    cursor.execute(ends)
                    if cursor.fetchall():
                        return
                    time.sleep(0.05)

    ending = threading.Thread(target=end)
    ending.start()
    with pytest.raises(psycopg2.Error), connection.cursor() as cursor:
        cursor.execute(statement)
    ending.join()


def test_server_keeps_others_out_and_its_log_quiet(base):
    before = os.umask(0o077)  # as careful as an administrator may be: the account that runs it must still get in
    try:
        with running(base.name.removeprefix("postgres-")):
            address = {"host": str(base / "run"), "user": "portal_owner", "dbname": "portal"}
            with contextlib.closing(psycopg2.connect(**address)) as connection, connection.cursor() as cursor:
                for words in (f"SELECT '{CANARY}'::int", f"INSERT INTO nowhere VALUES ('{CANARY}')"):
                    with pytest.raises(psycopg2.Error):
                        cursor.execute(words)
                    connection.rollback()
                end_in_the_middle(base, connection, f"SELECT pg_sleep(30), '{CANARY}'")
            assert mode(base) == (0o711 if os.geteuid() == 0 else 0o700)
            assert [mode(base / name) for name in ("data", "run", "server.log")] == [0o700, 0o700, 0o600]
            owners = {(base / name).stat().st_uid for name in ("data", "run")}
            assert len(owners) == 1
            assert (owners == {0}) is False
    finally:
        os.umask(before)
    log = (base / "server.log").read_text()
    assert "ready to accept connections" in log
    assert CANARY not in log


def test_log_that_was_open_to_others_is_closed(base):
    base.mkdir(parents=True)
    (base / "server.log").touch(mode=0o644)
    with running(base.name.removeprefix("postgres-")):
        assert mode(base / "server.log") == 0o600


def test_command_runs_with_the_server_up_and_its_status_is_ours(base):
    variables = os.environ | {"PORTAL_EMBEDDED": base.name.removeprefix("postgres-")}
    variables.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "compact_portal.database.embedded", "sh", "-c", f"test -S {base}/run/.s.PGSQL.5432 && exit 7"]
    assert subprocess.run(command, cwd=ROOT, env=variables).returncode == 7
