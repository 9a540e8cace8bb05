"""What a database holds, in few enough figures to compare it with its copy."""

import contextlib
from collections.abc import Iterator

import psycopg2

# How a value is written as text must not depend on the session.
SAME_WRITING = (
    "SET timezone TO 'UTC'; SET datestyle TO 'ISO, YMD'; SET intervalstyle TO 'postgres'; SET extra_float_digits TO 1; SET bytea_output TO 'hex'"
)
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
RULES = {
    "triggers": "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal",
    "policies": "SELECT count(*) FROM pg_policies WHERE schemaname = 'public'",
    "constraints": "SELECT count(*) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'",
    "indexes": "SELECT count(*) FROM pg_indexes WHERE schemaname = 'public'",
}
ROWS = 'SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text FROM "{}" t'
# What is gone with a restart anyway, and what would only help somebody who stole the copy.
LEFT_OUT = ("django_session", "cache", "cache_copies")


@contextlib.contextmanager
def connected(settings: dict) -> Iterator:
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password", "NAME": "dbname"}
    address = {theirs: settings[ours] for ours, theirs in names.items() if settings.get(ours)}
    with contextlib.closing(psycopg2.connect(**address, **settings.get("OPTIONS", {}))) as connection, connection.cursor() as cursor:
        yield cursor


def tables(cursor) -> list[str]:
    cursor.execute(TABLES)
    return [name for (name,) in cursor.fetchall()]


def contents(cursor) -> dict:
    """Rows of each table with a sum over their hashes, which no order changes; and how many triggers, policies, constraints and indexes."""
    cursor.execute(SAME_WRITING)
    rows = {table: list(_one(cursor, ROWS.format(table))) for table in tables(cursor) if table not in LEFT_OUT}
    return {"rows": rows, "rules": {kind: _one(cursor, query)[0] for kind, query in RULES.items()}}


def _one(cursor, query: str) -> tuple:
    cursor.execute(query)
    return cursor.fetchone()


def differences(wanted: dict, found: dict) -> list[str]:
    """A sentence for each table or kind of rule that is not the same."""
    said = []
    for table in sorted(wanted["rows"].keys() | found["rows"].keys()):
        before, after = wanted["rows"].get(table), found["rows"].get(table)
        if before != after:
            said.append(
                f"{table}: {_rows(before)} in the backup, {_rows(after)} in the database" + (", of other content." if before and after else ".")
            )
    for kind, number in wanted["rules"].items():
        if found["rules"].get(kind) != number:
            said.append(f"{kind}: {number} in the backup, {found['rules'].get(kind)} in the database.")
    return said


def _rows(known: list | None) -> str:
    return "not" if known is None else f"{known[0]} rows"
