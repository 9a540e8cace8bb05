"""Stage 0: advice is noted without names, answered, and counted; the note itself goes (domain.md C3.3)."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.days import DAY, today
from disputes.models import Advice, AdviceCount
from disputes.roles import may_advise
from signatories.models import Code, Compact

Breakdown = AdviceCount.Breakdown
KEPT = 365 * DAY  # a note without an outcome


@transaction.atomic
def log_advice(*, compact: Compact, subject: str, sector: str, by: User, code: Code | None = None, asked_on: datetime.date | None = None) -> Advice:
    """Noted by whoever was asked, for themself: the chain of events does not hear of it, so that nobody learns that somebody asked."""
    if not may_advise(by, compact):
        raise PermissionDenied
    asked_on = asked_on or today()
    if asked_on > today():
        raise ValidationError({"asked_on": _("This day has not come yet.")})
    made = Advice(compact=compact, adviser=by, asked_on=asked_on, subject=subject, code=code, sector=sector)
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def note_reply(*, advice: Advice, by: User) -> Advice:
    """There was a first answer today. Doing it twice changes nothing."""
    advice = _locked(advice, by)
    advice.replied_on = advice.replied_on or today()
    advice.save(update_fields=["replied_on"])
    return advice


@transaction.atomic
def close_advice(*, advice: Advice, outcome: str, by: User) -> None:
    """It becomes one more in the counts of the year in which it was asked, and the row goes."""
    advice = _locked(advice, by)
    if outcome not in Advice.Outcome.values:
        raise ValidationError({"outcome": _("Choose what came of it.")})
    _count(advice, outcome)
    advice.delete()


@transaction.atomic
def give_up_old(on: datetime.date) -> int:
    """Notes whose outcome nobody gave within KEPT are counted as of people who did not come back, and go. Returns how many."""
    old = list(Advice.objects.select_for_update(of=["self"]).select_related("compact", "code").filter(asked_on__lt=on - KEPT))
    for advice in old:
        _count(advice, Advice.Outcome.LOST)
        advice.delete()
    return len(old)


def _count(advice: Advice, outcome: str) -> None:
    options = {
        Breakdown.ALL: "",
        Breakdown.SUBJECT: advice.subject,
        Breakdown.CODE: advice.code.title[:60] if advice.code else "",
        Breakdown.SECTOR: advice.sector,
        Breakdown.OUTCOME: outcome,
    }
    for breakdown, option in options.items():
        AdviceCount.objects.one_more(advice.compact, advice.asked_on.year, breakdown, option)


@transaction.atomic
def remove_advice(*, advice: Advice, by: User) -> None:
    """Noted by mistake: it is counted nowhere."""
    _locked(advice, by).delete()


def _locked(advice: Advice, by: User) -> Advice:
    found = Advice.objects.select_for_update(of=["self"]).select_related("compact", "code").filter(pk=advice.pk).first()
    if found is None:
        raise ValidationError(_("This note was counted or removed already."))
    if found.adviser_id != by.pk:
        raise PermissionDenied
    return found
