"""How tests meet PostgreSQL: tables are made once by the owner in a template, each run clones it and works as the running role."""

import contextlib
import fcntl
import hashlib
import os
from pathlib import Path

import hypothesis
import psycopg2
import pytest

from compact_portal.database.embedded import running
from compact_portal.database.urls import database_settings, home

ROOT = Path(__file__).resolve().parent.parent

# No deadline: a busy machine is no fault. script/prove asks for the second profile.
hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.register_profile("prove", deadline=None, max_examples=20_000, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "portal"))


def pytest_configure(config):
    """The first process owns the private server; workers of a parallel run only connect."""
    if not os.environ.get("DATABASE_URL") and not hasattr(config, "workerinput"):
        config.stack = contextlib.ExitStack()
        config.stack.enter_context(running("test"))
        config.add_cleanup(config.stack.close)


def schema_hash() -> str:
    """Changes whenever a test database made before would differ from one made now."""
    files = sorted(ROOT.glob("*/migrations/*.py")) + sorted(ROOT.glob("compact_portal/*/migrations/*.py"))
    files += [
        ROOT / "compact_portal/database/grants.py",
        ROOT / "compact_portal/database/policies.py",
        ROOT / "compact_portal/database/statistics.py",
        *sorted(ROOT.glob("disputes/models/*.py")),
        ROOT / "requirements/base.txt",
        Path(__file__),
    ]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def as_owner(database: str, statement: str) -> list:
    return run_sql("owner", database, statement)


def run_sql(role: str, database: str, statement: str) -> list:
    settings = database_settings(role)
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    address = {theirs: settings[ours] for ours, theirs in names.items() if settings.get(ours)}
    with contextlib.closing(psycopg2.connect(dbname=database, **address)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, worker_id, testrun_uid):
    """A clone of the template for this worker, dropped at the end."""
    from django.db import connections

    from compact_portal.database.grants import PAGE_OUT_OF_ORDER

    maintenance = database_settings("owner")["NAME"]
    template, clone = f"template_{schema_hash()}", f"test_{testrun_uid[:8]}_{worker_id}"
    lock_folder = home("test") if not os.environ.get("DATABASE_URL") else ROOT / "var"
    lock_folder.mkdir(parents=True, exist_ok=True)
    with django_db_blocker.unblock():
        with (lock_folder / "template.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not as_owner(maintenance, f"SELECT 1 FROM pg_database WHERE datname = '{template}'"):
                make_template(maintenance, template)
            as_owner(maintenance, f"CREATE DATABASE {clone} TEMPLATE {template}")
            as_owner(maintenance, f"REVOKE TEMPORARY ON DATABASE {clone} FROM PUBLIC")  # a clone takes neither over (database/grants.py)
            as_owner(maintenance, f"ALTER DATABASE {clone} SET random_page_cost = {PAGE_OUT_OF_ORDER}")
        connections["default"].close()
        connections["default"].settings_dict["NAME"] = clone
        connections.settings["default"]["NAME"] = clone
        yield
        connections.close_all()
        # A server's thread may still be connected; only its own role may end such a session. Waits until it has ended, at most 30 s.
        sessions = f"FROM pg_stat_activity WHERE datname = '{clone}' AND usename = session_user"
        run_sql("app", maintenance, f"SELECT pg_terminate_backend(pid, 30000) {sessions}")
        as_owner(maintenance, f"DROP DATABASE IF EXISTS {clone}")


def make_template(maintenance: str, template: str) -> None:
    """Migrate into a scratch database and rename it when whole: a run that was killed leaves no half template."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    scratch = f"{template}_making"
    as_owner(maintenance, f"DROP DATABASE IF EXISTS {scratch} WITH (FORCE)")
    as_owner(maintenance, f"CREATE DATABASE {scratch}")
    as_owner(scratch, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    connection = connections["default"]
    before = dict(connection.settings_dict)
    try:
        connection.settings_dict.update(database_settings("owner") | {"NAME": scratch, "OPTIONS": before["OPTIONS"]})
        settings.DATABASE_ROLE = "owner"
        call_command("createcachetable")
        call_command("migrate", verbosity=0)
    finally:
        settings.DATABASE_ROLE = "app"
        connection.close()
        connection.settings_dict.clear()
        connection.settings_dict.update(before)
    as_owner(maintenance, f"ALTER DATABASE {scratch} RENAME TO {template}")


@pytest.fixture(scope="session", autouse=True)
def static_files_when_they_are_asked_for():
    """Every test's client would else read the whole folder of static files when it is made: a third of the suite's time."""
    from django.conf import settings

    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def usual_languages(monkeypatch):
    """What a process remembers of the agreements' languages is English, so that no test depends on when it was last read."""
    from compact_portal.language import Usual

    monkeypatch.setattr(Usual, "slugs", frozenset())
    monkeypatch.setattr(Usual, "read_at", float("inf"))


@pytest.fixture(autouse=True)
def empty_cache(request):
    """Sign-in limits count in the cache; one test's attempts must not stop another's."""
    yield
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames or "live_server" in request.fixturenames:
        from django.core.cache import caches
        from django.db import DatabaseError

        with contextlib.suppress(DatabaseError):  # the test itself may have left the connection in a broken transaction
            for cache in caches.all(initialized_only=True):
                cache.clear()


@pytest.fixture
def cast(db):
    from tests.cast import make_cast

    return make_cast()


@pytest.fixture
def sign_in(client):
    """`sign_in(person)` gives the test client of somebody who has signed in."""

    def signed_in(person):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in
