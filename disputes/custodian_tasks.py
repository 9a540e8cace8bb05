"""What is asked of custodians, and of people who have to make a case passphrase: in words that name no case."""

import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compact_portal.tasks import Task
from disputes import wall
from disputes.models import Agreement, Custodian, PersonKey, Recovery, Share
from disputes.models.custodians import DRILL
from signatories.models import Officer
from signatories.parts import Parts, part

AHEAD = datetime.timedelta(days=14)
UNSAID = gettext_lazy("Its page tells when; this one tells nothing about it.")


def parts_here(person, on: datetime.date) -> list:
    """For signatories.parts: the key that somebody has, or a reason to make one."""
    appointed = Custodian.objects.filter(person=person, confirmed_at__isnull=False)
    return [
        part(PersonKey.objects.filter(person=person), "has_key", "person"),
        part(appointed.not_ended(), "needs_key"),
        part(Officer.objects.serving(on=on).filter(person=person, compact__gone_live__isnull=False), "needs_key"),
        part(Custodian.objects.serving(on=on).filter(person=person), "keeps"),
    ]


def tasks_of(person, on: datetime.date, parts: Parts, *, takes_part: bool) -> list[Task]:
    """Nothing is asked of the database for somebody who is no custodian. Custodians make a passphrase on appointment, officers where
    cases are taken, and parties once they are in a case (design.md 5)."""
    if "has_key" in parts.more:
        return _custody(person, on) if "keeps" in parts.more else []
    if takes_part or "needs_key" in parts.more:
        why = _("You need it for something that waits for you.")
        return [Task(_("Make your case passphrase"), why, reverse("disputes:make_passphrase"), None, _("5 minutes"), _("It waits until then."))]
    return []


def _custody(person, on: datetime.date) -> list[Task]:
    """Two queries, the second behind the wall."""
    rows = list(Custodian.objects.serving(on=on).filter(person=person).with_drill().select_related("compact"))
    with wall.inside(person=person):
        wanted = Recovery.objects.filter(case__in=Share.objects.filter(custodian=OuterRef(OuterRef("pk"))).values("case"))
        agreed = Agreement.objects.filter(recovery=OuterRef("pk"), sector=OuterRef(OuterRef("sector")))
        wanted = wanted.filter(~Exists(agreed), stopped_at=None, done_at=None, opens_after=None)
        asked = set(Custodian.objects.filter(pk__in=[row.pk for row in rows]).filter(Exists(wanted)).values_list("pk", flat=True))
    tasks = []
    for row in rows:
        due = row.proved_at.date() + DRILL if row.proved_at else None
        if due is None or due - AHEAD <= on:
            address = reverse("disputes:custodians", args=[row.compact.slug])
            tasks.append(
                Task(
                    _("Show that your key opens"),
                    _("You are a custodian for %(called)s.") % {"called": row.compact.called},
                    address,
                    due,
                    _("2 minutes"),
                )
            )
        if row.pk in asked:
            why = _("Somebody has asked for a custodian of %(called)s.") % {"called": row.compact.called}
            address = reverse("disputes:recoveries", args=[row.compact.slug])
            tasks.append(Task(_("Speak to somebody who has asked for you"), why, address, None, _("a conversation"), UNSAID))
    return tasks
