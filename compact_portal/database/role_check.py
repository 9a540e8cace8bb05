"""The portal refuses to run as a role that could switch its rules off."""

import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

QUESTION = """
SELECT r.rolsuper, r.rolbypassrls,
       EXISTS (SELECT 1 FROM pg_tables t WHERE t.schemaname = 'public' AND pg_has_role(current_user, t.tableowner, 'MEMBER'))
FROM pg_roles r WHERE r.rolname = current_user
"""
checked = False


def check_running_role(sender, connection, **kwargs) -> None:
    """Once a process, on its first connection. Raises ImproperlyConfigured naming what the role may do and must not."""
    global checked
    if checked or settings.DATABASE_ROLE != "app":
        return
    with connection.cursor() as cursor:
        cursor.execute(QUESTION)
        superuser, bypasses, owns = cursor.fetchone()
    wrong = [words for has, words in ((superuser, "is a superuser"), (bypasses, "bypasses row-level security"), (owns, "owns the tables")) if has]
    if wrong and "pytest" not in sys.modules:
        raise ImproperlyConfigured(f"DATABASE_URL signs in as a role that {' and '.join(wrong)}. Use one with neither power; see README.")
    checked = True
