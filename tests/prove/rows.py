"""Very many rows, made by the database itself."""

from django.db import connection
from django.db.models import UUIDField


def copies(model, row, count: int, **changed: str) -> int:
    """`count` rows like `row`; `changed` holds SQL for columns, in which `n` counts from 1. Returns the key before the first of them.

    Each gets a number of its own where the column is one that no two rows share.
    """
    changed = {f.column: "gen_random_uuid()" for f in model._meta.concrete_fields if f.unique and isinstance(f, UUIDField)} | changed
    columns = [f.column for f in model._meta.concrete_fields if not f.primary_key]
    said = [f"({changed[name]})" if name in changed else f't."{name}"' for name in columns]
    named = ", ".join(f'"{name}"' for name in columns)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({named}) SELECT {", ".join(said)} FROM generate_series(1, %s) n, "{table}" t WHERE t.id = %s',
            [count, row.pk],
        )
        cursor.execute(f'SELECT max(id) FROM "{table}"')
        return cursor.fetchone()[0] - count
