"""What respondents do: save a page of the draft, send the whole; and what happens to drafts that were never sent."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from reviews.actions.refusals import NotAsChecked, NotNow, SavedElsewhere
from reviews.answering.counting import add_to_tally, take_apart
from reviews.answering.pages import questions_for, takes_answers
from reviews.models import Bundle, Invitation, NamedAnswer, Response, Section, Tally
from signatories.models import Membership, Organisation

CLOSED = "This survey is closed. Answers that were begun and not sent are not counted."
KEEP_DRAFTS = datetime.timedelta(days=14)
SHUFFLE = """
WITH taken AS (DELETE FROM reviews_bundle WHERE survey_id = %s RETURNING survey_id, texts)
INSERT INTO reviews_bundle (id, survey_id, texts) SELECT gen_random_uuid(), survey_id, texts FROM taken ORDER BY random()
"""


@transaction.atomic
def save_section(*, invitation: Invitation, section: Section, answers: dict, version: int, on) -> Response:
    """Save one page of the draft. Raises SavedElsewhere when it was saved after `version`, NotNow once the survey is over."""
    if not takes_answers(Invitation.objects.select_related("survey").get(pk=invitation.pk), on=on):
        raise NotNow(CLOSED)
    Response.objects.get_or_create(survey=invitation.survey, organisation=invitation.organisation, defaults={"sector": invitation.sector})
    response = Response.objects.select_for_update().get(survey=invitation.survey, organisation=invitation.organisation)
    if response.is_submitted:
        raise NotNow("These answers have been sent and cannot be changed.")
    saved = response.saved_sections.get(str(section.number), 0)
    if saved != version:
        raise SavedElsewhere(response.draft, saved)
    response.draft |= answers
    response.saved_sections[str(section.number)] = saved + 1
    response.save(update_fields=["draft", "saved_sections"])
    return response


@transaction.atomic
def submit_response(*, invitation: Invitation, by, on, seal: str | None = None) -> tuple[Response, dict]:
    """Send a response: count it, detach what is not named, and forget the draft.

    `by` is the organisation's lead, or None for whoever followed its invitation; `seal` that of the draft they checked.
    Returns the response and its answers, for the one page that offers a copy; a second submission gets no answers and
    changes nothing. No event is recorded: its time, beside two backups, would say whose answers came in between; the
    response's own row keeps the day. Everything a response leaves behind is rewritten with that of all others, so that neither the
    transaction number nor the place of a row tells which belongs to whom (design.md 5).
    """
    if by is not None and not leads(by, invitation.organisation):
        raise PermissionDenied
    survey = invitation.survey
    tally = Tally.objects.select_for_update().get(survey=survey)  # one submission after another
    response = Response.objects.select_for_update().filter(survey=survey, organisation=invitation.organisation).first()
    if response and response.is_submitted:
        return response, {}
    if not takes_answers(Invitation.objects.select_related("survey").get(pk=invitation.pk), on=on):
        raise NotNow(CLOSED)
    if response is None or not any(response.draft.values()):
        raise NotNow("Answer at least one question before you send.")
    if seal is not None and seal != response.seal:
        raise NotAsChecked
    answers = response.draft
    parts = take_apart(questions=questions_for(invitation, answers), sector=response.sector, draft=answers)
    add_to_tally(counts=tally.counts, responses=tally.responses, sector=response.sector, counted=parts.counted)
    tally.save(update_fields=["counts", "responses"])
    NamedAnswer.objects.bulk_create(
        NamedAnswer(survey=survey, organisation=invitation.organisation, question=question, body=body) for question, body in parts.named
    )
    if parts.detached:
        Bundle.objects.create(survey=survey, texts=parts.detached)
    with connection.cursor() as cursor:
        cursor.execute(SHUFFLE, [survey.pk])
    response.status, response.submitted_on = Response.Status.SUBMITTED, on
    response.draft, response.saved_sections = {}, {}
    response.save(update_fields=["status", "submitted_on", "draft", "saved_sections"])
    return response, answers


def leads(person, organisation: Organisation) -> bool:
    return Membership.objects.serving().filter(person=person, organisation=organisation, role=Membership.Role.LEAD).exists()


@transaction.atomic
def delete_left_drafts(*, at=None) -> int:
    """Forget the answers that were begun and not sent, 14 days after their survey closed. Returns how many there were."""
    at = at or timezone.now()
    left = Response.objects.filter(status=Response.Status.DRAFT, survey__closed_at__lt=at - KEEP_DRAFTS)
    return left.delete()[0]
