"""My to-do over all Compacts: what is asked of me, why me, by when, how long it takes."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst

import actionplans.tasks
import disputes.tasks
import reviews.board.tasks
import reviews.checklists.tasks
import reviews.events.tasks
import reviews.tasks
import signatories.people_tasks
import signatories.tasks
from compact_portal.days import today
from compact_portal.tasks import Task
from reviews.models import Survey
from signatories.models import BoardMember, Champion, Compact, Signature
from signatories.roles import acted_for

ASKING = (
    reviews.tasks.tasks_of,
    reviews.checklists.tasks.tasks_of,
    reviews.board.tasks.tasks_of,
    reviews.events.tasks.tasks_of,
    actionplans.tasks.tasks_of,
    disputes.tasks.tasks_of,
    signatories.tasks.tasks_of,
)


@dataclass(frozen=True)
class Place:
    """One of my agreements, and the pages of it that I need: (words, address)."""

    compact: Compact
    links: list[tuple[str, str]] = field(default_factory=list)


def home(request):
    """Nothing but what is to be done, the most urgent first; and the way to each of my agreements."""
    on = today()
    tasks = [(task, task.is_late(on)) for task in tasks_for(request.user, on=on)]
    return render(request, "home.html", {"tasks": tasks, "places": places_of(request.user, on=on)})


def places_of(person, *, on: datetime.date) -> list[Place]:
    """A fixed number of queries, however many agreements there are."""
    steered = set(Compact.objects.steered_by(person, on=on).values_list("pk", flat=True))
    boards = set(BoardMember.objects.serving(on=on).filter(person=person).values_list("compact", flat=True))
    surveys: dict[int, list[int]] = {}
    open_ones = Survey.objects.open().filter(compact__in=Compact.objects.officered_by(person, on=on))
    for compact, year in open_ones.order_by("-review__year").values_list("compact", "review__year"):
        surveys.setdefault(compact, []).append(year)
    places, own = [], signatories.people_tasks.own_pages(person, on)
    for compact in compacts_of(person, on=on):
        place = Place(compact)
        if compact.pk in steered:
            place.links.append((capfirst(compact.terms.steering_group), reverse("signatories:steering", args=[compact.slug])))
        for year in surveys.get(compact.pk, []):
            place.links.append((f"Survey {year}", reverse("reviews:manage", args=[compact.slug, year])))
        place.links.extend((words, address) for pk, words, address in own if pk == compact.pk)
        if compact.pk in boards:
            place.links.append(("Reports", reverse("reviews:reports", args=[compact.slug])))
            place.links.append(("Board papers", reverse("reviews:papers", args=[compact.slug])))
        places.append(place)
    return places


def compacts_of(person, *, on: datetime.date):
    """Those that `person` steers, receives reports of, or has signed with an organisation that they act or are Champion for."""
    acts_for = acted_for(person, on=on)
    champions = Champion.objects.serving(on=on).filter(person=person).values("signature")
    signed = Signature.objects.in_force().filter(Q(organisation__in=acts_for) | Q(pk__in=champions)).values("compact")
    boards = BoardMember.objects.serving(on=on).filter(person=person).values("compact")
    return Compact.objects.filter(Q(pk__in=Compact.objects.steered_by(person, on=on)) | Q(pk__in=signed) | Q(pk__in=boards))


def tasks_for(person, *, on: datetime.date) -> list[Task]:
    """In order of date; what has no date comes last. A fixed number of queries."""
    tasks = [task for tasks_of in ASKING for task in tasks_of(person, on)]
    return sorted(tasks, key=lambda task: (task.due_on is None, task.due_on or on, task.what))
