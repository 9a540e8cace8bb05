"""What the hourly work does about keys: cases whose time has come, drills that lapsed, and the heads of the chains for the custodians."""

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compact_portal.audit.chain import PORTAL, heads
from compact_portal.days import today
from compact_portal.messaging.outbox import queue
from compact_portal.text import one_line
from disputes.keeping.erasing import shred_due
from disputes.models import Custodian, GoneLive
from disputes.readiness import readiness_of

WARN_EVERY = datetime.timedelta(days=30)
HEAD = gettext_lazy("What happened, in one line")
DRILL_LAPSED = gettext_lazy("Custodians are needed")


def do_due() -> list[str]:
    on = today()
    erased, warned, mailed = shred_due(on=on), warn_of_lapsed(on=on), mail_heads(on=on)
    return [
        *([f"Erased {erased} case{'s' * (erased != 1)} whose time had come."] if erased else []),
        *([f"Warned of missing custodians: {warned}."] if warned else []),
        *([f"Mailed the head of the chain to {mailed} custodian{'s' * (mailed != 1)}."] if mailed else []),
    ]


@transaction.atomic
def warn_of_lapsed(*, on: datetime.date) -> int:
    """The officers, once in thirty days while it lasts. Cases go on: a lapsed drill closes nothing."""
    warned = 0
    silent = Q(warned_on__isnull=True) | Q(warned_on__lte=on - WARN_EVERY)
    for live in GoneLive.objects.filter(silent).select_related("compact").select_for_update(of=["self"]):
        ready = readiness_of(live.compact, on=on)
        officers = list(live.compact.officers.serving(on=on).select_related("person"))
        if not officers or not (ready.missing or ready.lapsed):
            continue
        page = settings.PORTAL_URL + reverse("disputes:custodians", args=[live.compact.slug])
        for officer in officers:
            queue(
                to=officer.person.email, compact_id=live.compact_id, subject=one_line(f"{live.compact}: {DRILL_LAPSED}"),
                text=_("There are not enough custodians whose keys have been shown to open. Who, and what to do, is here:") + f"\n\n{page}",
                reason=_("you are an officer of %(agreement)s") % {"agreement": live.compact.called},
            )  # fmt: skip
        live.warned_on = on
        live.save(update_fields=["warned_on"])
        warned += 1
    return warned


@transaction.atomic
def mail_heads(*, on: datetime.date) -> int:
    """Once a day to every custodian: whoever keeps these mails can show later that nothing before them was written anew.

    With the end of the agreement's chain goes that of the portal's own, which nobody else outside would witness.
    """
    ends = {head.chain: f"{head.chain}/{head.number}/{head.digest}" for head in heads()}
    own = ends.get(PORTAL)
    rows = Custodian.objects.serving(on=on).filter(compact__in=ends).exclude(head_mailed_on=on).select_related("person", "compact")
    sent = list(rows.select_for_update(of=["self"]))
    for row in sent:
        parts = [
            _(
                "Keep this mail. It says nothing of what happened, but with it anybody can show later whether what was written down before "
                "today has been changed:"
            ),
            ends[row.compact_id],
        ]
        if own:
            said = _("And this line, for what belongs to no agreement, such as people who were added and addresses that were changed:")
            parts += [said, own]
        queue(
            to=row.person.email, compact_id=row.compact_id, subject=one_line(f"{row.compact}: {HEAD}"), text="\n\n".join(parts),
            reason=_("you are a custodian for %(agreement)s") % {"agreement": row.compact.called},
        )  # fmt: skip
    Custodian.objects.filter(pk__in=[row.pk for row in sent]).update(head_mailed_on=on)
    return len(sent)
