"""What disagreements ask of people, in words that tell nobody who reads over a shoulder what it is about."""

import datetime

from django.db.models import Q
from django.urls import reverse

from compact_portal.tasks import Task
from disputes import custodian_tasks, wall
from disputes.clocks import Clock
from disputes.models import Advice, Case, Part, PrivateQuestion, Procedure, Role, Signpost, Standing
from disputes.models.closures import days_of
from disputes.procedure import Setting, State
from disputes.roles import sectors_of
from disputes.turns import turn_of, whos
from signatories.models import Compact
from signatories.parts import Parts, parts_of

QUIET = [State.DRAFT, State.WITHDRAWN, State.ANONYMISED]


def tasks_of(person, on: datetime.date, parts: Parts | None = None) -> list[Task]:
    parts = parts or parts_of(person, on)
    return [*of_cases(person, on), *(of_lists(person, on) if parts.steered else []), *of_advice(person, on), *custodian_tasks.tasks_of(person, on)]


def of_cases(person, on: datetime.date) -> list[Task]:
    """My turn, in words that say nothing. Two queries, and two more for whoever takes part in something."""
    parts: dict = {}
    with wall.inside(person=person):
        for part in Part.objects.open_to(person, on=on):
            parts.setdefault(part.case_id, []).append(part)
        cases = list(Case.objects.filter(pk__in=parts).exclude(Q(state__in=QUIET) & Q(erase_told_on__isnull=True)).select_related("compact"))
        asked = PrivateQuestion.objects.filter(part__person=person, answered_on__isnull=True, asked_on__lte=on)
        asked = set(asked.values_list("case", flat=True)) if parts else set()
    tasks = []
    for case in cases:
        mine = parts[case.pk]
        if case.erase_told_on:
            said = "Something that you took part in is erased soon."
            tasks.append(Task("Keep a copy of what you need", said, case.get_absolute_url(), case.erase_on, "10 minutes"))
            continue
        turn = bool(turn_of(State(case.state), Setting(case.setting)) & whos(mine))
        wanted = any(part.role in (Role.CANDIDATE, Role.ASKED) for part in mine)
        if turn or wanted or case.pk in asked:
            tasks.append(Task("Read what waits for you", "You take part in a conversation.", case.get_absolute_url(), case.due_on if turn else None))
    return tasks


def of_lists(person, on: datetime.date) -> list[Task]:
    """Places to turn to that are to be checked, terms that end, and entries that wait for the other sector."""
    steered = list(Compact.objects.steered_by(person, on=on))
    if not steered:
        return []
    officered = set(Compact.objects.officered_by(person, on=on).values_list("pk", flat=True))
    tasks, by_key = [], {compact.pk: compact for compact in steered}
    for signpost in Signpost.objects.to_review(on).filter(compact__in=officered):
        compact = by_key[signpost.compact_id]
        address = reverse("disputes:change_signpost", args=[compact.slug, signpost.pk])
        why = f"You are the {compact.terms.officer} of {compact.called}, and people who need help are sent there."
        tasks.append(Task(f"Check whether {signpost} can still help", why, address, signpost.review_on, "5 minutes"))
    soon = on + datetime.timedelta(days=60)
    for standing in Standing.objects.serving(on=on).ending_before(soon).filter(compact__in=officered).select_related("person"):
        compact = by_key[standing.compact_id]
        why = f"The term of {standing.person} ends: whoever follows is proposed before that."
        tasks.append(Task("Find somebody who stands ready", why, reverse("disputes:people", args=[compact.slug]), standing.until, "a day or two"))
    waiting = Standing.objects.waiting().filter(compact__in=steered).exclude(proposed_by=person).exclude(person=person)
    for compact in {row.compact_id: by_key[row.compact_id] for row in waiting.select_related("proposed_by")}.values():
        mine = sectors_of(person, compact, on=on)
        if any(mine - sectors_of(row.proposed_by, compact, on=on) for row in waiting if row.compact_id == compact.pk):
            why = "Nobody is put on these lists by one sector alone, and you are of the other one."
            tasks.append(Task("Confirm who stands ready", why, reverse("disputes:people", args=[compact.slug]), None, "5 minutes"))
    return tasks


def of_advice(person, on: datetime.date) -> list[Task]:
    """Somebody waits for a first answer, or for a conversation."""
    tasks, procedures, closures = [], {}, {}
    for note in Advice.objects.kept_by(person).select_related("compact"):
        compact = note.compact
        if compact.pk not in procedures:
            procedures[compact.pk] = Procedure.objects.holding(compact, on=on)
            closures[compact.pk] = list(compact.closures.all())
        procedure = procedures[compact.pk]
        limit = procedure.limit("advice" if note.replied_on else "advice_reply")
        due_on = Clock(note.asked_on, limit, closed=days_of(closures[compact.pk], on=note.asked_on)).due_on
        what = "Finish a conversation that you began" if note.replied_on else "Answer somebody who asked you"
        tasks.append(Task(what, "You noted that somebody asked you.", reverse("disputes:advice", args=[compact.slug]), due_on))
    return tasks
