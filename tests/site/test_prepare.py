"""`prepare` leaves each role with its rights, whatever somebody did to them, and also when there is no table to make."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from compact_portal import host
from compact_portal.database import shape
from compact_portal.database.urls import VARIABLES, home
from tests.conftest import as_owner
from tests.transactional import database_url

ROOT = Path(__file__).resolve().parents[2]
# What somebody did, and what undoes it should `prepare` not: the tests that follow share this database.
WRONG = {
    "GRANT UPDATE, DELETE ON audit_event TO portal_app": "REVOKE UPDATE, DELETE ON audit_event FROM portal_app",
    "GRANT INSERT ON django_migrations TO portal_app": "REVOKE INSERT ON django_migrations FROM portal_app",
    "REVOKE INSERT ON messaging_message FROM portal_app": "GRANT INSERT ON messaging_message TO portal_app",
    "REVOKE SELECT ON accounts_user FROM portal_backup": "GRANT SELECT ON accounts_user TO portal_backup",
}
RIGHTS = """SELECT has_table_privilege('portal_app', 'audit_event', 'UPDATE'), has_table_privilege('portal_app', 'audit_event', 'DELETE'),
has_table_privilege('portal_app', 'django_migrations', 'INSERT'), has_table_privilege('portal_app', 'messaging_message', 'INSERT'),
has_table_privilege('portal_backup', 'accounts_user', 'SELECT')"""
RIGHT = [(False, False, False, True, True)]


def prepare() -> subprocess.CompletedProcess:
    addresses = {variable: database_url(role) for role, variable in VARIABLES.items()}
    return subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=os.environ | addresses, capture_output=True, text=True)


@pytest.mark.django_db
def test_rights_are_set_again_though_no_migration_is_pending():
    database = connection.settings_dict["NAME"]
    assert as_owner(database, RIGHTS) == RIGHT
    for statement in WRONG:
        as_owner(database, statement)
    assert as_owner(database, RIGHTS) == [(True, True, True, False, False)]
    try:
        result = prepare()
        assert (result.returncode, result.stdout) == (0, ""), result.stderr
        assert as_owner(database, RIGHTS) == RIGHT
    finally:
        for undo in WRONG.values():
            as_owner(database, undo)


PRICE = "SELECT said FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase, unnest(setconfig) said WHERE datname = current_database()"


@pytest.mark.django_db
@pytest.mark.parametrize(("found", "left"), [("RESET random_page_cost", "1.1"), ("SET random_page_cost = 2", "2")], ids=["none", "the host's own"])
def test_planner_is_told_once_that_pages_out_of_order_are_cheap(found, left):
    database = connection.settings_dict["NAME"]
    as_owner(database, f'ALTER DATABASE "{database}" {found}')
    try:
        assert prepare().returncode == 0
        assert as_owner(database, PRICE) == [(f"random_page_cost={left}",)]
    finally:
        as_owner(database, f'ALTER DATABASE "{database}" SET random_page_cost = 1.1')


def tables() -> host.Line:
    return next(line for line in host.lines(timezone.now()) if line.what == "Tables")


LATER = "INSERT INTO django_migrations (app, name, applied) VALUES ('reviews', '0099_later', now())"
MADE_OTHERWISE = {
    "ALTER TABLE signatories_theme RENAME TO signatories_topic": "ALTER TABLE signatories_topic RENAME TO signatories_theme",
    "ALTER TABLE reviews_logcount ADD mood text NOT NULL DEFAULT ''": "ALTER TABLE reviews_logcount DROP COLUMN mood",
    LATER: "DELETE FROM django_migrations WHERE name = '0099_later'",
}
FOUND = ["there is no table signatories_theme", "reviews_logcount has a column mood too many", "reviews was changed by 0099_later"]


@pytest.mark.django_db
@pytest.mark.parametrize(("change", "found"), list(zip(MADE_OTHERWISE, FOUND, strict=True)), ids=["table", "too many", "later"])
def test_what_another_version_made_is_found(change, found):
    database = connection.settings_dict["NAME"]
    assert shape.differences() == []
    as_owner(database, change)
    try:
        assert shape.differences() == [found]
        assert (tables().found, tables().well) == ("Made by another version", False)
    finally:
        as_owner(database, MADE_OTHERWISE[change])


EARLIER = {
    "ALTER TABLE reviews_logcount RENAME COLUMN count TO counted": "ALTER TABLE reviews_logcount RENAME COLUMN counted TO count",
    "DELETE FROM django_migrations WHERE app = 'signatories'":
        "INSERT INTO django_migrations (app, name, applied) VALUES ('signatories', '0001_initial', now())",
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "found"),
    list(zip(EARLIER, ["reviews_logcount has no column count", "InconsistentMigrationHistory"], strict=True)),
    ids=["column", "history"],
)
def test_tables_of_another_version_are_one_sentence_with_its_remedy_and_stay_as_they_are(change, found):
    database = connection.settings_dict["NAME"]
    as_owner(database, change)
    try:
        result = prepare()
    finally:
        as_owner(database, EARLIER[change])
    told = result.stderr.strip()
    assert result.returncode == 1 and told.startswith("CommandError: The tables were made by another version of the portal")
    assert found in told and len(told.splitlines()) == 1
    assert "Start the version that made them, or restore a backup" in told and "Nothing was changed" in told


def test_private_server_is_made_anew_by_deleting_its_folder(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert f"Delete the folder {home()} and start again" in shape.said(["x", "y", "z", "a", "b"])
    assert "(x, y, z and 2 more)" in shape.said(["x", "y", "z", "a", "b"])
