"""Taking a step of the procedure. The table says who, what is needed and where it leads; `effects` says what else happens then."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.working_days import after
from disputes import keeping
from disputes.actions import effects
from disputes.actions.moving import advance
from disputes.emails import tell_others
from disputes.models import Audience, Case, Confidence, Entry, Extension, Part, Role, Voice
from disputes.procedure import Step
from disputes.sittings import Sitting
from disputes.timing import clock_of, last_limit_began, procedure_of
from disputes.turns import ROLES, agreed_voices, last_move, offer_of, voice_of, voices_needed

Kind = Entry.Kind
# What is said with a step is kept as one entry of this kind; a step that is not named keeps a reason.
LESSON = "What others can learn"  # stays in the case until both sides agree that signatories read it (domain.md C3.6, K1)
KINDS = {
    "solve": Kind.JOINT_NOTE, "send note": Kind.JOINT_NOTE, "start talk": Kind.STATEMENT, "not solve": Kind.NOTE, "state": Kind.STATEMENT,
    "ask for panel": Kind.STATEMENT, "answer": Kind.ANSWER, "finish findings": Kind.FINDING,
}  # fmt: skip


@transaction.atomic
def take(*, case: Case, event: str, parts: tuple[Part, ...], sitting: Sitting, said: str = "", **details) -> Case:
    """`said` are the words that the step needs, `details` its days and choices for `effects`.

    A step that several take together moves the case with the last voice; the first one gives the words. Raises PermissionDenied for
    somebody who cannot take it in this state, and ValidationError where it is not time yet.
    """
    case = Case.objects.select_for_update(of=["self"]).select_related("compact").get(pk=case.pk)
    offer = offer_of(case, parts, event)
    if offer is None:
        raise PermissionDenied
    if offer.blocked:
        raise ValidationError(offer.blocked)
    if offer.agreed:
        raise ValidationError(_("You have agreed to this already."))
    part = next(part for part in parts if ROLES.get(part.role) in offer.step.who)
    effects.check(event, case, part, details)
    effects.voiced(event, case, details)
    if said:
        kind = KINDS.get(event, Kind.REASON)
        keeping.write(case=case, audience=Audience.CASE, kind=kind, title=offer.deed.button, body=said, by=part, sitting=sitting)
    if offer.step.together and not _is_last_voice(case, offer.step, part):
        Voice.objects.create(case=case, event=event, voice=voice_of(part), after=last_move(case), part=part)
        tell_others(case, sitting.person)
        return case
    if offer.step.together:
        Voice.objects.create(case=case, event=event, voice=voice_of(part), after=last_move(case), part=part)
    if lesson := details.pop("lesson", ""):
        keeping.write(
            case=case, audience=Audience.CASE, kind=Kind.STORY, title=LESSON, body=lesson, by=part, sitting=sitting, confidence=Confidence.K1
        )  # fmt: skip
    effects.before(event, case, part, sitting, details)
    case = advance(case=case, event=effects.moved_by(event, case), part=part)
    effects.afterwards(event, case, part, sitting, details)
    tell_others(case, sitting.person)
    return case


def _is_last_voice(case: Case, step: Step, part: Part) -> bool:
    return set(voices_needed(case, step)) <= agreed_voices(case, step.event) | {voice_of(part)}


@transaction.atomic
def extend(*, case: Case, days: int, reason: str, parts: tuple[Part, ...], sitting: Sitting) -> Extension:
    """The case officer makes the present limit longer, once both sides have agreed to it among themselves, and says why."""
    case = Case.objects.select_for_update(of=["self"]).select_related("compact").get(pk=case.pk)
    part = next((part for part in parts if part.role == Role.OFFICER), None)
    if part is None:
        raise PermissionDenied
    longest, clock = procedure_of(case).limit("extension"), clock_of(case)
    if case.due_on is None or clock is None:
        raise ValidationError(_("No clock is running now."))
    if not 1 <= days <= longest:
        raise ValidationError(_("An extension is 1 to %(longest)s working days.") % {"longest": longest})
    began = last_limit_began(case)
    if case.extensions.filter(after=began.number).exists():
        raise ValidationError(_("This limit was made longer once already."))
    due_on = after(case.due_on, days, working=True, closed=clock.closed)
    made = Extension.objects.create(case=case, after=began.number, days=days, was_due_on=case.due_on, due_on=due_on, part=part)
    title = f"More time: until {due_on:%-d %B %Y} instead of {made.was_due_on:%-d %B %Y}"
    keeping.write(case=case, audience=Audience.CASE, kind=Kind.REASON, title=title, body=reason, by=part, sitting=sitting)
    case.due_on = clock_of(case).due_on
    case.save(update_fields=["due_on"])
    tell_others(case, sitting.person)
    return made
