"""History by trigger: every insert, update and delete of a tracked model leaves a row that nobody can change.

Triggers see what signals miss: the admin, bulk writes and raw SQL. Answers to surveys, drafts and tokens are not tracked.
"""

import pghistory
import pghistory.models
import pgtrigger
from django.db import models

NO_TRUNCATE = pgtrigger.Trigger(
    name="no_truncate",
    level=pgtrigger.Statement,
    when=pgtrigger.Before,
    operation=pgtrigger.Truncate,
    func="RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME;",
)
APPEND_ONLY = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete), NO_TRUNCATE]


class HistoryEvent(pghistory.models.Event):
    """One change of one row: the row as it was after it (after a deletion, before it)."""

    pgh_id = models.BigAutoField(primary_key=True)
    append_only = True

    class Meta:
        abstract = True


def tracked(*, exclude: list[str] | None = None):
    """Class decorator: keep the history of this model. `exclude` names fields that must never be copied."""
    return pghistory.track(
        pghistory.InsertEvent("added"),
        pghistory.UpdateEvent("changed"),
        pghistory.DeleteEvent("removed"),
        exclude=exclude,
        base_model=HistoryEvent,
        obj_field=pghistory.ObjForeignKey(related_name="history"),
        context_field=pghistory.ContextJSONField(),
        context_id_field=None,
        meta={"triggers": APPEND_ONLY},
    )
