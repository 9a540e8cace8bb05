"""The portal refuses to run as a role that could switch its rules off."""

import logging

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

QUESTION = """
SELECT r.rolsuper, r.rolbypassrls,
       EXISTS (SELECT 1 FROM pg_tables t WHERE t.schemaname = 'public' AND pg_has_role(current_user, t.tableowner, 'MEMBER'))
FROM pg_roles r WHERE r.rolname = current_user
"""
SPEAKS_IN_ITS_LOG = {"debug5", "debug4", "debug3", "debug2", "debug1", "info", "notice", "warning", "error"}
logger = logging.getLogger("compact_portal.database")
checked = False


def check_running_role(sender, connection, **kwargs) -> None:
    """Once a process, on its first connection. Raises ImproperlyConfigured naming what the role may do and must not."""
    global checked
    if checked or settings.DATABASE_ROLE != "app":
        return
    with connection.cursor() as cursor:
        cursor.execute(QUESTION)
        superuser, bypasses, owns = cursor.fetchone()
        cursor.execute("SHOW log_min_error_statement")
        [statements_from] = cursor.fetchone()
    wrong = [words for has, words in ((superuser, "is a superuser"), (bypasses, "bypasses row-level security"), (owns, "owns the tables")) if has]
    if wrong:
        raise ImproperlyConfigured(f"DATABASE_URL signs in as a role that {' and '.join(wrong)}. Use one with neither power; see README.")
    if settings.PRODUCTION and statements_from in SPEAKS_IN_ITS_LOG:
        logger.warning("PostgreSQL logs statements that fail, and with them what people write: set log_min_error_statement to panic; see README.")
    checked = True
