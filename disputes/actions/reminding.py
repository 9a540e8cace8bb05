"""Telling people that something waits for them: on the last day, when it has passed, and when the private questions are asked."""

import datetime

from django.db import transaction
from django.db.models import Q

from compact_portal.audit.recording import record
from disputes.emails import tell
from disputes.models import Case, PrivateQuestion, Role
from disputes.procedure import Setting, State, Who
from disputes.succession import officer_has_gone
from disputes.timing import receipt_due
from disputes.turns import ROLES, turn_of

DAY = datetime.timedelta(days=1)
NOTICE = datetime.timedelta(days=30)


@transaction.atomic
def remind(on: datetime.date) -> int:
    """To those whose turn it is, on the last day and on the day after it, once each. Inside the wall's clockwork.

    Returns how many people were told.
    """
    told, days = 0, (on, on - DAY)
    due = Case.objects.filter(Q(due_on__in=days) | Q(state=State.DIRECT_TALK)).exclude(reminded_on=on).exclude(state=State.PAUSED)
    for case in due.select_for_update(of=["self"], skip_locked=True).select_related("compact").prefetch_related("parts__person"):
        if case.due_on in days:
            turn = turn_of(State(case.state), Setting(case.setting))
        elif receipt_due(case) in days:
            turn = {Who.RESPONDER}
        else:
            continue
        people = [part.person for part in case.parts.all() if not part.has_ended and ROLES.get(part.role) in turn]
        if Who.OFFICER in turn and officer_has_gone(case):  # the sides can ask for another one
            people += [part.person for part in case.parts.all() if not part.has_ended and part.role in (Role.RAISER, Role.RESPONDER)]
        tell(people, case)
        told += len(people)
        Case.objects.filter(pk=case.pk).update(reminded_on=on)
    return told


@transaction.atomic
def ask_private(on: datetime.date) -> int:
    """Each private question is told of once, from its day on. Inside the wall's clockwork."""
    asked = PrivateQuestion.objects.filter(asked_on__lte=on, answered_on__isnull=True, told_on__isnull=True)
    questions = list(asked.select_for_update(of=["self"], skip_locked=True).select_related("part__person"))
    tell([question.part.person for question in questions])
    PrivateQuestion.objects.filter(pk__in=[question.pk for question in questions]).update(told_on=on)
    return len(questions)


@transaction.atomic
def announce_erasing(on: datetime.date) -> int:
    """Everybody of a case hears once, NOTICE before its end, that it will be erased: time to keep what they need, or to open it again.

    Inside the wall's clockwork. Returns how many cases were announced.
    """
    due = Case.objects.filter(erase_on__lte=on + NOTICE, erase_told_on__isnull=True)
    cases = list(due.select_for_update(of=["self"], skip_locked=True).select_related("compact").prefetch_related("parts__person"))
    for case in cases:
        tell([part.person for part in case.parts.all() if not part.has_ended])
        record("case.erasing_announced", case, by=None, erase_on=case.erase_on.isoformat())
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(erase_told_on=on)
    return len(cases)
