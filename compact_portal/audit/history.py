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


# The history of the links that a many-to-many field makes, by the model of their table.
LINKS: dict[type[models.Model], type[HistoryEvent]] = {}


def tracked(*, exclude: list[str] | None = None):
    """Class decorator: keep the history of this model. `exclude` names fields that must never be copied."""

    def decorate(model):
        keep_history(model, exclude=exclude, obj_field=pghistory.ObjForeignKey(related_name="history"))
        return model

    return decorate


def tracked_links(field):
    """Class decorator for a proxy of `field.through`: who linked what and when, which neither of the two rows holds.

    Takes the many-to-many field as its class gives it, such as `Action.owners`. A link that is gone has no row to point at, so its
    history is found by what it linked.
    """

    def decorate(proxy):
        LINKS[field.through] = keep_history(proxy, obj_field=None)
        return proxy

    return decorate


def keep_history(model: type[models.Model], **options) -> type[HistoryEvent]:
    return pghistory.create_event_model(
        model,
        pghistory.InsertEvent("added"),
        pghistory.UpdateEvent("changed"),
        pghistory.DeleteEvent("removed"),
        base_model=HistoryEvent,
        context_field=pghistory.ContextJSONField(),
        context_id_field=None,
        meta={"triggers": APPEND_ONLY},
        abstract=False,
        **options,
    )
