"""What is said in a case outside its steps: messages, notes, statements with a version to share, files, findings, recommendations."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from disputes import keeping
from disputes.emails import tell
from disputes.models import Audience, Case, Chunk, Confidence, Entry, Part, Role, Wrap
from disputes.procedure import NOT_OPEN, State
from disputes.sittings import Sitting

Kind = Entry.Kind
CLASS = {Audience.CASE: Confidence.K3, Audience.RAISER: Confidence.K4, Audience.RESPONDER: Confidence.K4}
MOST = 200 * 1024 * 1024  # bytes of all files of a case
READ_ONLY = NOT_OPEN - {State.PAUSED}


def may_write(case: Case) -> bool:
    """Nothing is written in a case that is over, or not sent."""
    return State(case.state) not in READ_ONLY


def audiences_for(parts, ring: keeping.Keyring) -> list[Audience]:
    """To whom somebody may say something: what their parts are to read, and they can."""
    meant = frozenset().union(*(Audience.of(part) for part in parts))
    return [audience for audience in Audience if audience in meant and audience in ring.audiences and audience != Audience.DRAFT]


@transaction.atomic
def say(
    *, case: Case, audience: str, kind: str, body: str, parts: tuple[Part, ...], sitting: Sitting, title: str = "", answers: Entry | None = None
) -> Entry:
    """Those who can open it are told that something waits."""
    _check(case)
    if audience not in audiences_for(parts, keeping.Keyring(case, sitting)):
        raise PermissionDenied
    if _was_just_said(case, audience, kind, body, sitting):
        raise ValidationError(_("You have sent this already: it is there for those you chose."))
    confidence = CLASS.get(audience, Confidence.K5)
    part = next(part for part in parts if audience in Audience.of(part))
    entry = keeping.write(
        case=case, audience=Audience(audience), kind=kind, title=title, body=body, by=part, sitting=sitting, confidence=confidence, answers=answers
    )
    tell(readers(entry, but=sitting.person), case)
    return entry


def _was_just_said(case: Case, audience: str, kind: str, body: str, sitting: Sitting) -> bool:
    """A button that was pressed twice: the last thing said there is the same, by the same person, to the same people."""
    Case.objects.select_for_update(of=["self"]).get(pk=case.pk)
    last = keeping.read(case=case, sitting=sitting, kinds=[kind], audience=Audience(audience))[-1:]
    return any(each.entry.written_by.person_id == sitting.person.pk and each.body == body for each in last)


@transaction.atomic
def change(*, entry: Entry, body: str, sitting: Sitting) -> Entry:
    """Black out or mend one's own words: what was there before is gone. What both sides confirmed stands as it is."""
    _check(entry.case)
    if entry.kind in (Kind.JOINT_NOTE, Kind.FINDING) and entry.audience == Audience.CASE:
        raise ValidationError(_("This was given to both sides: it stands as it is. Write a further message instead."))
    return keeping.rewrite(entry=entry, body=body, sitting=sitting)


@transaction.atomic
def give_file(*, case: Case, audience: str, clean, parts: tuple[Part, ...], sitting: Sitting, original=None):
    """`clean` was examined, and lost what it told of its writer; `original` is kept beside it only when whoever gives it asks."""
    _check(case)
    if audience not in audiences_for(parts, keeping.Keyring(case, sitting)):
        raise PermissionDenied
    Case.objects.select_for_update(of=["self"]).get(pk=case.pk)  # so that two files cannot each be the last that fits
    sizes = Chunk.objects.filter(file__case=case).aggregate(whole=Sum(Length("sealed")))
    if (sizes["whole"] or 0) + len(clean.content) + len(original or b"") > MOST:
        raise ValidationError(
            _("The files of a case hold %(value)s MB at most, and with this one it would be more. Give a link instead.")
            % {"value": MOST // 1024 // 1024}
        )
    part = next(part for part in parts if audience in Audience.of(part))
    words = {"case": case, "audience": Audience(audience), "by": part, "sitting": sitting, "confidence": CLASS.get(audience, Confidence.K5)}
    file = keeping.keep_file(name=clean.name, content=clean.content, **words)
    if original is not None:
        keeping.keep_file(name=f"as given: {clean.name}", content=original, original_of=file, **words)
    tell(readers(file, but=sitting.person), case)
    return file


@transaction.atomic
def find(*, case: Case, about: str, finding: str, reasons: str, parts: tuple[Part, ...], sitting: Sitting) -> Entry:
    """One finding on one commitment, for the panel's eyes until the chair sends the draft."""
    return _of_panel(case, Kind.FINDING, f"{about}: {finding}", reasons, parts, sitting)


@transaction.atomic
def recommend(*, case: Case, text: str, owner: str, by_when: str, parts: tuple[Part, ...], sitting: Sitting) -> Entry:
    """By the chair, for the panel until the draft is sent; by the helper, for both sides at once."""
    title = f"{owner}, by {by_when}"
    if any(part.role == Role.HELPER for part in parts):
        return say(case=case, audience=Audience.CASE, kind=Kind.RECOMMENDATION, title=title, body=text, parts=parts, sitting=sitting)
    return _of_panel(case, Kind.RECOMMENDATION, title, text, parts, sitting)


def _of_panel(case: Case, kind: str, title: str, body: str, parts, sitting: Sitting) -> Entry:
    _check(case)
    part = next((part for part in parts if part.role == Role.CHAIR), None)
    if part is None:
        raise PermissionDenied
    if case.state not in (State.PANEL_MET, State.FINDINGS_DRAFT):
        raise ValidationError(_("Findings are written after the panel has met, and before they are finished."))
    audience = Audience.PANEL if case.state == State.PANEL_MET else Audience.CASE
    return keeping.write(case=case, audience=audience, kind=kind, title=title, body=body, by=part, sitting=sitting)


def readers(sealed, *, but) -> list:
    """Who can open a text or a file now, without its writer."""
    serving = sealed.case.parts.serving().values("person")
    wraps = Wrap.objects.filter(key=sealed.key_id, holder__person__in=serving).select_related("holder__person")
    return [wrap.holder.person for wrap in wraps if wrap.holder.person_id != but.pk]


def _check(case: Case) -> None:
    if not may_write(case):
        raise ValidationError(_("The case is over: nothing more is written in it."))
