"""The history of one row: what its triggers kept, what was linked to it, and what actions said of it, as one line for each act."""

import datetime
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import LINKS
from compact_portal.audit.models import Event
from compact_portal.audit.wording import Change, detail_words, differences, name_of

NOBODY = _("the portal itself, or somebody without an account")
# Steps of one person that lie no further apart belong to one act: nobody fills in two forms in a second.
ONE_ACT = datetime.timedelta(seconds=1)


@dataclass(frozen=True)
class Line:
    at: datetime.datetime
    who: str
    what: str
    changes: list[Change] = field(default_factory=list)


@dataclass
class Act:
    """What one person did at once: rows that changed, links that came and went, and the event that says why."""

    at: datetime.datetime
    user: int | None
    rows: list = field(default_factory=list)
    links: list[tuple[models.Field, models.Model]] = field(default_factory=list)
    event: Event | None = None


def history_of(obj: models.Model, *, details: dict[str, dict] | None = None) -> list[Line]:
    """Every line about `obj`, newest first, in a number of queries that its model decides, not its history.

    One for the rows, one for each kind of link, one for the events and one for the people, and one for each related model that a
    kept value points at. `details` names what an event's detail holds as numbers, such as {"codes": {1: "Funding"}}.
    """
    rows = list(obj.history.order_by("pgh_id"))
    links = _links_of(obj)
    events = list(Event.objects.about(obj).order_by("id"))
    acts = _acts(rows, links, events)
    people = _people(acts)
    names = _related_names(obj, rows, links)
    details = {"person": people} | (details or {})
    lines, before = [], None
    for act in acts:
        changes = differences(obj, before, act.rows, names) + _link_changes(act, names)
        before = act.rows[-1] if act.rows else before
        if act.event:
            changed = {change.key for change in changes}
            changes += [
                Change(capfirst(key.replace("_", " ")), None, detail_words(value, details.get(key, {})), key)
                for key, value in act.event.detail.items()
                if key not in changed
            ]
        if changes or act.event:
            lines.append(Line(act.at, str(people.get(act.user, NOBODY)), _title(act), changes))
    return lines[::-1]


def _acts(rows: list, links: list, events: list[Event]) -> list[Act]:
    """In order of time. An act has one event at most: a second one tells of something else."""
    steps = [(row.pgh_created_at, _user_of(row), None, row) for row in rows]
    steps += [(row.pgh_created_at, _user_of(row), f, row) for f, row in links]
    steps += [(event.at, event.actor_id, None, event) for event in events]
    acts: list[Act] = []
    last = None
    for at, user, f, thing in sorted(steps, key=lambda step: step[0]):
        goes_on = acts and acts[-1].user == user and at - last <= ONE_ACT and not (acts[-1].event and isinstance(thing, Event))
        if not goes_on:
            acts.append(Act(at, user))
        last = at
        if isinstance(thing, Event):
            acts[-1].event = thing
        elif f is not None:
            acts[-1].links.append((f, thing))
        else:
            acts[-1].rows.append(thing)
    return acts


def _user_of(row) -> int | None:
    return (row.pgh_context or {}).get("user")


def _links_of(obj: models.Model) -> list[tuple[models.Field, models.Model]]:
    tracked = [(f, LINKS[f.remote_field.through]) for f in obj._meta.many_to_many if f.remote_field.through in LINKS]
    return [(f, row) for f, kept in tracked for row in kept.objects.filter(**{f.m2m_field_name(): obj.pk}).order_by("pgh_id")]


def _linked(f: models.Field, row) -> int:
    return getattr(row, f"{f.m2m_reverse_field_name()}_id")


def _people(acts: list[Act]) -> dict:
    wanted = {act.user for act in acts} | {act.event.detail.get("person") for act in acts if act.event}
    return get_user_model().objects.in_bulk(wanted - {None})


def _related_names(obj, rows: list, links: list) -> dict[type, dict]:
    """Names of everything that a kept foreign key or link points at, by model and key: one query a model."""
    wanted: dict[type, set] = {}
    for row in rows:
        for f in obj._meta.concrete_fields:
            if f.is_relation and getattr(row, f.attname, None) is not None:
                wanted.setdefault(f.related_model, set()).add(getattr(row, f.attname))
    for f, row in links:
        wanted.setdefault(f.related_model, set()).add(_linked(f, row))
    # select_related() without names follows what must be there: names are often made of two rows.
    return {model: {k: str(found) for k, found in model._base_manager.select_related().in_bulk(keys).items()} for model, keys in wanted.items()}


def _link_changes(act: Act, names: dict[type, dict]) -> list[Change]:
    """What came and what went, by field: "added Wealdshire Council; removed Wealdshire Police"."""
    said: dict[models.Field, dict[str, list[str]]] = {}
    for f, row in act.links:
        name = names[f.related_model].get(_linked(f, row), gettext("something no longer kept"))
        said.setdefault(f, {}).setdefault(row.pgh_label, []).append(name)
    return [
        Change(name_of(f), None, "; ".join(_came_or_went(label, found) for label, found in sorted(by_label.items())), f.name)
        for f, by_label in said.items()
    ]


def _came_or_went(label: str, names: list[str]) -> str:
    said = gettext("added %(names)s") if label == "added" else gettext("removed %(names)s")
    return said % {"names": ", ".join(sorted(names))}


def _title(act: Act) -> str:
    """`champion.named` becomes "Champion named"; without an event, what happened to the row."""
    if act.event:
        return capfirst(act.event.verb.replace(".", " ").replace("_", " "))
    labels = {row.pgh_label for row in act.rows}
    return gettext("Removed") if "removed" in labels else gettext("Added") if "added" in labels else gettext("Changed")
