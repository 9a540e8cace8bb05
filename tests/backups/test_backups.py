"""A backup opens with one of its keys alone, and comes back whole into an empty database or not at all."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from pyrage import decrypt, x25519

from compact_portal.audit.chain import chain_events
from compact_portal.audit.recording import record
from compact_portal.backups import contents, files, restoring
from compact_portal.database.urls import VARIABLES, database_settings
from tests.conftest import as_owner
from tests.transactional import database_url

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2009, 10, 12, 2, 0, tzinfo=UTC)
CANARY = "canary-5f1d33"


def settings_of(role: str, database: str | None = None) -> dict:
    return database_settings(role) | {"NAME": database or connection.settings_dict["NAME"]}


@pytest.fixture
def keys(tmp_path):
    """Two people's key files, made by the command."""
    made = []
    for name in ("statutory", "vcs"):
        identity = x25519.Identity.generate()
        (tmp_path / name).write_text(f"# a comment\n{identity}\n")
        made.append((tmp_path / name, identity.to_public()))
    return made


@pytest.fixture
def empty_database():
    name = f"{connection.settings_dict['NAME']}_restored"
    as_owner("portal" if not os.environ.get("DATABASE_URL") else database_settings("owner")["NAME"], f"CREATE DATABASE {name} TEMPLATE template0")
    yield name
    as_owner(database_settings("owner")["NAME"], f"DROP DATABASE {name} WITH (FORCE)")


def manage(command: str, *arguments: str, database: str | None = None, **environment) -> subprocess.CompletedProcess:
    addresses = {variable: database_url(role) for role, variable in VARIABLES.items()}
    if database:
        addresses = {variable: address.replace(connection.settings_dict["NAME"], database) for variable, address in addresses.items()}
    known = {name: value for name, value in os.environ.items() if not name.startswith("BACKUP_")}
    call = [sys.executable, "manage.py", command, *arguments]
    return subprocess.run(call, cwd=ROOT, env=known | addresses | environment, capture_output=True, text=True)


def test_what_is_saved_comes_back_with_its_rules_and_rights(committed, cast, keys, empty_database, tmp_path):
    cast.charity.website = f"https://{CANARY}.example.org"
    cast.charity.save()
    record("organisation.changed", cast.charity, by=None)
    chain_events()
    public = " ".join(str(key) for _, key in keys)
    folder = tmp_path / "backups"
    made = manage("backup", BACKUP_FOLDER=str(folder), BACKUP_RECIPIENTS=public)
    assert made.returncode == 0, made.stderr
    (backup,) = files.kept(folder)
    assert CANARY.encode() not in backup.read_bytes()
    assert backup.stat().st_mode & 0o077 == 0
    restored = manage("restore", str(backup), "--key", str(keys[1][0]), database=empty_database)
    assert restored.returncode == 0, restored.stderr + restored.stdout
    assert "all as they were" in restored.stdout and "chain of what happened is whole" in restored.stdout
    assert as_owner(empty_database, f"SELECT count(*) FROM signatories_organisation WHERE website LIKE '%{CANARY}%'") == [(1,)]
    assert as_owner(empty_database, "SELECT has_table_privilege('portal_app', 'audit_event', 'DELETE')") == [(False,)]
    again = manage("restore", str(backup), "--key", str(keys[0][0]), database=empty_database)
    assert again.returncode == 1 and "holds" in again.stderr and "empty" in again.stderr


def test_another_row_is_told(committed, cast, empty_database):
    with contents.connected(settings_of("backup")) as cursor:
        before = contents.contents(cursor)
    cast.charity.name = "Something else"
    cast.charity.save()
    with contents.connected(settings_of("backup")) as cursor:
        after = contents.contents(cursor)
    said = contents.differences(before, after)
    assert [line for line in said if line.startswith("signatories_organisation:")] and all(
        "of other content" in line or "rows in the database" in line for line in said
    )
    assert contents.differences(after, after) == []
    after["rules"]["triggers"] -= 1
    assert any(line.startswith("triggers:") for line in contents.differences(before | {"rows": after["rows"]}, after))


def test_a_stranger_and_a_broken_file_open_nothing(committed, keys, tmp_path, empty_database):
    backup = files.make(tmp_path / "backups", settings_of("backup"), [key for _, key in keys], at=AT)
    assert files.made_at(backup) == AT
    head = json.loads(decrypt(backup.read_bytes(), restoring.identities(keys[0][0])).split(b"\n", 1)[0])
    assert head["rows"]["django_migrations"][0] > 20 and "django_session" not in head["rows"]
    target = settings_of("owner", empty_database)
    with pytest.raises(files.BackupError, match="does not open with this key"):
        restoring.put_back(backup, [x25519.Identity.generate()], target)
    whole = backup.read_bytes()
    for broken in (whole[:-1], whole[:-300] + bytes(300), whole[: len(whole) // 2]):
        backup.write_bytes(broken)
        with pytest.raises(files.BackupError, match=r"does not open|cannot be read"):
            restoring.put_back(backup, restoring.identities(keys[0][0]), target)
    assert as_owner(empty_database, contents.TABLES) == []


def test_a_dump_that_fails_leaves_no_file(db, keys, tmp_path):
    with pytest.raises(Exception, match="no_such_database"):
        files.make(tmp_path / "backups", settings_of("backup", "no_such_database"), [key for _, key in keys], at=AT)
    assert list((tmp_path / "backups").iterdir()) == []


def test_old_ones_go_and_the_newest_stays(tmp_path):
    for days in (0, 10, 35, 36, 400):
        (tmp_path / f"portal-{AT - timedelta(days=days):%Y%m%dT%H%M%SZ}.dump.age").touch()
    (tmp_path / "notes.txt").touch()
    assert len(files.remove_old(tmp_path, 90, at=AT)) == 2  # never longer than people are told
    assert len(files.remove_old(tmp_path, 5, at=AT)) == 2
    assert [files.made_at(path) for path in files.kept(tmp_path)] == [AT]
    assert files.remove_old(tmp_path, 5, at=AT + timedelta(days=400)) == []
    assert (tmp_path / "notes.txt").exists()


def test_keys_that_cannot_be_are_named():
    one = str(x25519.Identity.generate().to_public())
    for words, said in [("", "two people"), ("age1qqqq", "age1qqqq is not a key"), (one, "two people")]:
        with pytest.raises(files.BackupError, match=said):
            files.recipients(words)


def test_key_is_made_once_and_for_its_owner(db, tmp_path):
    made = manage("backup", "--new-key", str(tmp_path / "key"))
    assert made.returncode == 0, made.stderr
    (identity,) = restoring.identities(tmp_path / "key")
    assert made.stdout.strip() == str(identity.to_public())
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
    again = manage("backup", "--new-key", str(tmp_path / "key"))
    assert again.returncode == 1 and "was not written" in again.stderr
    (tmp_path / "text").write_text("hello")
    with pytest.raises(files.BackupError, match="no secret key"):
        restoring.identities(tmp_path / "text")


@pytest.mark.django_db
def test_what_is_left_out_is_there():
    with connection.cursor() as cursor:
        assert set(contents.LEFT_OUT) <= set(contents.tables(cursor))
