"""Whether the tables are those that this version of the portal works with: what the migrations record is not always what is there."""

import os

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from compact_portal.database.urls import home

COLUMNS = """
SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
"""
TOLD = 3  # of many differences


def differences() -> list[str]:
    """A clause for each thing that this version knows otherwise. A table of somebody else's in the same database is none. Two queries."""
    there: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        for table, column in cursor.fetchall():
            there.setdefault(table, set()).add(column)
    found = []
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        table, known = model._meta.db_table, {field.column for field in model._meta.local_concrete_fields}
        if table not in there:
            found.append(f"there is no table {table}")
            continue
        found += [f"{table} has no column {column}" for column in sorted(known - there[table])]
        found += [f"{table} has a column {column} too many" for column in sorted(there[table] - known)]
    return found + [f"{app} was changed by {name}" for app, name in _from_later()]


def _from_later() -> list[tuple[str, str]]:
    loader = MigrationLoader(connection)
    return sorted((app, name) for app, name in loader.applied_migrations if app in loader.migrated_apps and (app, name) not in loader.disk_migrations)


def said(found: list[str]) -> str:
    """One sentence of what is wrong, and what to do."""
    named = ", ".join(found[:TOLD]) + (f" and {len(found) - TOLD} more" if len(found) > TOLD else "")
    return f"The tables were made by another version of the portal, and this one cannot work with them ({named}). {remedy()}"


def remedy() -> str:
    if not os.environ.get("DATABASE_URL") and not settings.PRODUCTION:
        return f"Delete the folder {home()} and start again: it is made anew, and what was kept in it is gone."
    return (
        "Start the version that made them, or restore a backup into an empty database (docs/backups.md). "
        "Nothing was changed. Where nobody works with this portal yet, empty the database and start again."
    )
