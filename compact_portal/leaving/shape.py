"""A table as its model describes it: every column under its name, with what it means."""

from collections.abc import Iterable
from functools import partial

from django.contrib.auth import get_user_model
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.documents.datasets import DAY, LIST, NUMBER, TEXT, WEB, YES_NO, Column, Dataset
from compact_portal.leaving.tables import NEVER, NOT_OF

KINDS = {
    models.BooleanField: YES_NO, models.DateTimeField: DAY, models.DateField: DAY, models.IntegerField: NUMBER, models.URLField: WEB,
}  # fmt: skip
OF_PEOPLE = ("id", "name", "email")  # how they sign in stays here
PLAIN = {"id": _("Its number in this pack; other tables name the row by it.")}


def key_of(model: type[models.Model]) -> str:
    """The name of its table and file, such as "signatories-signature"."""
    return f"{model._meta.app_label}-{model._meta.model_name}"


def dataset_of(model: type[models.Model], rows) -> Dataset:
    """`rows` gives for an agreement a QuerySet in a fixed order."""
    fields, links = fields_of(model), model._meta.many_to_many if model is not get_user_model() else ()
    columns = (*(column_of(field) for field in fields), *(column_of_links(link) for link in links))
    about = " ".join((model.__doc__ or "").split()) if not (model.__doc__ or "").startswith(f"{model.__name__}(") else ""
    return Dataset(key_of(model), capfirst(str(model._meta.verbose_name_plural)), about, columns, rows, partial(read, fields, links))


def fields_of(model) -> list[models.Field]:
    own = [field for field in model._meta.concrete_fields if not isinstance(field, models.BinaryField)]
    if model is get_user_model():
        return [field for field in own if field.name in OF_PEOPLE]
    return [field for field in own if field.name not in NEVER | NOT_OF.get(model, set())]


def read(fields, links, compact, rows) -> Iterable[tuple]:
    lists = {f"list_of_{link.name}": linked(link) for link in links}
    return rows.annotate(**lists).values_list(*(field.attname for field in fields), *lists)


def linked(link) -> ArraySubquery:
    """Keys of what a many-to-many field links to a row."""
    other = f"{link.m2m_reverse_field_name()}_id"
    through = link.remote_field.through._base_manager.filter(**{link.m2m_field_name(): OuterRef("pk")})
    return ArraySubquery(through.order_by(other).values(other))


def column_of(field: models.Field) -> Column:
    kind = next((kind for cls, kind in KINDS.items() if isinstance(field, cls)), TEXT)
    return Column(field.attname, meaning_of(field), kind, always=not field.null and not field.blank)


def meaning_of(field: models.Field) -> str:
    said = [str(PLAIN.get(field.attname, "")) or capfirst(f"{field.verbose_name}."), str(field.help_text)]
    if field.is_relation:
        said.append(gettext("A row of %(table)s.") % {"table": key_of(field.related_model)})
    elif field.choices:
        said.append(gettext("One of: %(choices)s.") % {"choices": "; ".join(f"{value} ({label})" for value, label in field.flatchoices if value)})
    return " ".join(each for each in said if each)


def column_of_links(link) -> Column:
    meaning = gettext("%(what)s: rows of %(table)s.") % {"what": capfirst(str(link.verbose_name)), "table": key_of(link.related_model)}
    return Column(link.name, meaning, LIST, always=True)


def history_of(model: type[models.Model], events: type[models.Model], rows) -> Dataset:
    """What the triggers kept of `model`, or of links in it: one line for each change, as the row was after it."""
    tracked = {field.name for field in fields_of(model)}
    fields = [field for field in events._meta.concrete_fields if field.name in tracked]
    who = gettext("Who did it; empty for the portal itself. A row of %(table)s.")
    columns = (
        Column("changed_at", gettext("When it was changed."), DAY, always=True),
        Column("what", gettext("added, changed or removed."), always=True),
        Column("by_id", who % {"table": key_of(get_user_model())}, NUMBER),
        *(column_of(field) for field in fields),
    )
    names = ("pgh_created_at", "pgh_label", "by_id", *(field.attname for field in fields))
    title = gettext("History of %(rows)s") % {"rows": model._meta.verbose_name_plural}
    return Dataset(key_of(model), title, "", columns, rows, lambda _, rows: rows.annotate(by_id=F("pgh_context__user")).values_list(*names))
