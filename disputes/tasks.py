"""What disagreements ask of people, in words that tell nobody who reads over a shoulder what it is about."""

import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.tasks import Task
from disputes import custodian_tasks, wall
from disputes.clocks import Clock
from disputes.models import Advice, Case, Closure, Part, PrivateQuestion, Procedure, Role, Signpost, Standing
from disputes.models.closures import days_of
from disputes.procedure import Setting, State
from disputes.roles import sectors_in
from disputes.succession import may_be_handed_over
from disputes.turns import turn_of, whos
from signatories.parts import Parts, part, parts_of

SOON = datetime.timedelta(days=60)
QUIET = [State.DRAFT, State.WITHDRAWN, State.ANONYMISED]


def tasks_of(person, on: datetime.date, parts: Parts | None = None) -> list[Task]:
    """A fixed number of queries: one look behind the wall for everybody, and one for each thing that somebody has to do with."""
    parts = parts or parts_of(person, on, *parts_here(person, on))
    cases, takes_part = of_cases(person, on, parts)
    return [
        *cases,
        *(of_lists(person, parts, on) if parts.steered else []),
        *(of_advice(person, on) if "advises" in parts.more else []),
        *custodian_tasks.tasks_of(person, on, parts, takes_part=takes_part),
    ]


def parts_here(person, on: datetime.date) -> list:
    """For signatories.parts: what somebody has to do with disagreements, apart from cases, which only the wall shows."""
    return [part(Advice.objects.kept_by(person), "advises"), *custodian_tasks.parts_here(person, on)]


def of_cases(person, on: datetime.date, own: Parts) -> tuple[list[Task], bool]:
    """My turn, in words that say nothing; and whether this person takes part in any. One query, and two more for whoever does."""
    parts: dict = {}
    with wall.inside(person=person):
        for row in Part.objects.open_to(person, on=on, own=own.bodies):
            parts.setdefault(row.case_id, []).append(row)
        told = {key for key, mine in parts.items() if any(part.told_on for part in mine)}
        wanted = Case.objects.filter(pk__in=parts).exclude(Q(state__in=QUIET) & Q(erase_told_on__isnull=True) & ~Q(pk__in=told))
        cases = list(wanted.select_related("compact")) if parts else []
        asked = PrivateQuestion.objects.filter(part__person=person, answered_on__isnull=True, asked_on__lte=on)
        asked = set(asked.values_list("case", flat=True)) if parts else set()
    tasks = []
    for case in cases:
        mine = parts[case.pk]
        if case.erase_told_on:
            said = _("Something that you took part in is erased soon.")
            tasks.append(Task(_("Keep a copy of what you need"), said, case.get_absolute_url(), case.erase_on, _("10 minutes")))
            continue
        if case.compact_id not in own.officered and any(part.role == Role.OFFICER for part in mine) and may_be_handed_over(case):
            tasks.append(to_hand_over(case))
        turn = bool(turn_of(State(case.state), Setting(case.setting)) & whos(mine))
        wanted = any(part.role in (Role.CANDIDATE, Role.ASKED) for part in mine)
        if turn or wanted or case.pk in asked or case.pk in told:
            tasks.append(
                Task(
                    _("Read what waits for you"),
                    _("You take part in a conversation."),
                    case.get_absolute_url(),
                    case.due_on if turn else None,
                    _("a few minutes"),
                    custodian_tasks.UNSAID,
                )
            )
    return tasks, bool(parts)


def to_hand_over(case: Case) -> Task:
    """For a case officer whose office has ended: the case stays with them until somebody else has it."""
    return Task(
        what=_("Hand over what is with you"),
        why=_("You take part in a conversation, and no longer hold the office that it came with."),
        address=reverse("disputes:hand_over", args=[case.compact.slug, case.reference]),
        due_on=None,
        takes=_("5 minutes"),
        no_day=_("Soon: until then it waits for you."),
    )


def of_lists(person, parts: Parts, on: datetime.date) -> list[Task]:
    """Places to turn to that are to be checked, terms that end, and entries that wait for the other sector."""
    return [*(places_to_check(parts.officered, on) if parts.officered else []), *of_those_who_stand_ready(person, parts, on)]


def places_to_check(officered: set[int], on: datetime.date) -> list[Task]:
    tasks = []
    for signpost in Signpost.objects.to_review(on).filter(compact__in=officered).select_related("compact"):
        compact = signpost.compact
        address = reverse("disputes:change_signpost", args=[compact.slug, signpost.pk])
        why = _("You are the %(officer)s of %(called)s, and people who need help are sent there.") % {
            "officer": compact.terms.officer,
            "called": compact.called,
        }
        tasks.append(Task(_("Check whether %(signpost)s can still help") % {"signpost": signpost}, why, address, signpost.review_on, _("5 minutes")))
    return tasks


def of_those_who_stand_ready(person, parts: Parts, on: datetime.date) -> list[Task]:
    """For officers, a term that ends; for everybody who steers, an entry that wants the word of the other sector. One query, two more
    where something waits."""
    ending = Standing.objects.serving(on=on).ending_before(on + SOON).filter(compact__in=parts.officered)
    waiting = Standing.objects.waiting().filter(compact__in=parts.steered).exclude(proposed_by=person).exclude(person=person)
    rows = list((ending | waiting).select_related("compact", "person"))
    tasks = []
    for row in rows:
        if row.is_confirmed:
            why = _("The term of %(person)s ends: whoever follows is proposed before that.") % {"person": row.person}
            address = reverse("disputes:people", args=[row.compact.slug])
            tasks.append(Task(_("Find somebody who stands ready"), why, address, row.until, _("a day or two")))
    unsure = [row for row in rows if not row.is_confirmed]
    if not unsure:
        return tasks
    sides = sectors_in({person.pk, *(row.proposed_by_id for row in unsure)}, {row.compact_id for row in unsure}, on=on)
    confirmable = {
        row.compact: min(timezone.localdate(other.proposed_at) for other in unsure if other.compact_id == row.compact_id)
        for row in unsure
        if sides.get((person.pk, row.compact_id), set()) - sides.get((row.proposed_by_id, row.compact_id), set())
    }
    for compact, proposed_on in sorted(confirmable.items(), key=str):
        why = _("Nobody is put on these lists by one sector alone, and you are of the other one.")
        tasks.append(
            Task(_("Confirm who stands ready"), why, reverse("disputes:people", args=[compact.slug]), compact.answer_by(proposed_on), _("5 minutes"))
        )
    return tasks


def of_advice(person, on: datetime.date) -> list[Task]:
    """Somebody waits for a first answer, or for a conversation. Three queries."""
    notes = list(Advice.objects.kept_by(person).select_related("compact"))
    procedures, tasks = Procedure.objects.holding_in({note.compact for note in notes}, on=on), []
    closures = list(Closure.objects.filter(compact__in=procedures))
    for note in notes:
        closed = days_of((row for row in closures if row.compact_id == note.compact_id), on=note.asked_on)
        limit = procedures[note.compact_id].limit("advice" if note.replied_on else "advice_reply")
        due_on = Clock(note.asked_on, limit, closed=closed).due_on
        what = _("Finish a conversation that you began") if note.replied_on else _("Answer somebody who asked you")
        tasks.append(
            Task(what, _("You noted that somebody asked you."), reverse("disputes:advice", args=[note.compact.slug]), due_on, _("a conversation"))
        )
    return tasks
