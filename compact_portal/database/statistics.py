"""What the planner knows of tables that grew at once. PostgreSQL counts them anew by itself within a minute or two; until then it takes
them for as small as they were, and a list that should take a moment takes half a minute.

ANALYZE is the owner's right, so a function of the owner's does it (the right to give it away came with PostgreSQL 17).
"""

from django.db import connection, models, transaction

COUNT_ANEW = """
CREATE OR REPLACE FUNCTION portal_count_anew(tables text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $f$
DECLARE found text;
BEGIN
    FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename = ANY(tables) ORDER BY tablename
    LOOP EXECUTE format('ANALYZE public.%I', found); END LOOP;
END $f$;
REVOKE EXECUTE ON FUNCTION portal_count_anew(text[]) FROM PUBLIC;
"""


def count_anew(*rows: type[models.Model]) -> None:
    """After the transaction that wrote very many `rows`, with their many-to-many tables. Where it fails, nothing that was written is lost."""
    through = [field.remote_field.through for model in rows for field in model._meta.local_many_to_many]
    tables = sorted({model._meta.db_table for model in [*rows, *through]})

    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT portal_count_anew(%s)", [tables])

    transaction.on_commit(ask, robust=True)
