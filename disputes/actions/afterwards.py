"""When a case is over: one row of numbers, private questions, and nothing else that lasts."""

import datetime
from itertools import pairwise

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext

from compact_portal.days import today
from disputes import keeping
from disputes.emails import tell
from disputes.meeting import bring_in, is_tied, sector_of
from disputes.models import (
    Audience,
    Case,
    Confidence,
    Consent,
    Entry,
    PanelCount,
    PersonKey,
    PrivateCount,
    PrivateQuestion,
    Role,
    Side,
    Story,
    Tally,
)
from disputes.models.afterwards import ASKED, After, Result
from disputes.models.case import OF_A_SIDE
from disputes.procedure import RESTING, Stage, State, stage_of
from disputes.sittings import Sitting
from disputes.timing import procedure_of
from disputes.turns import sides_of

COUNTED = (Stage.DIRECT, Stage.FACILITATED, Stage.PANEL)
MONTH = datetime.timedelta(days=30)
ASKED_AFTER = {After.CLOSING: 0 * MONTH, After.THREE: 3 * MONTH, After.SIX: 6 * MONTH}


def close(*, case: Case, by, result: str, code: str = "", **_) -> None:
    """Counted once; asked about three times. The row of numbers names no case and no day."""
    _count(case, result, code)
    case.closed_on = today()
    case.erase_on = today() + datetime.timedelta(days=round(procedure_of(case).kept_months * 30.44))
    case.save(update_fields=["closed_on", "erase_on"])
    for part in case.parts.serving().filter(role__in=[Role.RAISER, Role.RESPONDER]):
        for moment, later in ASKED_AFTER.items():
            PrivateQuestion.objects.get_or_create(case=case, part=part, moment=moment, defaults={"asked_on": today() + later})


def withdraw(*, case: Case, by) -> None:
    """Counted as withdrawn. Nobody is asked why; what was written goes sooner."""
    _count(case, Result.WITHDRAWN, "")
    case.closed_on, case.erase_on = today(), today() + MONTH
    case.save(update_fields=["closed_on", "erase_on"])


def _count(case: Case, result: str, code: str) -> None:
    late = any(move.was_late for move in case.moves.all())
    if case.moves.filter(event__in=["close", "withdraw"]).count() > 1:
        return  # opened again and closed again: it was counted the first time
    Tally.objects.create(
        compact=case.compact, year=case.submitted_on.year, code=code[:60], sector=sector_of(case, Side.RAISER), stage=Stage(case.stage),
        result=result, extended=case.extensions.exists(), late=late, **_days(case),
    )  # fmt: skip


def _days(case: Case) -> dict[str, int]:
    """How many days it spent in each stage that it came to, without those on which it was paused or only waited to be closed."""
    spent: dict[str, int] = {}
    moves = list(case.moves.order_by("number"))
    for move, following in pairwise(moves):
        stage = stage_of(State(move.target))
        if stage in COUNTED and move.target not in RESTING:
            name = f"days_{stage.name.lower()}"
            spent[name] = spent.get(name, 0) + (following.taken_on - move.taken_on).days
    return spent


def count_of_panel(case: Case, breakdown: str, option: str) -> None:
    """One more in the year's count, which names no case."""
    PanelCount.objects.one_more(case.compact, today().year, breakdown, option[:200])


@transaction.atomic
def answer_private(*, question: PrivateQuestion, said: str, parts, sitting: Sitting, **answers: str) -> None:
    """`answers` are by the keys of ASKED. Read by the case officer of the person's own sector and by nobody else of the case, not even
    their own side.

    Raises ValidationError when there is no such officer who can read it: then nothing is kept.
    """
    question = PrivateQuestion.objects.select_for_update(of=["self"]).select_related("case__compact", "part__organisation").get(pk=question.pk)
    if question.part.person_id != sitting.person.pk:
        raise PermissionDenied
    if question.answered_on or question.asked_on > today():
        raise ValidationError(gettext("This was answered already.") if question.answered_on else gettext("This is asked later."))
    case, part = question.case, question.part
    officer = confidant_of(case, part)
    if officer is None:
        raise ValidationError(gettext("There is no case officer of your sector who can read this now, so nothing was kept. Please try again later."))
    there = case.parts.serving().filter(person=officer, role__in=[Role.OFFICER, Role.CONFIDANT]).exists()
    if not there:
        bring_in(case=case, person=officer, role=Role.CONFIDANT, by=sitting.person)
    keeping.start(case=case, audience=Audience.PRIVATE, people=[sitting.person, officer], by=sitting.person)
    told = [f"{capfirst(ASKED[asks][0])}: {ASKED[asks][1](option).label}" for asks, option in answers.items()]
    body = "\n".join([*told, "", said]).strip()
    said_in = {"case": case, "audience": Audience.PRIVATE, "kind": Entry.Kind.PRIVATE_ANSWER, "confidence": "K4"}
    keeping.write(title=question.get_moment_display(), body=body, by=part, sitting=sitting, **said_in)
    question.answered_on = today()
    question.save(update_fields=["answered_on"])
    for asks, option in answers.items():
        if option:
            row, _ = PrivateCount.objects.get_or_create(compact=case.compact, year=today().year, moment=question.moment, asks=asks, option=option)
            PrivateCount.objects.filter(pk=row.pk).update(count=F("count") + 1)
    if answers.get("harm") == "worse":
        tell([officer], case)


def confidant_of(case: Case, part):
    """The officer of the person's own sector with a case passphrase; of neither side's organisation."""
    tied = {organisation.pk for side in sides_of(case).values() for organisation in side}
    officers = case.compact.officers.serving().filter(sector=part.organisation.sector).select_related("person")
    free = [officer.person for officer in officers if not is_tied(officer.person, tied)]
    return next((person for person in free if PersonKey.objects.filter(person=person).exists()), None)


@transaction.atomic
def consent(*, entry: Entry, parts, sitting: Sitting) -> Consent:
    """One side agrees to exactly these words leaving the case. Changed words have another version, and need it again."""
    entry = Entry.objects.select_for_update(of=["self"]).select_related("case").get(pk=entry.pk)
    part = next((part for part in parts if part.role in OF_A_SIDE[:2]), None)
    if part is None:
        raise PermissionDenied
    if entry.audience != Audience.CASE or entry.kind not in (Entry.Kind.RECOMMENDATION, Entry.Kind.STORY):
        raise ValidationError(gettext("Only a recommendation or a story for everybody can leave the case."))
    given, _ = Consent.objects.get_or_create(case=entry.case, entry=entry, version=entry.version, side=part.side, defaults={"part": part})
    return given


def both_agree(entry: Entry) -> bool:
    return set(entry.consents.filter(version=entry.version).values_list("side", flat=True)) == {Side.RAISER.value, Side.RESPONDER.value}


@transaction.atomic
def publish_story(*, entry: Entry, parts, sitting: Sitting) -> Story:
    """By the case officer, once both sides have agreed to the final wording. What is published names no case."""
    if not any(part.role == Role.OFFICER for part in parts):
        raise PermissionDenied
    if not both_agree(entry):
        raise ValidationError(gettext("Both sides have to agree to this wording first."))
    found = next(opened for opened in keeping.read(case=entry.case, sitting=sitting, kinds=[Entry.Kind.STORY]) if opened.entry.pk == entry.pk)
    if found.damaged:
        raise ValidationError(gettext("This cannot be opened: it was changed from outside."))
    whom = {"for_signatories": entry.confidence == Confidence.K1}
    return Story.objects.get_or_create(compact=entry.case.compact, title=found.title, text=found.body, defaults=whom)[0]


@transaction.atomic
def put_in_plan(*, entry: Entry, target, parts, sitting: Sitting):
    """A recommendation becomes an action of the plan, once both sides agree. By the case officer, who may change the plan."""
    from actionplans.actions.acts import save_action
    from actionplans.models import Action

    if not any(part.role == Role.OFFICER for part in parts):
        raise PermissionDenied
    if not both_agree(entry):
        raise ValidationError(gettext("Both sides have to agree to these words first."))
    found = next(
        opened for opened in keeping.read(case=entry.case, sitting=sitting, kinds=[Entry.Kind.RECOMMENDATION]) if opened.entry.pk == entry.pk
    )
    if found.damaged:
        raise ValidationError(gettext("This cannot be opened: it was changed from outside."))
    if Action.objects.filter(target__plan__compact=entry.case.compact_id, text=found.body).exists():
        raise ValidationError(gettext("It is in the plan already."))
    owner, _, by_when = found.title.rpartition(", by ")
    return save_action(
        target=target, action=None, text=found.body, owners=owner, supporters="", people=[], by_when=by_when, meetings=[], by=sitting.person,
        reason="Both sides of a matter agreed to this recommendation.",
    )  # fmt: skip
