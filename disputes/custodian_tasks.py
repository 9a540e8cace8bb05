"""What is asked of custodians, and of people who have to make a case passphrase: in words that name no case."""

import datetime

from django.db.models import Q
from django.urls import reverse

from compact_portal.tasks import Task
from disputes import wall
from disputes.models import Custodian, Part, PersonKey, Recovery
from disputes.models.custodians import DRILL
from signatories.models import Officer

AHEAD = datetime.timedelta(days=14)


def tasks_of(person, on: datetime.date) -> list[Task]:
    """A fixed number of queries for each custodianship, of which nobody has more than a few."""
    has_key = PersonKey.objects.filter(person=person).exists()
    return [*_passphrase(person, has_key, on), *(_custody(person, on) if has_key else [])]


def _passphrase(person, has_key: bool, on: datetime.date) -> list[Task]:
    """Custodians make theirs on appointment, officers where cases are taken, and parties once they are in a case (design.md 5)."""
    if has_key:
        return []
    custodian = Custodian.objects.filter(person=person, confirmed_at__isnull=False).not_ended().exists()
    officer = Officer.objects.serving(on=on).filter(Q(compact__gone_live__isnull=False), person=person).exists()
    with wall.inside(person=person):
        in_a_case = Part.objects.serving(on=on).filter(person=person).exists()
    if not (custodian or officer or in_a_case):
        return []
    return [
        Task("Make your case passphrase", "You need it for something that waits for you.", reverse("disputes:make_passphrase"), None, "5 minutes")
    ]


def _custody(person, on: datetime.date) -> list[Task]:
    tasks = []
    for row in Custodian.objects.serving(on=on).filter(person=person).with_drill().select_related("compact"):
        due = row.proved_at.date() + DRILL if row.proved_at else None
        address = reverse("disputes:custodians", args=[row.compact.slug])
        if due is None or due - AHEAD <= on:
            tasks.append(Task("Show that your key opens", f"You are a custodian for {row.compact.called}.", address, due, "2 minutes"))
        with wall.inside(person=person):
            asked = Recovery.objects.filter(case__in=row.shares.values("case"), stopped_at=None, done_at=None, opens_after=None)
            asked = asked.exclude(agreements__sector=row.sector).exists()
        if asked:
            why = f"Somebody has asked for a custodian of {row.compact.called}."
            tasks.append(Task("Speak to somebody who has asked for you", why, reverse("disputes:recoveries", args=[row.compact.slug]), None))
    return tasks
