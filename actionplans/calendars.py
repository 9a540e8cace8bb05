"""Days of actions for calendar programs (iCalendar, RFC 5545): when something is due, its single days, its meetings."""

import datetime
import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.models import Action, Plan
from compact_portal.tasks import Task
from signatories.models import Compact, Organisation
from signatories.roles import acted_for

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """One entry of a calendar besides actions and tasks. `key` never changes; `last` is its last day where it has several."""

    key: str
    day: datetime.date
    what: str
    address: str
    last: datetime.date | None = None


def awaited_days():
    """Unfinished actions of plans that are under way, with what a calendar entry says of them. One query, two with the plan's agreement."""
    actions = Action.objects.filter(target__plan__status=Plan.Status.ADOPTED).exclude(status__in=Action.NOT_AWAITED)
    return actions.select_related("target__plan__compact").order_by("due_on", "pk")


def of_compact(compact: Compact):
    return awaited_days().filter(target__plan__compact=compact)


def of_organisation(organisation: Organisation, compact: Compact):
    return of_compact(compact).owned_by(Organisation.objects.same_as(organisation))


def of_person(person):
    """What organisations that `person` acts for own or support, and what names them."""
    own = acted_for(person)
    mine = Action.objects.filter(Q(owners__in=own) | Q(supporters__in=own) | Q(people__person=person))
    return awaited_days().filter(pk__in=mine.values("pk"))


def days_of(action: Action) -> list[tuple[datetime.date, str]]:
    """(day, what happens on it), in order and each day once. A day on which something is due says so before it says anything else."""
    days = dict.fromkeys(action.meetings, action.recurrence or _("Meeting"))
    days |= dict.fromkeys(action.milestones, _("Day of"))
    if action.due_on:
        days[action.due_on] = _("Due")
    return sorted(days.items())


def to_ics(actions, *, name: str, tasks: list[Task] = (), days: list[Day] = ()) -> bytes:
    """A calendar called `name`: the days of actions, tasks that have a day, and other `days`. Each entry keeps its identity from one fetch to the
    next, so that programs move it rather than double it."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Compact portal//Plans//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", datetime.timedelta(hours=12), parameters={"VALUE": "DURATION"})
    now = timezone.now()
    for action in actions:
        plan = action.target.plan
        for place, (day, what) in enumerate(days_of(action), 1):
            event = Event()
            event.add("summary", f"{what}: {action.text}"[:200])
            event.add("description", description_of(action, plan))
            add(calendar, event, f"action-{action.pk}-{place}", day, now, f"{plan.get_absolute_url()}#action-{action.pk}")
    for task in tasks:
        event = Event()
        event.add("summary", task.what[:200])
        event.add("description", task.why)
        # A task has no row of its own: what it is and where it leads tell it from others.
        add(calendar, event, f"task-{hashlib.sha256(f'{task.address} {task.what}'.encode()).hexdigest()[:20]}", task.due_on, now, task.address)
    for each in days:
        event = Event()
        event.add("summary", each.what[:200])
        add(calendar, event, each.key, each.day, now, each.address, last=each.last)
    return calendar.to_ical()


def add(calendar, event, uid: str, day: datetime.date, now: datetime.datetime, address: str, *, last: datetime.date | None = None) -> None:
    host = settings.PORTAL_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    event.add("uid", f"{uid}@{host}")
    event.add("dtstamp", now)
    event.add("dtstart", day)
    event.add("dtend", (last or day) + DAY)
    event.add("url", settings.PORTAL_URL + address)
    event.add("transp", "TRANSPARENT")  # a day by which something is due keeps nobody busy
    calendar.add_component(event)


def description_of(action: Action, plan: Plan) -> str:
    lines = [f"{plan.terms.target} {action.target.number}: {action.target.text}", f"{plan.compact}, {plan}"]
    if action.owners_as_written:
        lines.append(f"{plan.terms.owner}: {action.owners_as_written}")
    if action.by_when:
        lines.append(_("By when, as written: %(by_when)s") % {"by_when": action.by_when})
    return "\n".join(lines)
