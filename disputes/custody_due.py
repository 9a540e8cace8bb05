"""What the hourly work does about keys: cases whose time has come, drills that lapsed, and the head of the chain for the custodians."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compact_portal.audit.chain import heads
from compact_portal.days import today
from compact_portal.messaging.models import Message
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


def warn_of_lapsed(*, on: datetime.date) -> int:
    """Both officers, once in thirty days while it lasts. Cases go on: a lapsed drill closes nothing."""
    warned = 0
    for live in GoneLive.objects.select_related("compact"):
        ready = readiness_of(live.compact, on=on)
        subject = one_line(f"{live.compact}: {DRILL_LAPSED}")
        told = Message.objects.filter(compact_id=live.compact_id, subject=subject, queued_at__date__gt=on - WARN_EVERY).exists()
        if told or not (ready.missing or ready.lapsed):
            continue
        page = settings.PORTAL_URL + reverse("disputes:custodians", args=[live.compact.slug])
        for officer in live.compact.officers.serving(on=on).select_related("person"):
            queue(
                to=officer.person.email, compact_id=live.compact_id, subject=subject,
                text=_("There are not enough custodians whose keys have been shown to open. Who, and what to do, is here:") + f"\n\n{page}",
                reason=_("you are an officer of %(agreement)s") % {"agreement": live.compact.called},
            )  # fmt: skip
        warned += 1
    return warned


def mail_heads(*, on: datetime.date) -> int:
    """Once a day to every custodian: whoever keeps these mails can show later that nothing before them was written anew."""
    ends = {head.chain: head for head in heads()}
    rows = list(Custodian.objects.serving(on=on).filter(compact__in=ends).select_related("person", "compact"))
    told = set(
        Message.objects.filter(compact_id__in={row.compact_id for row in rows}, subject__contains=str(HEAD), queued_at__date=on).values_list(
            "compact_id", "to"
        )
    )
    sent = 0
    for row in rows:
        if (row.compact_id, row.person.email) in told:
            continue
        head = ends[row.compact_id]
        queue(
            to=row.person.email, compact_id=row.compact_id, subject=one_line(f"{row.compact}: {HEAD}"),
            text=_(
                "Keep this mail. It says nothing of what happened, but with it anybody can show later whether what was written down before "
                "today has been changed:"
            ) + f"\n\n{head.chain}/{head.number}/{head.digest}",
            reason=_("you are a custodian for %(agreement)s") % {"agreement": row.compact.called},
        )  # fmt: skip
        sent += 1
    return sent
