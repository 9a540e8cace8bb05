"""My to-do over all Compacts: what is asked of me, why me, by when, how long it takes."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

import actionplans.tasks
import disputes.tasks
import reviews.board.tasks
import reviews.checklists.tasks
import reviews.events.tasks
import reviews.tasks
import reviews.year.tasks
import signatories.people_tasks
import signatories.tasks
from compact_portal import setting_up
from compact_portal.tasks import Task
from reviews.models import Survey
from signatories.models import Compact, Organisation, Signature
from signatories.parts import Parts, parts_of

# Each looks first at the parts that somebody has, and asks the database for nothing else.
ASKING_BY_PART = (
    reviews.tasks.tasks_of,
    reviews.checklists.tasks.tasks_of,
    reviews.board.tasks.tasks_of,
    reviews.events.tasks.tasks_of,
    reviews.year.tasks.tasks_of,
    actionplans.tasks.tasks_of,
    disputes.tasks.tasks_of,
    signatories.tasks.tasks_of,
    setting_up.tasks_of,
)


@dataclass(frozen=True)
class Place:
    """One of my agreements, and the pages of it that I need: (words, address)."""

    compact: Compact
    links: list[tuple[str, str]] = field(default_factory=list)


def all_parts_of(person, on: datetime.date) -> Parts:
    """One query, over every room."""
    return parts_of(person, on, *reviews.checklists.tasks.parts_here(person), *disputes.tasks.parts_here(person, on))


def places_of(person, parts: Parts, *, on: datetime.date) -> list[Place]:
    """At most four queries, however many agreements there are."""
    surveys: dict[int, list[int]] = {}
    open_ones = Survey.objects.open().filter(compact__in=parts.officered)
    for compact, year in open_ones.order_by("-review__year").values_list("compact", "review__year"):
        surveys.setdefault(compact, []).append(year)
    places, own = [], signatories.people_tasks.own_pages(person, on, parts)
    for compact in compacts_of(parts):
        place = Place(compact)
        if compact.pk in parts.steered:
            place.links.append((capfirst(compact.terms.steering_group), reverse("signatories:steering", args=[compact.slug])))
        for year in surveys.get(compact.pk, []):
            place.links.append((_("Survey %(year)s") % {"year": year}, reverse("reviews:manage", args=[compact.slug, year])))
        mine = [(words, address) for pk, words, address in own if pk == compact.pk]
        place.links.extend(mine)
        if mine:
            place.links.append((_("My log"), reverse("reviews:log", args=[compact.slug])))
        if compact.pk in parts.boards:
            place.links.append((_("Reports"), reverse("reviews:reports", args=[compact.slug])))
            place.links.append((_("Board papers"), reverse("reviews:papers", args=[compact.slug])))
        places.append(place)
    return places


def compacts_of(parts: Parts):
    """Those that somebody steers, receives reports of, or has signed with an organisation that they act or are Champion for."""
    acting = Organisation.objects.same_as(*parts.acts_for)
    signed = Signature.objects.in_force().filter(Q(organisation__in=acting) | Q(pk__in=parts.champion_of)).values("compact")
    return Compact.objects.filter(Q(pk__in=parts.steered | parts.boards) | Q(pk__in=signed))


def tasks_for(person, parts: Parts, *, on: datetime.date, asking=ASKING_BY_PART) -> list[Task]:
    """In order of date; what has no date comes last. A fixed number of queries for each part that somebody has, none for those they have not."""
    tasks = [task for tasks_of in asking for task in tasks_of(person, on, parts)]
    return sorted(tasks, key=lambda task: (task.due_on is None, task.due_on or on, task.what))
