"""What can happen to the register of documents, and to the record of packs and training.

A lead may report a document of their own organisation; everything else is an officer's. PermissionDenied otherwise.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.text import paragraphs
from signatories.models import Compact, GuestSpeaker, IntroductionUse, PackSent, Reference, Signature, TrainingComment, TrainingEvent
from signatories.roles import is_lead, officer_only, roles_of

Status = Reference.Status


@transaction.atomic
def add_reference(*, compact: Compact, by: User, codes=(), **fields) -> Reference:
    """An officer's entry is on the register at once; a lead's waits until an officer has looked at the document."""
    officer = roles_of(by, compact).officer
    if not officer and not may_report(by, compact, fields["organisation"]):
        raise PermissionDenied
    reference = Reference(compact=compact, **fields)
    if officer:
        reference.status, reference.checked_at, reference.checked_by = Status.LISTED, timezone.now(), by
    reference.full_clean()
    reference.save()
    reference.codes.set(codes)
    record("reference.listed" if officer else "reference.reported", reference, by=by)
    return reference


@transaction.atomic
def change_reference(*, reference: Reference, by: User, codes=(), **fields) -> Reference:
    reference = _locked(reference, by)
    for name, value in fields.items():
        setattr(reference, name, value)
    reference.full_clean()
    reference.save(update_fields=[*fields])
    reference.codes.set(codes)
    record("reference.changed", reference, by=by)
    return reference


@transaction.atomic
def list_reference(*, reference: Reference, by: User) -> Reference:
    """An officer has looked at the document: it says what was reported."""
    reference = _locked(reference, by)
    if reference.status == Status.LISTED:
        raise ValidationError(_("This document is on the register already."))
    reference.status, reference.checked_at, reference.checked_by = Status.LISTED, timezone.now(), by
    reference.full_clean()
    reference.save(update_fields=["status", "checked_at", "checked_by"])
    record("reference.listed", reference, by=by)
    return reference


@transaction.atomic
def remove_reference(*, reference: Reference, by: User) -> Reference:
    """It is no longer true, or never was. The entry stays in the record and leaves the register; it can be listed again."""
    reference = _locked(reference, by)
    if reference.status == Status.REMOVED:
        raise ValidationError(_("This document has been taken off the register already."))
    reference.status = Status.REMOVED
    reference.save(update_fields=["status"])
    record("reference.removed", reference, by=by)
    return reference


@transaction.atomic
def judge_reference(*, reference: Reference, compliance: str, compliance_note: str, by: User) -> Reference:
    """Whether the document keeps to the agreement, as an officer found; for the steering group. "unseen" takes a judgement back."""
    reference = _locked(reference, by)
    if compliance not in Reference.Compliance.values:
        raise ValidationError(_("Choose what you found."))
    seen = compliance != Reference.Compliance.UNSEEN
    if compliance in (Reference.Compliance.PARTLY, Reference.Compliance.NOT) and not compliance_note.strip():
        raise ValidationError(_("Say where it does not keep to it."))
    reference.compliance, reference.compliance_note = compliance, compliance_note.strip() if seen else ""
    reference.judged_at, reference.judged_by = (timezone.now(), by) if seen else (None, None)
    reference.save(update_fields=["compliance", "compliance_note", "judged_at", "judged_by"])
    record("reference.judged", reference, by=by, found=compliance)
    return reference


def may_report(person, compact: Compact, organisation) -> bool:
    """A lead of an organisation whose signature of this agreement is in force."""
    return is_lead(person, organisation) and Signature.objects.in_force().filter(compact=compact, organisation=organisation).exists()


@transaction.atomic
def record_pack(*, compact: Compact, by: User, **fields) -> PackSent:
    officer_only(by, compact)
    pack = PackSent(compact=compact, **fields)
    pack.full_clean()
    pack.save()
    record("pack.sent", pack, by=by, recipients=pack.total)
    return pack


@transaction.atomic
def save_training(*, compact: Compact, by: User, event: TrainingEvent | None = None, codes=(), organisations=(), **fields) -> TrainingEvent:
    """A new event, or the changed facts of one: the delegates are counted after it was held."""
    officer_only(by, compact)
    new = event is None
    event = TrainingEvent(compact=compact) if new else TrainingEvent.objects.select_for_update(of=["self"]).get(pk=event.pk, compact=compact)
    for name, value in fields.items():
        setattr(event, name, value)
    event.full_clean()
    event.save()
    event.codes.set(codes)
    event.organisations.set(organisations)
    record("training.planned" if new else "training.changed", event, by=by, delegates=event.total)
    return event


@transaction.atomic
def cancel_training(*, event: TrainingEvent, by: User) -> TrainingEvent:
    officer_only(by, event.compact)
    event = TrainingEvent.objects.select_for_update(of=["self"]).select_related("compact").get(pk=event.pk)
    if event.cancelled:
        raise ValidationError(_("This event has been cancelled already."))
    if event.total:
        raise ValidationError(_("Delegates came to this event: it cannot be cancelled."))
    event.cancelled = True
    event.save(update_fields=["cancelled"])
    record("training.cancelled", event, by=by)
    return event


@transaction.atomic
def save_speaker(*, event: TrainingEvent, by: User, speaker: GuestSpeaker | None = None, **fields) -> GuestSpeaker:
    officer_only(by, event.compact)
    new = speaker is None
    speaker = GuestSpeaker(event=event) if new else GuestSpeaker.objects.select_for_update(of=["self"]).get(pk=speaker.pk, event=event)
    for name, value in fields.items():
        setattr(speaker, name, value)
    speaker.full_clean()
    speaker.save()
    record("training.speaker_asked" if new else "training.speaker_changed", event, by=by, state=speaker.state)
    return speaker


@transaction.atomic
def add_comments(*, event: TrainingEvent, comments: str, by: User) -> list[TrainingComment]:
    """A paragraph is a comment. Only the steering group reads them."""
    officer_only(by, event.compact)
    made = TrainingComment.objects.bulk_create(TrainingComment(event=event, text=text) for text in paragraphs(comments))
    record("training.comments_added", event, by=by, comments=len(made))
    return made


@transaction.atomic
def record_use(*, compact: Compact, by: User, **fields) -> IntroductionUse:
    officer_only(by, compact)
    use = IntroductionUse(compact=compact, **fields)
    use.full_clean()
    use.save()
    record("introduction.used", use, by=by)
    return use


def _locked(reference: Reference, by: User) -> Reference:
    officer_only(by, reference.compact)
    return Reference.objects.select_for_update(of=["self"]).select_related("compact", "organisation").get(pk=reference.pk)
