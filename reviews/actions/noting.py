"""Notes of the year: made when something happens, changed and deleted by who made them, used once in the survey.

Counts of a month that is over stay as they are: whoever took notes of their own away, one after the other, would see in the rounded
figures how many there are of others.

No event is recorded: its time would tell, beside a text without a name, who may have written it. What stays of a note is a count.
"""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext

from compact_portal.audit.recording import record
from compact_portal.days import today
from compact_portal.messaging.models import Round
from reviews.actions.answering import locked, save_section
from reviews.actions.refusals import NotNow
from reviews.answering.kinds.examples import MOST
from reviews.log import emails
from reviews.log.rounds import to_whom
from reviews.models import Invitation, LogCount, LogLink, LogNote, Question, Response
from reviews.models.log import noted_for
from signatories.mail_words import held_round
from signatories.models import Compact, Signature
from signatories.roles import officer_only

A_DAY = 20  # notes of one person: more is somebody's program, or a link that went astray, and each is counted
FIELDS = ("kind", "about", "what", "when", "result", "openness", "offered")


@transaction.atomic
def add_note(*, signature: Signature, by, on: datetime.date, **words) -> LogNote:
    """`words` are FIELDS. Whoever has no part in the organisation on that day is refused. Raises NotNow after A_DAY."""
    if not noted_for(by, on=on).filter(pk=signature.pk).exists():
        raise PermissionDenied
    if LogNote.objects.of(by).filter(noted_on=on).count() >= A_DAY:
        raise NotNow(gettext("You have noted much today. Note the rest tomorrow."))
    note = LogNote(signature=signature, author=by, noted_on=on, **words)
    note.full_clean()
    note.save()
    _count(note, 1, on)
    return note


@transaction.atomic
def change_note(*, note: LogNote, by, on: datetime.date | None = None, **words) -> LogNote:
    note = _own(note, by)
    _count(note, -1, on)
    for name in FIELDS:
        setattr(note, name, words.get(name, getattr(note, name)))
    note.full_clean()
    note.save(update_fields=list(FIELDS))
    _count(note, 1, on)
    return note


@transaction.atomic
def delete_note(*, note: LogNote, by, on: datetime.date | None = None) -> None:
    """As if it had not been made: in its month it is not counted any more either."""
    note = _own(note, by)
    _count(note, -1, on)
    note.delete()


@transaction.atomic
def use_note(*, invitation: Invitation, question: Question, note: LogNote, by: str, on: datetime.date) -> None:
    """Put it among the examples of the draft, to be changed there. Raises NotNow when nothing more fits or the time is over."""
    invitation = locked(invitation)
    response = Response.objects.filter(survey=invitation.survey_id, organisation=invitation.organisation_id).first()
    examples = (response.draft.get(question.key) if response else None) or []
    if any(one.get("note") == str(note.pk) for one in examples):
        return
    if len(examples) >= MOST:
        raise NotNow(gettext("There are %(most)s examples already, and that is the most. Remove one of them first.") % {"most": MOST})
    version = response.saved_sections.get(str(question.section.number), 0) if response else 0
    answers = {question.key: [*examples, _as_example(note, question)]}
    save_section(invitation=invitation, section=question.section, answers=answers, version=version, on=on, by=by)


def _as_example(note: LogNote, question: Question) -> dict:
    """As the survey's form gives it. An issue is neither good nor bad yet: who answers says what it became."""
    judgement = note.kind if note.kind in ("good", "bad") else ""
    about = note.about if note.about in dict(question.options) else ""
    said = {
        "judgement": judgement,
        "about": about,
        "what": note.what,
        "when": note.when,
        "who": "",
        "result": note.result,
        "raised": "",
        "wish": "no",
    }
    return said | {"openness": note.openness, "note": str(note.pk)}


@transaction.atomic
def send_links(*, compact: Compact, by, at=None) -> int:
    """Every Champion, and the lead where there is none, gets a link of their own by mail; the one before stops working. Returns how many."""
    officer_only(by, compact)
    at = at or timezone.now()
    told = to_whom(compact, timezone.localdate(at))
    held = held_round(compact, "Links to the log") if told else None
    for person, signature in told:
        _send_link(person, signature, at, compact=compact, held=held)
    Compact.objects.filter(pk=compact.pk).update(log_links_sent_on=timezone.localdate(at))
    record("log.links_sent", compact, by=by, sent=len(told))
    return len(told)


@transaction.atomic
def send_own_link(*, signature: Signature, by, at=None) -> LogLink:
    """For one's own telephone: to one's own address."""
    at = at or timezone.now()
    if not noted_for(by, on=timezone.localdate(at)).filter(pk=signature.pk).exists():
        raise PermissionDenied
    return _send_link(by, signature, at, compact=signature.compact)


def _send_link(person, signature: Signature, at: datetime.datetime, *, compact: Compact, held: Round | None = None) -> LogLink:
    link = LogLink.objects.filter(person=person, signature=signature).first() or LogLink(person=person, signature=signature)
    token = link.new_token()
    link.sent_to, link.sent_at, link.revoked_at = person.email, at, None
    link.save()
    emails.link(link, token, compact, held=held)
    return link


def _own(note: LogNote, by) -> LogNote:
    note = LogNote.objects.select_for_update(of=["self"]).select_related("signature").get(pk=note.pk)
    if note.author_id != by.pk:
        raise PermissionDenied
    return note


def _count(note: LogNote, by: int, on: datetime.date | None) -> None:
    if note.noted_on.replace(day=1) != (on or today()).replace(day=1):
        return
    month = {"compact_id": note.signature.compact_id, "month": note.noted_on.replace(day=1), "kind": note.kind}
    row, _ = LogCount.objects.get_or_create(**month)
    LogCount.objects.filter(pk=row.pk).update(count=F("count") + by)
