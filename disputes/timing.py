"""By when something is to be done in a case: the limits of the table of steps, run from what was done last."""

import datetime

from disputes.clocks import Clock, Pause
from disputes.models import Case, Closure, Move, Procedure
from disputes.procedure import LOOKED_AT_AGAIN, NO_NEW_LIMIT, Setting, State, Step, steps_from

AT_ANY_TIME = ("withdraw", "pause")


def procedure_of(case: Case) -> Procedure:
    """The version that held when the concern was sent, or holds now for a draft."""
    return Procedure.objects.holding(case.compact, on=case.submitted_on)


def clock_of(case: Case) -> Clock | None:
    """The clock of the state in which a case is, or None where nothing has to be done by a day."""
    step = limiting_step(State(case.paused_from or case.state), Setting(case.setting))
    began = last_limit_began(case)
    if step is None or began is None:
        return None
    counted_from = case.moves.filter(event=step.counted_from).order_by("-number").first() if step.counted_from else None
    return clock_from(case, began, step.limit, day=(counted_from or began).taken_on)


def limiting_step(state: State, setting: Setting) -> Step | None:
    """The step whose limit stands for a state: its first that has one, apart from what is no way on."""
    aside = (*AT_ANY_TIME, "receive")
    return next((step for step in steps_from(state, setting) if step.limit and step.event not in aside), None)


def last_limit_began(case: Case) -> Move | None:
    return case.moves.exclude(event__in=NO_NEW_LIMIT).order_by("-number").first()


def clock_from(case: Case, began: Move, limit: str, *, day: datetime.date | None = None) -> Clock:
    """The clock of a limit of the procedure that runs from a move on, or from another `day`, with its extensions and the breaks of the case."""
    day = day or began.taken_on
    extensions = case.extensions.filter(after=began.number).values_list("days", flat=True)
    breaks = [Pause(each.since, each.until) for each in case.breaks.all()]
    closed = Closure.objects.days(case.compact_id, on=day)
    return Clock(day, procedure_of(case).limit(limit), tuple(extensions), tuple(breaks), closed)


def was_received(case: Case) -> bool:
    began = last_limit_began(case)
    return began is not None and case.moves.filter(event="receive", number__gt=began.number).exists()


def receipt_due(case: Case) -> datetime.date | None:
    """The day by which who is told of a concern says that they have it; None once they have, or when that is not waited for."""
    began = last_limit_began(case)
    if case.state != State.DIRECT_TALK or began is None or was_received(case):
        return None
    return clock_from(case, began, "direct_receipt").due_on


def was_looked_at_again(case: Case) -> bool:
    """What was decided here: the one fresh look at it has been asked for."""
    return case.moves.filter(event="ask again", source=case.state).exists()


def fresh_look_until(case: Case) -> datetime.date | None:
    """The last day on which whoever it was decided against can be sure of a fresh look: until then the case is not closed. It is as many
    working days as the look itself may take. None where nothing can be looked at again."""
    if case.state not in LOOKED_AT_AGAIN or was_looked_at_again(case):
        return None
    decided = last_limit_began(case)
    return clock_from(case, decided, "fresh_look").due_on if decided else None
