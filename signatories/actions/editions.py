"""What can happen to a text: drafted, out for comment, before those who endorse it, published.

Each verb but `comment` is an officer's and refuses anybody else with PermissionDenied; ValidationError says, in words for the
page, what the state of the text does not allow.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from compact_portal.documents.models import issue
from signatories.agreement.printed import printed, to_pdf
from signatories.editions import publish_edition, write_draft
from signatories.models import Comment, Compact, Consultation, Edition, Endorsement
from signatories.models.consultation import TWELVE_WEEKS
from signatories.roles import officer_only

Status = Edition.Status


@transaction.atomic
def draft(*, compact: Compact, content: dict, by: User) -> Edition:
    """A draft from the checked content of a file (`parse_edition`)."""
    officer_only(by, compact)
    return write_draft(compact=compact, content=content, by=by)


@transaction.atomic
def open_consultation(*, edition: Edition, opens_on: datetime.date, closes_on: datetime.date, by: User, short_because: str = "") -> Consultation:
    """From now on everybody may read the draft, and comment on it from `opens_on` to `closes_on`; its text stands still meanwhile.

    What they comment on is kept as a document, because the draft changes afterwards.
    """
    edition = locked(edition, by)
    if edition.status != Status.DRAFT:
        raise ValidationError(_("Only a draft goes out for comment."))
    if opens_on < today():
        raise ValidationError(_("A consultation cannot have begun before today."))
    if closes_on <= opens_on:
        raise ValidationError(_("A consultation closes after it opens."))
    short = (closes_on - opens_on).days < TWELVE_WEEKS
    if short and not short_because:
        raise ValidationError(_("This is less than twelve weeks: say why."))
    _stands(edition, Status.CONSULTED)
    text = issue(name=f"{edition} (for comment)"[:160], media_type="application/pdf", content=to_pdf(printed(edition)), at=timezone.now())
    consultation = Consultation.objects.create(
        edition=edition, opens_on=opens_on, closes_on=closes_on, short_because=short_because if short else "", text=text
    )
    record("consultation.opened", consultation, by=by, opens_on=opens_on.isoformat(), closes_on=closes_on.isoformat())
    return consultation


@transaction.atomic
def extend_consultation(*, consultation: Consultation, closes_on: datetime.date, by: User) -> Consultation:
    """More time. Less would take back what was promised to those who are still writing."""
    consultation = locked_consultation(consultation, by)
    if closes_on <= consultation.closes_on:
        raise ValidationError(_("A consultation can be made longer, not shorter."))
    before, consultation.closes_on = consultation.closes_on, closes_on
    consultation.save(update_fields=["closes_on"])
    record("consultation.extended", consultation, by=by, before=before.isoformat(), closes_on=closes_on.isoformat())
    return consultation


@transaction.atomic
def close_consultation(*, consultation: Consultation, by: User, outcome: str = "") -> Consultation:
    """No more comments; the text is a draft again, to be changed by what they say. Only after its last day."""
    consultation = locked_consultation(consultation, by)
    if consultation.closes_on >= today() and consultation.opens_on <= today():
        raise ValidationError(_("Everybody was told that they may comment until the last day: it cannot be closed before."))
    consultation.closed_at, consultation.closed_by, consultation.outcome = timezone.now(), by, outcome
    consultation.save(update_fields=["closed_at", "closed_by", "outcome"])
    _stands(consultation.edition, Status.DRAFT)
    record("consultation.closed", consultation, by=by, comments=consultation.comments.count())
    return consultation


@transaction.atomic
def answer_consultation(*, consultation: Consultation, outcome: str, by: User) -> Consultation:
    """What came of the comments, for everybody to read."""
    officer_only(by, consultation.edition.compact)
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if consultation.closed_at is None:
        raise ValidationError(_("Say what came of it once it has closed."))
    consultation.outcome = outcome
    consultation.save(update_fields=["outcome"])
    record("consultation.answered", consultation, by=by)
    return consultation


@transaction.atomic
def comment(*, consultation: Consultation, text: str, name: str = "", email: str = "", organisation_name: str = "", about: str = "") -> Comment:
    """Anybody's, while the consultation is open. The event says that there is one more comment, and not whose."""
    consultation = Consultation.objects.select_for_update(of=["self"]).select_related("edition").get(pk=consultation.pk)
    if not consultation.is_open:
        raise ValidationError(_("This consultation is not open for comments."))
    made = Comment(consultation=consultation, name=name, email=email, organisation_name=organisation_name, about=about, text=text)
    made.full_clean()
    made.save()
    record("consultation.comment_received", consultation, by=None)
    return made


@transaction.atomic
def make_final(*, edition: Edition, bodies: list[str], by: User) -> Edition:
    """The text is settled and goes to the bodies that endorse it, in their order. It does not change any more."""
    edition = locked(edition, by)
    if edition.status != Status.DRAFT:
        raise ValidationError(_("Only a draft becomes the final text."))
    if not bodies:
        raise ValidationError(_("Name at least one body that is asked to endorse it."))
    _stands(edition, Status.FINAL)
    for body in bodies:
        ask_for_endorsement(edition=edition, body=body, by=by)
    record("edition.made_final", edition, by=by)
    return edition


@transaction.atomic
def ask_for_endorsement(*, edition: Edition, body: str, by: User) -> Endorsement:
    """One more body, the last in the order. Also for a text that is in force: bodies adopt it later, too."""
    edition = locked(edition, by)
    if edition.status not in (Status.FINAL, Status.PUBLISHED):
        raise ValidationError(_("Bodies endorse a final text, or one that is in force."))
    last = edition.endorsements.aggregate(last=Max("number"))["last"] or 0
    endorsement = Endorsement(edition=edition, number=last + 1, body=body)
    endorsement.full_clean()
    endorsement.save()
    record("endorsement.asked", endorsement, by=by)
    return endorsement


@transaction.atomic
def decide(*, endorsement: Endorsement, status: str, by: User, decided_on: datetime.date | None = None, decided_when="", minute="") -> Endorsement:
    """What a body decided, and when: a day, or what its minutes say where the day is not known."""
    edition = locked(endorsement.edition, by)
    endorsement = Endorsement.objects.select_for_update().get(pk=endorsement.pk)
    if edition.status == Status.DRAFT:
        raise ValidationError(_("The text is a draft again: nobody can have endorsed it."))
    if status == Endorsement.Status.AWAITED or status not in Endorsement.Status.values:
        raise ValidationError(_("A body endorsed the text, or did not."))
    if decided_on and decided_on > today():
        raise ValidationError(_("A decision cannot be dated in the future."))
    endorsement.status, endorsement.decided_on = status, decided_on
    endorsement.decided_when, endorsement.minute = ("" if decided_on else decided_when), minute
    endorsement.full_clean()
    endorsement.save(update_fields=["status", "decided_on", "decided_when", "minute"])
    record(f"endorsement.{status}", endorsement, by=by)
    return endorsement


@transaction.atomic
def back_to_draft(*, edition: Edition, by: User) -> Edition:
    """The text must change once more: nobody has endorsed what will then be written, so all of them are asked anew."""
    edition = locked(edition, by)
    if edition.status != Status.FINAL:
        raise ValidationError(_("Only a final text goes back to being a draft."))
    if edition.endorsements.filter(status=Endorsement.Status.ENDORSED).exists():
        raise ValidationError(_("A body has endorsed this very text: write the changed text under a label of its own."))
    edition.endorsements.all().delete()
    _stands(edition, Status.DRAFT)
    record("edition.back_to_draft", edition, by=by)
    return edition


@transaction.atomic
def publish(*, edition: Edition, by: User) -> Edition:
    """The final text is what was agreed from now on, once somebody has endorsed it."""
    edition = locked(edition, by)
    if edition.status != Status.FINAL:
        raise ValidationError(_("Only a final text that was endorsed is published."))
    if not edition.endorsements.filter(status=Endorsement.Status.ENDORSED).exists():
        raise ValidationError(_("No body has endorsed it yet."))
    return publish_edition(edition=edition, by=by, at=timezone.now())


def locked(edition: Edition, by: User) -> Edition:
    officer_only(by, edition.compact)
    return Edition.objects.select_for_update(of=["self"]).select_related("compact").get(pk=edition.pk)


def locked_consultation(consultation: Consultation, by: User) -> Consultation:
    """One that is still running."""
    locked(consultation.edition, by)
    consultation = Consultation.objects.select_for_update(of=["self"]).select_related("edition").get(pk=consultation.pk)
    if consultation.closed_at:
        raise ValidationError(_("This consultation has been closed."))
    return consultation


def _stands(edition: Edition, status: str) -> None:
    edition.status = status
    edition.save(update_fields=["status"])
