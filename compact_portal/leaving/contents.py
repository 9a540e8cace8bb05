"""The tables of a pack one after another, and what they name: the people, organisations and files that go along."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.contrib.auth import get_user_model
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import LINKS
from compact_portal.audit.models import Event
from compact_portal.documents.datasets import DAY, NUMBER, Column, Dataset
from compact_portal.history import SHOWN
from compact_portal.leaving.figures import FIGURES
from compact_portal.leaving.shape import dataset_of, fields_of, history_of, key_of
from compact_portal.leaving.tables import NARROWED, ONLY_WHERE_NAMED, known, rows_of, taken
from compact_portal.open_data.registry import DATASETS
from signatories.models import Area, Compact, Organisation

MANY = 2000  # keys in one question to the database
# Rows of these may be shown now and have been somebody's draft before: their past stays here, and so do deeds upon them.
NO_PAST = (*(model for model in NARROWED if model.__module__.startswith("reviews")),)


@dataclass(frozen=True)
class Table:
    """`names` says in which column, by its place, rows of what else are named."""

    folder: str
    dataset: Dataset
    names: dict[int, type] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.dataset.key}"


def tables(compact: Compact) -> Iterator[Table]:
    """All that are known from the start; those of what they name follow with `named_tables`."""
    for model in taken():
        yield Table("tables", dataset_of(model, lambda compact, model=model: rows_of(model, compact)), names_in(model))
    for model in SHOWN:
        if model not in NO_PAST and model is not Organisation:
            yield from past_of(model)
    yield Table("tables", EVENTS, {1: get_user_model()})
    yield Table("tables", FIGURES)
    for dataset in DATASETS.values():
        yield Table("open-data", dataset)


def past_of(model) -> Iterator[Table]:
    """What the history pages show of it (compact_portal/history.py), with what was linked to it."""

    def rows(compact):
        return model.pgh_event_model.objects.filter(pgh_obj__in=SHOWN[model](compact).order_by().values("pk")).order_by("pgh_id")

    own = history_of(model, model.pgh_event_model, rows)
    yield Table("history", own, {2: get_user_model()} | {place + 3: of for place, of in names_in(model, links=False).items()})
    for link in model._meta.many_to_many:
        if events := LINKS.get(link.remote_field.through):
            yield of_links(model, link, events)


def of_links(model, link, events) -> Table:
    def rows(compact):
        return events.objects.filter(**{f"{link.m2m_field_name()}__in": SHOWN[model](compact).order_by().values("pk")}).order_by("pgh_id")

    made = history_of(events.pgh_tracked_model, events, rows)
    key = f"{key_of(model)}-{link.name}"
    return Table("history", replace(made, key=key), {2: get_user_model()} | {p + 3: of for p, of in names_in(events.pgh_tracked_model).items()})


def names_in(model, *, links: bool = True) -> dict[int, type]:
    fields = fields_of(model)
    found = {place: each.related_model for place, each in enumerate(fields) if each.is_relation}
    if links:
        found |= {len(fields) + place: link.related_model for place, link in enumerate(model._meta.many_to_many)}
    return {place: related for place, related in found.items() if related in ONLY_WHERE_NAMED}


def events(compact: Compact):
    """What the history pages tell of deeds; nothing of disagreements, answers or single questions."""
    told = [model._meta.label_lower for model in SHOWN if model not in NO_PAST]
    return Event.objects.filter(compact_id=compact.pk, target_model__in=told).order_by("pk")


EVENTS = Dataset(
    "what-happened",
    _("What happened"),
    _("One line for each deed: who did what to what, and when."),
    (
        Column("at", _("When."), DAY, always=True),
        Column("actor_id", format_lazy(_("Who; empty for the portal itself. A row of {table}."), table=key_of(get_user_model())), NUMBER),
        Column("verb", _("What was done, such as plan.adopted."), always=True),
        Column("target_model", _("To a row of which table."), always=True),
        Column("target_id", _("Which row of it."), always=True),
        Column("target_name", _("What it was called."), always=True),
        Column("detail", _("Numbers, days and codes that belong to it."), always=True),
    ),
    events,
    lambda _, rows: rows.values_list("at", "actor_id", "verb", "target_model", "target_id", "target_name", "detail"),
)


class Named:
    """Rows of `model` with these keys, as far as they are still there, to be sliced as a QuerySet is."""

    def __init__(self, model, keys: set):
        self.model, self.keys = model, list(values_of(model, "pk", keys))

    def __getitem__(self, part: slice):
        return self.model._base_manager.filter(pk__in=self.keys[part]).order_by("pk")


def named_tables(named: dict[type, set]) -> Iterator[Table]:
    """Tables of what others name. Each may name more: organisations their areas, files who uploaded them; people come last."""
    followed = {Organisation: ("successor", "merged_into"), Area: ("parent",)}
    for model in (*(model for model in ONLY_WHERE_NAMED if model is not get_user_model()), get_user_model()):
        for name in followed.get(model, ()):
            follow(model, name, named[model])
        found = Named(model, named[model])
        dataset = dataset_of(model, lambda _, found=found: found)
        yield Table("tables", with_addresses(dataset) if model is Organisation else dataset, names_in(model) if model is not get_user_model() else {})


def values_of(model, name: str, keys: set) -> Iterator:
    """The field `name` of the rows with these keys, in their order, some at a time."""
    wanted = sorted(keys)
    for start in range(0, len(wanted), MANY):
        rows = model._base_manager.filter(pk__in=wanted[start : start + MANY]).order_by("pk")
        yield from rows.values_list(name, flat=True)


def follow(model, name: str, keys: set) -> None:
    """Adds what rows lead to by the foreign key `name`, and what that leads to, to `keys`."""
    new = keys
    while new:
        new = {pk for pk in values_of(model, name, new) if pk} - keys
        keys |= new


def with_addresses(organisations: Dataset) -> Dataset:
    """The address of an organisation is told by its signature: of others that a plan names, theirs alone is known."""
    address = Column("contact_email", _("Its e-mail address, where it has signed."))

    def read(compact, rows):
        told = dict(rows.filter(pk__in=known(compact)).values_list("pk", "contact_email"))
        return [(*values, told.get(values[0], "")) for values in organisations.read(compact, rows)]

    return replace(organisations, columns=(*organisations.columns, address), read=read)
