"""The history of one row in words: what its triggers kept and what actions said of it, merged by time."""

import datetime
import json
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from compact_portal.audit.models import Event

NOBODY = "the portal itself, or somebody without an account"
LONGEST = 300  # characters of one value; a whole agreement's text would bury the rest


@dataclass(frozen=True)
class Change:
    """One field, in words. `before` is None where the row was new."""

    field: str
    before: str | None
    after: str


@dataclass(frozen=True)
class Line:
    at: datetime.datetime
    who: str
    what: str
    changes: list[Change] = field(default_factory=list)


def history_of(obj: models.Model) -> list[Line]:
    """Every line about `obj`, newest first, in a number of queries that its model decides, not its history.

    Two for the rows, one for the people, one for each related model that a kept value points at.
    """
    rows = list(obj.history.order_by("pgh_id"))
    people = get_user_model().objects.in_bulk({row.pgh_context["user"] for row in rows if _user_of(row)})
    names = _related_names(obj, rows)
    lines = []
    for before, row in zip([None, *rows], rows, strict=False):
        changes = _changes(obj, before, row, names)
        if changes or row.pgh_label != "changed":
            who = people.get(_user_of(row))
            lines.append(Line(row.pgh_created_at, str(who) if who else NOBODY, capfirst(row.pgh_label), changes))
    lines += [_event_line(event) for event in Event.objects.about(obj).select_related("actor")]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _user_of(row) -> int | None:
    return (row.pgh_context or {}).get("user")


def _event_line(event: Event) -> Line:
    """`champion.named` becomes "Champion named"; its details follow as values without a before."""
    what = capfirst(event.verb.replace(".", " ").replace("_", " "))
    details = [Change(capfirst(key.replace("_", " ")), None, _plain(value)) for key, value in event.detail.items()]
    return Line(event.at, str(event.actor) if event.actor else NOBODY, what, details)


def _kept_fields(obj, row) -> list[models.Field]:
    return [f for f in obj._meta.concrete_fields if not f.primary_key and hasattr(row, f.attname)]


def _changes(obj, before, row, names) -> list[Change]:
    if before is None or row.pgh_label == "added":
        values = [(f, getattr(row, f.attname)) for f in _kept_fields(obj, row)]
        return [Change(capfirst(f.verbose_name), None, _words(f, value, names)) for f, value in values if value not in (None, "", {}, [])]
    pairs = [(f, getattr(before, f.attname), getattr(row, f.attname)) for f in _kept_fields(obj, row)]
    return [Change(capfirst(f.verbose_name), _words(f, old, names), _words(f, new, names)) for f, old, new in pairs if old != new]


def _related_names(obj, rows) -> dict[type, dict]:
    """Names of everything that a kept foreign key points at, by model and key: one query a model."""
    wanted: dict[type, set] = {}
    for row in rows:
        for f in _kept_fields(obj, row):
            if f.is_relation and getattr(row, f.attname) is not None:
                wanted.setdefault(f.related_model, set()).add(getattr(row, f.attname))
    # select_related() without names follows what must be there: names are often made of two rows.
    return {model: {k: str(found) for k, found in model._base_manager.select_related().in_bulk(keys).items()} for model, keys in wanted.items()}


def _words(f: models.Field, value, names) -> str:
    if value in (None, ""):
        return "nothing"
    if f.is_relation:
        return names.get(f.related_model, {}).get(value, "something no longer kept")
    if f.flatchoices:
        return str(dict(f.flatchoices).get(value, value))
    return _plain(value)


def _plain(value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    if isinstance(value, datetime.date):
        return date_format(value, "j F Y")
    if isinstance(value, list) and all(isinstance(part, int | str) for part in value):
        return ", ".join(map(str, value)) or "none"
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
