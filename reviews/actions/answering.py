"""What respondents do: save a page of the draft, send the whole; and what happens to drafts that were never sent."""

import datetime
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews.actions.refusals import NotAsChecked, NotNow
from reviews.answering.counting import add_to_tally, take_apart
from reviews.answering.merging import last_changed_by, merge, note
from reviews.answering.minutes import add_minutes
from reviews.answering.pages import questions_for, takes_answers
from reviews.models import Bundle, ColleagueLink, Invitation, LogNote, NamedAnswer, Response, Section, Tally
from signatories.roles import is_lead

CLOSED = _("This survey is closed. Answers that were begun and not sent are not counted.")
SENT = _("These answers have been sent and cannot be changed.")
TO_SAVE = ("organisation_id", "sector", "revoked_at", "extended_to", "survey__status", "survey__closes_on")
KEEP_DRAFTS = datetime.timedelta(days=14)
SHUFFLE = """
WITH taken AS (DELETE FROM reviews_bundle WHERE survey_id = %s RETURNING survey_id, texts)
INSERT INTO reviews_bundle (id, survey_id, texts) SELECT gen_random_uuid(), survey_id, texts FROM taken ORDER BY random()
"""


@dataclass
class Saved:
    """What became of a page: its save number from now on, and for each disputed question what stands there now and by whom."""

    response: Response
    version: int
    disputed: dict[str, tuple[object, str]] = field(default_factory=dict)


def locked(invitation: Invitation, *needed: str) -> Invitation:
    """Fetch the invitation anew, with its survey, and let nobody else save or send for its organisation meanwhile.

    `needed` names the only columns to fetch.
    """
    taken = Invitation.objects.select_for_update(of=["self"], no_key=True).select_related("survey")
    return (taken.only(*needed) if needed else taken).get(pk=invitation.pk)


@transaction.atomic
def save_section(
    *, invitation: Invitation, section: Section, answers: dict, version: int, on: datetime.date, by: str = "", page: str = "", seconds: int = 0
) -> Saved:
    """Save one page of the draft, which was opened at its save number `version`.

    `by` is the name to show to others, `page` what tells this opened page from others, `seconds` the time spent on it.

    What somebody else changed meanwhile stays, unless it was changed here too: that is disputed, and not saved. Raises NotNow
    once the survey is over, the invitation withdrawn, or the response sent.
    """
    invitation = locked(invitation, *TO_SAVE)
    if invitation.revoked_at or not takes_answers(invitation, on=on):
        raise NotNow(CLOSED)
    owner = {"survey_id": invitation.survey_id, "organisation_id": invitation.organisation_id}
    response = Response.objects.filter(**owner).first() or Response(**owner, sector=invitation.sector)
    if response.is_submitted:
        raise NotNow(SENT)
    merged = merge(draft=response.draft, changes=response.changes, answers=answers, version=version, page=page)
    number = response.saved_sections.get(str(section.number), 0)
    if merged.taken or not number:
        number += 1
        note(response.changes, merged.taken, version=number, by=by, page=page)
        response.draft |= answers.fromkeys(answers.keys() - response.draft.keys()) | merged.taken
        response.saved_sections[str(section.number)] = number
        response.seconds += seconds
        response.save()
    disputed = {key: (response.draft.get(key), last_changed_by(response.changes, key)) for key in merged.disputed}
    return Saved(response, number, disputed)


@transaction.atomic
def submit_response(
    *, invitation: Invitation, by, on: datetime.date, seal: str | None = None, name: str = "", post: str = ""
) -> tuple[Response, dict]:
    """Send a response: count it, detach what is not named, and forget the draft.

    `by` is the organisation's lead, or None for whoever followed its invitation; `name` and `post` are theirs, as they state
    them, and stand for the fact of answering alone; `seal` is that of the draft they checked. Returns the response and its
    answers, for the one page that offers a copy; a second submission gets no answers and changes nothing.

    No event is recorded: its time, beside two backups, would say whose answers came in between; the response's own row keeps the
    day. Everything a response leaves behind is rewritten with that of all others, so that neither the transaction number nor the
    place of a row tells which belongs to whom (design.md 5).
    """
    if by is not None and not is_lead(by, invitation.organisation):
        raise PermissionDenied
    invitation = locked(invitation)
    survey = invitation.survey
    tally = Tally.objects.select_for_update().get(survey=survey)  # one submission after another, none beside the close
    survey.refresh_from_db(fields=["status", "closes_on"])  # it may have been closed while this one waited
    response = Response.objects.filter(survey=survey, organisation=invitation.organisation_id).first()
    if response and response.is_submitted:
        return response, {}
    if invitation.revoked_at or not takes_answers(invitation, on=on):
        raise NotNow(CLOSED)
    if response is None or not any(response.draft.values()):
        raise NotNow(_("Answer at least one question before you send."))
    if seal is not None and seal != response.seal:
        raise NotAsChecked
    answers = response.draft
    parts = take_apart(questions=questions_for(invitation, answers), sector=response.sector, draft=answers)
    add_to_tally(counts=tally.counts, responses=tally.responses, sector=response.sector, counted=parts.counted)
    add_minutes(tally.minutes, response.seconds)
    tally.save(update_fields=["counts", "responses", "minutes"])
    NamedAnswer.objects.bulk_create(
        NamedAnswer(survey=survey, organisation_id=invitation.organisation_id, question=question, body=body) for question, body in parts.named
    )
    if parts.detached:
        Bundle.objects.create(survey=survey, texts=parts.detached)
    with connection.cursor() as cursor:
        cursor.execute(SHUFFLE, [survey.pk])
    ColleagueLink.objects.filter(invitation=invitation).delete()
    forget_used_notes(invitation, answers)
    response.status, response.submitted_on, response.sender_name, response.sender_post = Response.Status.SUBMITTED, on, name, post
    response.draft, response.saved_sections, response.changes, response.seconds = {}, {}, {}, 0
    response.save()
    return response, answers


def forget_used_notes(invitation: Invitation, answers: dict) -> None:
    """What was used of the log stands in the answers now; with its organisation's key it stands nowhere any more (design.md 5)."""
    examples = [one for value in answers.values() if isinstance(value, list) for one in value if isinstance(one, dict)]
    used = {one["note"] for one in examples if one.get("note")}
    if used:
        LogNote.objects.within(invitation.organisation, invitation.survey.compact).filter(pk__in=used).delete()


@transaction.atomic
def delete_left_drafts(*, at=None) -> int:
    """Forget the answers that were begun and not sent, 14 days after their survey closed. Returns how many there were.

    The links that colleagues had to them go too.
    """
    at = at or timezone.now()
    ColleagueLink.objects.filter(invitation__survey__closed_at__lt=at - KEEP_DRAFTS).delete()
    left = Response.objects.filter(status=Response.Status.DRAFT, survey__closed_at__lt=at - KEEP_DRAFTS)
    return left.delete()[0]
