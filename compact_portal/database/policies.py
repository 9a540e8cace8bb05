"""Row-level security, made anew after every migrate by the owner: a model's `row_policy` is the condition for seeing and writing its rows.

The owner is bound by it too (FORCE), so that a command run as owner forgets nothing of it; the backup role is not, or a dump would
have holes. What the conditions look at is explained in disputes/wall.py.
"""

from django.apps import apps
from django.db import models

POLICY = "portal_rows"


def guarded_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if getattr(model, "row_policy", "")]


def make_policies(cursor) -> None:
    """Every guarded table in one statement each: there is no moment at which a table stands open."""
    for model in guarded_models():
        table = model._meta.db_table
        cursor.execute(f"""
            DO $$ BEGIN
            ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
            ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;
            DROP POLICY IF EXISTS {POLICY} ON "{table}";
            CREATE POLICY {POLICY} ON "{table}" USING ({model.row_policy}) WITH CHECK ({model.row_policy});
            END $$
        """)
