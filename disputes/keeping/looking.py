"""Who looked: what each holder of a case is shown of what the others did with it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.models import Event
from compact_portal.audit.recording import record
from disputes.keeping.tending import tend
from disputes.models import Case
from disputes.sittings import Sitting

HANDED_OVER = "case.handed_over"
# What the page shows, with its words. That something was written shows in the case itself, to those who may read it.
SHOWN = {
    "case.begun": _("began the case"),
    "case.entered": _("opened the case"),
    "case.file_taken": _("downloaded a file"),
    "case.let_in": _("let somebody in"),
    "case.party_added": _("named an organisation as a party"),
    "case.part_added": _("named somebody to take part"),
    "case.part_ended": _("ended somebody’s part"),
    "case.key_lost": _("lost their case passphrase and made a new one"),
    "case.recovery_asked": _("asked the custodians to be let back in"),
    "case.recovery_agreed": _("agreed, as custodian, that somebody is let back in"),
    "case.recovery_stopped": _("objected to somebody being let back in"),
    "case.recovered": _("was let back in by two custodians"),
    "case.erasing_announced": _("told everybody that the case will be erased"),
    HANDED_OVER: _("had another case officer take over"),
    "case.key_renewed": _("had the key changed for what is written from then on"),
}


@transaction.atomic
def entered(request, case: Case, sitting: Sitting) -> None:
    """Recorded once in a sitting, however many pages of the case are read in it."""
    key = str(case.pk)
    if key not in sitting.seen:
        sitting.seen.append(key)
        request.session.modified = True
        record("case.entered", case, by=sitting.person, **({"unlocked": round(sitting.begun)} if sitting.begun else {}))
        tend(case, sitting)


def looks(case: Case):
    """Newest first, with the people. Two queries when evaluated."""
    return Event.objects.about(case).filter(verb__in=SHOWN).select_related("actor")
