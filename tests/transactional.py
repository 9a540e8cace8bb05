"""For tests that need other processes or threads to see their rows: nothing is rolled back, so the tables are emptied afterwards.

The running role may not TRUNCATE, and triggers refuse it on append-only tables: the owner does it, with the triggers told to
look away (which the running role cannot tell them).
"""

import threading
import time
from unittest.mock import patch
from urllib.parse import urlencode

import pgtrigger
import pytest
from django.db import connection
from django.test import TransactionTestCase

from compact_portal.database.urls import database_settings
from tests.conftest import as_owner

# Filled by migrations, the same for every test.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}


def empty_tables(test_case=None) -> None:
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - KEPT
    connection.close()
    ignored = ",".join(trigger.get_pgid(model) for model, trigger in pgtrigger.registered())
    names = ", ".join(f'"{table}"' for table in sorted(tables))
    as_owner(connection.settings_dict["NAME"], f"SET pgtrigger.ignore = '{{{ignored}}}'; TRUNCATE {names} RESTART IDENTITY")


@pytest.fixture
def emptied_by_owner(django_db_setup):
    with patch.object(TransactionTestCase, "_fixture_teardown", empty_tables):
        yield


@pytest.fixture
def committed(emptied_by_owner, transactional_db):
    """The database, without a transaction around the test."""


def database_url(role: str = "app") -> str:
    """The address of this run's test database for a process of our own, which signs in as `role`: the running one when not given."""
    settings = database_settings(role)
    known = {"user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return f"postgresql:///{connection.settings_dict['NAME']}?" + urlencode(
        {key: settings[name] for key, name in known.items() if settings.get(name)}
    )


def at_once(*verbs) -> list:
    """What each verb returned or raised, all begun at one moment in threads of their own."""
    gate, results = threading.Barrier(len(verbs)), [None] * len(verbs)

    def run(place, verb):
        try:
            gate.wait(timeout=30)
            results[place] = verb()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def let_somebody_wait() -> None:
    """Goes on once another thread stands before a row that this one has locked."""
    until = time.monotonic() + 20
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise TimeoutError("nobody waits")
