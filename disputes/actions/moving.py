"""The one place where a case goes from one state to another."""

from django.db import transaction
from django.db.models.functions import Least

from compact_portal.audit.recording import record
from compact_portal.days import today
from disputes.models import Case, Move, Part
from disputes.procedure import Setting, State, step_named
from disputes.timing import clock_of
from disputes.turns import last_move


@transaction.atomic
def advance(*, case: Case, event: str, part: Part | None) -> Case:
    """Take the step `event` of the table; who may and whether it is time was asked before. The new state's clock begins."""
    case = Case.objects.select_for_update(of=["self"]).select_related("compact").get(pk=case.pk)
    step = step_named(event, State(case.state), Setting(case.setting))
    source = case.state
    target = step.target or State(case.paused_from)
    if event == "pause":
        case.paused_from = source
    if source == State.PAUSED:
        case.paused_from = ""
        case.breaks.filter(until__isnull=True).update(until=Least("last_on", today()))  # an agreed break is over on its day, whoever ends it
    Move.objects.create(
        case=case,
        number=last_move(case) + 1,
        event=event,
        source=source,
        target=target,
        was_due_on=case.due_on,
        by=part,
    )
    case.state, case.stage = target, max(case.stage, step.stage)
    clock = clock_of(case) if target != State.PAUSED else None
    case.due_on = clock.due_on if clock else None
    case.save(update_fields=["state", "paused_from", "stage", "due_on"])
    record("case.moved", case, by=part.person if part else None, to=str(target))
    return case
