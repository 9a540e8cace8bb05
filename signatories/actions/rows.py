"""A row that an officer or a lead keeps: made new, or changed in its words. The caller has asked who may, inside its transaction."""

from django.db import models

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record


def save_row(model: type[models.Model], row: models.Model | None, *, of: dict, fields: dict, verb: str, by: User):
    """`of` says whose it is, and finds no row of anybody else. Recorded as "VERB.added" or "VERB.changed"; raises ValidationError."""
    kept = model(**of) if row is None else model._default_manager.select_for_update(of=["self"]).get(pk=row.pk, **of)
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.full_clean()
    kept.save()
    record(f"{verb}.added" if row is None else f"{verb}.changed", kept, by=by)
    return kept
