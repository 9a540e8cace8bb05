"""One row of any model, for tests that walk all of them: what a row must have is filled in, its words are `words`."""

import datetime

from django.apps import apps
from django.db import models
from django.utils import timezone

from compact_portal.days import today


def make(model, cast, words: str = "Words", **given):
    """Rows that it hangs on are made too, or taken from the cast: `given` and the cast's agreement, text, signature and people win."""
    usual = {
        "User": cast.superuser, "Compact": cast.compact, "Edition": cast.edition, "Organisation": cast.charity, "Code": cast.codes[0],
        "Signature": cast.charity.signatures.get(), "Seat": cast.compact.seats.first(), "Champion": cast.champion.championships.get(),
    }  # fmt: skip
    given = needs(model, cast) | given
    fields = {}
    for field in model._meta.concrete_fields:
        if field.name in given or (field.primary_key and not field.remote_field) or getattr(field, "auto_now_add", False):
            continue
        if field.remote_field:
            if not field.null:
                to = field.remote_field.model
                fields[field.name] = usual[to.__name__] if to.__name__ in usual else to._base_manager.first() or make(to, cast)
        elif field.choices:
            fields[field.name] = field.default if field.has_default() else "" if field.blank else field.choices[0][0]
        elif isinstance(field, models.CharField | models.TextField) and not field.has_default() and field.name not in ("token_hash", "seed"):
            fields[field.name] = _text(field, words)
        elif not field.null and not field.has_default():
            fields[field.name] = "" if field.name in ("token_hash", "seed") else _plain(field)
    return model._base_manager.create(**fields | given)


def needs(model, cast) -> dict:
    """What a constraint asks for besides."""
    match model.__name__:
        case "Checklist":
            return {"code": cast.codes[0]}
        case "KitemarkScheme":
            return {"prefix": "AB"}
        case "Passage":
            return {"text": make(apps.get_model("reviews.DetachedText"), cast, openness="steering")}
    return {}


def _text(field, words: str) -> str:
    if isinstance(field, models.EmailField):
        return "" if field.blank else "else@example.org"
    if isinstance(field, models.URLField) or type(field).__name__ == "WebAddressField":
        return ""
    return words[: field.max_length] if field.max_length else words


def _plain(field):
    if isinstance(field, models.DateTimeField):
        return timezone.now()
    if isinstance(field, models.DateField):
        return today()
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.JSONField):
        return {}
    if isinstance(field, models.DurationField):
        return datetime.timedelta(days=1)
    return b"" if isinstance(field, models.BinaryField) else 1
