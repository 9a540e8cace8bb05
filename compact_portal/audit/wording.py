"""Kept values as people say them."""

import dataclasses
import datetime
import re
from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext

LONGEST = 300  # characters of one value; a whole agreement's text would bury the rest
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
CODE_WORD = re.compile(r"[a-z]+(_[a-z]+)+")


@dataclass(frozen=True)
class Change:
    """One field, in words. `before` is None where there was nothing to compare with; `key` is the field's name in the code."""

    field: str
    before: str | None
    after: str
    key: str = dataclasses.field(default="", compare=False)


def differences(obj: models.Model, before, rows: list, names: dict[type, dict]) -> list[Change]:
    """From the kept row `before` to the last of `rows`, which one act wrote: all of it where the row was new.

    Addresses are left out: they say again what another field says.
    """
    if not rows:
        return []
    after = rows[-1]
    fields = [f for f in obj._meta.concrete_fields if not f.primary_key and hasattr(after, f.attname) and not isinstance(f, models.SlugField)]
    if before is None or any(row.pgh_label == "added" for row in rows):
        return [change for f in fields for change in _of_new(f, getattr(after, f.attname), names)]
    return [change for f in fields for change in _between(f, getattr(before, f.attname), getattr(after, f.attname), names)]


def name_of(f: models.Field) -> str:
    """In the words of its model, or of its name in the code, which marked.py takes for marked."""
    return capfirst(gettext(str(f.verbose_name)))


def _of_new(f: models.Field, value, names) -> list[Change]:
    if isinstance(value, dict):
        return [Change(_part(f, key), None, plain(words), f.name) for key, words in value.items()]
    # a box that was left alone says nothing
    return [] if value is False or value in (None, "", []) else [Change(name_of(f), None, _words(f, value, names), f.name)]


def _between(f: models.Field, old, new, names) -> list[Change]:
    if isinstance(old, dict) and isinstance(new, dict):
        keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
        return [Change(_part(f, key), plain(old.get(key, gettext("nothing"))), plain(new.get(key, gettext("nothing"))), f.name) for key in keys]
    return [] if old == new else [Change(name_of(f), _words(f, old, names), _words(f, new, names), f.name)]


def _part(f: models.Field, key: str) -> str:
    """One word of an agreement's terms has a line of its own."""
    return f"{name_of(f)}, {key.replace('_', ' ')}"


def _words(f: models.Field, value, names) -> str:
    if value in (None, ""):
        return gettext("nothing")
    if f.is_relation:
        return names.get(f.related_model, {}).get(value, gettext("something no longer kept"))
    if f.flatchoices:
        return gettext(str(dict(f.flatchoices).get(value, value)))
    return plain(value)


def detail_words(value, names: dict) -> str:
    """A value of an event's detail; `names` are those of the things that its numbers mean."""
    if isinstance(value, list):
        return ", ".join(str(names[part]) if part in names else plain(part) for part in value) or gettext("none")
    return str(names[value]) if not isinstance(value, bool) and value in names else plain(value)


def plain(value) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, datetime.datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    if isinstance(value, datetime.date):
        return date_format(value, "j F Y")
    if isinstance(value, list):
        return ", ".join(plain(part) for part in value) or gettext("none")
    text = str(value)
    if ISO_DAY.fullmatch(text):
        return date_format(datetime.date.fromisoformat(text), "j F Y")
    if CODE_WORD.fullmatch(text):
        return text.replace("_", " ")
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
