"""The second wall: PostgreSQL itself shows the running role no row of a case but those that a view has asked for in so many words.

Each model of a case says in `row_policy` which of its rows are to be seen (compact_portal/database/policies.py makes policies of
it). The conditions look at three settings, which last as long as the transaction:

    portal.case       everything of this one case
    portal.person     which cases this person takes part in, and who else: enough for a list, nothing that was said
    portal.clockwork  the portal's own work over all cases: states and days, nothing that was said

With none of them set there are no cases. A query that forgets its filter finds nothing.
"""

from contextlib import contextmanager

from django.db import connection, transaction

CASE, PERSON, CLOCKWORK = "portal.case", "portal.person", "portal.clockwork"
NAMES = (CASE, PERSON, CLOCKWORK)
CHANGES = ", ".join(f"set_config('{name}', %s, true)" for name in NAMES)
VALUES = ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in NAMES)
SET = f"SELECT {CHANGES}"
# What held before is read in the same step: PostgreSQL evaluates the columns of a row from left to right.
SWAP = f"SELECT {VALUES}, {CHANGES}"

# For the conditions of models. An unset setting reads as NULL before its first use and as '' after it.
THIS_CASE = f"NULLIF(current_setting('{CASE}', true), '')::uuid"
THIS_PERSON = f"NULLIF(current_setting('{PERSON}', true), '')::bigint"
THE_CLOCKWORK = f"current_setting('{CLOCKWORK}', true) = 'on'"


@contextmanager
def inside(*, case=None, person=None, clockwork: bool = False):
    """A transaction in which these rows are to be seen and no others; what held before holds again afterwards.

    `case` and `person` are rows or keys. Evaluate what you ask for before the block ends: a lazy list that is read later is empty.
    """
    wanted = [str(getattr(case, "pk", case) or ""), str(getattr(person, "pk", person) or ""), "on" if clockwork else ""]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SWAP, wanted)
        before = cursor.fetchone()[: len(NAMES)]
        yield
        cursor.execute(SET, before)  # after an error the rollback does this
