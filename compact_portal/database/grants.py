"""What the running and the backup role may do, set again after every migrate by the owner.

The barrier of append-only tables is the missing UPDATE and DELETE right; the trigger in `audit.history` is the second one.
"""

import pghistory.models
from django.apps import apps
from django.conf import settings
from django.db import connections

from compact_portal.database.policies import make_policies
from compact_portal.database.statistics import COUNT_ANEW
from compact_portal.database.urls import ROLES, database_settings

# pgtrigger lets a session switch triggers off by a setting. The role that serves pages must not have that power.
NEVER_IGNORE = """
DO $$ BEGIN
IF EXISTS (SELECT 1 FROM pg_proc WHERE proname = '_pgtrigger_should_ignore') THEN
CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN AS $f$
DECLARE ignored TEXT; matches BOOLEAN;
BEGIN
    IF session_user = '{app}' THEN RETURN FALSE; END IF;
    SELECT CURRENT_SETTING('pgtrigger.ignore', true) INTO ignored;
    IF ignored IS NULL OR ignored = '' THEN RETURN FALSE; END IF;
    SELECT trigger_name = ANY(ignored::TEXT[]) INTO matches;
    RETURN matches;
END; $f$ LANGUAGE plpgsql;
END IF; END $$
"""


# PostgreSQL samples every column for its planner, and keeps the sample after the row is gone: not of these.
UNSAMPLED = {
    "reviews_response": ["draft", "saved_sections", "changes"],
    "reviews_tally": ["counts", "responses", "minutes"],
    "reviews_bundle": ["texts"],
    "reviews_detachedtext": ["body"],
    "reviews_namedanswer": ["body"],
    "reviews_passage": ["wording"],
    "reviews_opinion": ["wording"],
    "reviews_offer": ["text"],
    "reviews_sheet": ["answers", "changes"],
    "reviews_undertakingword": ["kept", "done", "evidence", "link", "openness"],
    "reviews_saidofundertaking": ["text"],
    "reviews_saidapart": ["text"],
    "messaging_message": ["text", "html"],
    "signatories_champion": ["notes"],
    "signatories_enquiry": ["text", "answer", "name", "sent_to"],
    "django_session": ["session_data"],
    "cache": ["value"],
    "cache_copies": ["value"],
}
# Of the database as a whole; a clone does not take them over. At the planner's usual price, that of a spinning disk, it reads the whole
# of a table that all agreements share where an index would lead to the rows of one. A host may set another price afterwards.
PAGE_OUT_OF_ORDER = 1.1
OWNED_AND_UNSET = """
SELECT 1 FROM pg_database d WHERE datname = %s AND pg_has_role(datdba, 'MEMBER') AND NOT EXISTS (
    SELECT 1 FROM pg_db_role_setting s, unnest(setconfig) said WHERE s.setdatabase = d.oid AND s.setrole = 0 AND said LIKE 'random_page_cost=%%')
"""
# History is written by triggers as the owner, on tables named in full: the running role can neither forge it nor shadow it.
TRIGGERS_AS_OWNER = """
DO $$ DECLARE f regprocedure; BEGIN
FOR f IN SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prorettype = 'trigger'::regtype
LOOP EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = public, pg_temp', f); END LOOP; END $$
"""


def history_tables() -> list[str]:
    return [m._meta.db_table for m in apps.get_models(include_auto_created=True) if issubclass(m, pghistory.models.Event) and m._meta.managed]


def append_only_tables() -> list[str]:
    """History tables and every model that says `append_only = True`."""
    models = apps.get_models(include_auto_created=True)
    return [m._meta.db_table for m in models if issubclass(m, pghistory.models.Event) or getattr(m, "append_only", False)]


def role_name(role: str) -> str:
    return database_settings(role).get("USER") or ROLES[role]


def after_migrate(sender, using="default", **kwargs) -> None:
    """Grant, then take back. Does nothing when somebody other than the owner migrates (a test's own settings)."""
    if settings.DATABASE_ROLE != "owner":
        return
    app, backup = role_name("app"), role_name("backup")
    with connections[using].cursor() as cursor:
        cursor.execute(f'GRANT USAGE ON SCHEMA public TO "{app}", "{backup}"')
        cursor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{app}"')
        cursor.execute(f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{app}"')
        cursor.execute(f'GRANT SELECT ON ALL TABLES IN SCHEMA public TO "{backup}"')
        cursor.execute(f'GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO "{backup}"')
        # Tables made later by other commands, such as those of the caches
        cursor.execute(f'ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "{app}"')
        cursor.execute(f'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO "{backup}"')
        cursor.execute(f'REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM "{app}"')
        for table in append_only_tables():
            cursor.execute(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM "{app}"')
        for table in history_tables():
            cursor.execute(f'REVOKE INSERT ON "{table}" FROM "{app}"')
        set_up_database(cursor, connections[using].settings_dict["NAME"])
        cursor.execute(NEVER_IGNORE.format(app=app))
        cursor.execute(TRIGGERS_AS_OWNER)
        cursor.execute(COUNT_ANEW)
        cursor.execute(f'GRANT EXECUTE ON FUNCTION portal_count_anew(text[]) TO "{app}"')
        make_policies(cursor)
        stop_sampling(cursor)


def set_up_database(cursor, name: str) -> None:
    """Both hold from the next connection."""
    cursor.execute(f'REVOKE TEMPORARY ON DATABASE "{name}" FROM PUBLIC')
    cursor.execute(OWNED_AND_UNSET, [name])
    if cursor.fetchone():
        cursor.execute(f'ALTER DATABASE "{name}" SET random_page_cost = {PAGE_OUT_OF_ORDER}')


def stop_sampling(cursor) -> None:
    """Once for each column; ANALYZE then forgets what had been sampled."""
    for table, columns in UNSAMPLED.items():
        cursor.execute("SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attstattarget IS DISTINCT FROM 0", [table])
        sampled = {name for (name,) in cursor.fetchall()} & set(columns)
        for column in sampled:
            cursor.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET STATISTICS 0')
        if sampled:
            cursor.execute(f'ANALYZE "{table}"')
