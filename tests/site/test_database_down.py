"""While PostgreSQL does not answer, every page says so plainly and one line stands in the log; afterwards all is as before."""

import contextlib
import logging
import socket

import psycopg2
import pytest
from django.conf import settings as portal
from django.db import DatabaseError, OperationalError, close_old_connections, connection
from django.test import Client

from compact_portal import views
from tests.transactional import committed, database_url, emptied_by_owner  # noqa: F401  fixtures


@pytest.fixture
def dead_socket(tmp_path):
    """A socket that exists, as PostgreSQL's does, with nobody behind it."""
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(tmp_path / ".s.PGSQL.5432"))
    return tmp_path


@pytest.fixture
def take_database_away(committed, dead_socket):  # noqa: F811
    """Call it to point the connection at the dead socket; call what it returns to put it back."""
    before = connection.settings_dict["HOST"]

    def put_back():
        connection.close()
        connection.settings_dict["HOST"] = before

    def take_away():
        connection.close()
        connection.settings_dict["HOST"] = str(dead_socket)
        return put_back

    yield take_away
    put_back()


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("address", ["/", "/accounts/login/code/", "/home/", "/admin/", "/wealdshire/"])
def test_503_then_well_again(address, take_database_away, visitor, caplog):
    from tests.cast import make_cast

    lead = make_cast().lead
    visitor.force_login(lead, backend=portal.AUTHENTICATION_BACKENDS[0])
    before = visitor.get(address).status_code
    caplog.clear()
    put_back = take_database_away()
    with caplog.at_level(logging.INFO):
        answer = visitor.get(address)
    assert answer.status_code == 503
    assert (answer["Retry-After"], answer["Cache-Control"]) == ("30", "no-store")
    assert "Back in a moment" in answer.content.decode()
    assert answer["Content-Security-Policy"]
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert caplog.messages[0].startswith("The database does not answer: ")
    assert "\n" not in caplog.messages[0]
    put_back()
    assert visitor.get(address).status_code == before


def test_post_during_the_outage_is_refused_plainly(take_database_away, visitor):
    put_back = take_database_away()
    assert visitor.post("/accounts/login/code/", {"email": "lead@example.org"}).status_code == 503
    put_back()


def test_health_says_what_is_wrong(take_database_away, visitor):
    put_back = take_database_away()
    answer = visitor.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"database down\n")
    put_back()
    assert visitor.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_migrations_are_looked_for_until_there_are_none_to_apply(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(views, "migrated", False)
    monkeypatch.setattr(views, "migrations_pending", lambda: True)
    for _ in range(2):
        answer = client.get("/healthz")
        assert (answer.status_code, answer.content) == (503, b"migrations pending\n")
    monkeypatch.undo()
    monkeypatch.setattr(views, "migrated", False)
    assert client.get("/healthz").content == b"ok\n"
    monkeypatch.setattr(views, "migrations_pending", lambda: pytest.fail("looked again"))
    with django_assert_num_queries(1):
        assert client.get("/healthz").content == b"ok\n"


def test_connection_that_broke_in_the_middle_is_replaced(committed, visitor):  # noqa: F811
    """PostgreSQL restarted between two requests: the kept connection is dead, the server is not."""
    assert visitor.get("/healthz").status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [backend] = cursor.fetchone()
    with contextlib.closing(psycopg2.connect(database_url())) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
    close_old_connections()  # which Django does at the start of each request, but not under its test client
    assert visitor.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_error_of_a_query_is_a_fault_and_not_an_outage(client, monkeypatch):
    from compact_portal import middleware

    monkeypatch.setattr(middleware, "database_answers", lambda: True)
    assert middleware.database_is_down(OperationalError("deadlock detected")) is False
    assert middleware.database_is_down(DatabaseError("no such column")) is False
    monkeypatch.setattr(middleware, "database_answers", lambda: False)
    assert middleware.database_is_down(OperationalError("server closed the connection")) is True
