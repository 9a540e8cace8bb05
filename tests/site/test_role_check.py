"""The portal refuses a role that could switch its rules off, and warns once when PostgreSQL's log would repeat what people write."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from compact_portal.database import role_check

pytestmark = pytest.mark.django_db


class Answers:
    """A connection whose role has these powers and whose server logs statements from this level on."""

    def __init__(self, *powers: bool, level: str = "panic"):
        self.rows = [powers, [level]]

    def cursor(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *arguments):
        pass

    def execute(self, statement):
        pass

    def fetchone(self):
        return self.rows.pop(0)


@pytest.fixture(autouse=True)
def unchecked(monkeypatch):
    monkeypatch.setattr(role_check, "checked", False)


@pytest.mark.parametrize(
    ("powers", "words"),
    [
        ((True, False, False), "is a superuser"),
        ((False, True, False), "bypasses row-level security"),
        ((False, False, True), "owns the tables"),
        ((True, True, True), "is a superuser and bypasses row-level security and owns the tables"),
    ],
)
def test_powerful_role_stops_the_start(powers, words):
    for _ in range(2):  # a second request of the same process is refused too
        with pytest.raises(ImproperlyConfigured, match=f"a role that {words}[.]"):
            role_check.check_running_role(None, Answers(*powers))


def test_running_role_of_the_tests_passes_and_is_asked_once(django_assert_num_queries):
    with django_assert_num_queries(2):
        role_check.check_running_role(None, connection)
    with django_assert_num_queries(0):
        role_check.check_running_role(None, connection)


@pytest.mark.parametrize(("level", "warned"), [("error", True), ("debug1", True), ("log", False), ("fatal", False), ("panic", False)])
@pytest.mark.parametrize("production", [True, False])
def test_talkative_server_is_named_in_production(level, warned, production, settings, caplog):
    settings.PRODUCTION = production
    for _ in range(2):
        role_check.check_running_role(None, Answers(False, False, False, level=level))
    assert ["log_min_error_statement" in message for message in caplog.messages] == [True] * (warned and production)
