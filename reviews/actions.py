"""What can happen to a survey and its responses."""

import datetime
import secrets

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from compact_portal.audit.recording import record
from compact_portal.messaging.outbox import queue
from reviews.answering.counting import add_to_tally, take_apart
from reviews.models import Bundle, DetachedText, Invitation, NamedAnswer, Question, Response, Section, Survey, Tally
from reviews.releases import compute_release
from signatories.models import GroupMembership, Membership, Organisation
from signatories.roles import officer_only

CLOSED = "This survey is closed. Answers that were begun and not sent are not counted."
KEEP_DRAFTS = datetime.timedelta(days=14)
SHUFFLE = """
WITH taken AS (DELETE FROM reviews_bundle WHERE survey_id = %s RETURNING survey_id, texts)
INSERT INTO reviews_bundle (id, survey_id, texts) SELECT gen_random_uuid(), survey_id, texts FROM taken ORDER BY random()
"""


class NotNow(Exception):
    """The step is refused in this state; the message is a sentence for the person who tried."""


class NotAsChecked(NotNow):
    """Somebody changed the answers after the page on which they were checked was opened."""

    def __init__(self):
        super().__init__("Somebody changed an answer after you opened this page. Check the answers again, then send.")


class SavedElsewhere(Exception):
    """The page was saved by somebody else, or in another tab, after it was opened. `draft` holds what is saved now."""

    def __init__(self, draft: dict, version: int):
        self.draft, self.version = draft, version


@transaction.atomic
def open_survey(*, survey: Survey, by, at=None) -> Survey:
    """From now on answers are taken. Refused before the day on which it opens, and when nothing can be asked."""
    at = at or timezone.now()
    officer_only(by, survey.compact)
    survey = Survey.objects.select_for_update(of=["self"], no_key=True).select_related("compact").get(pk=survey.pk)
    if survey.status != Survey.Status.DRAFT:
        raise NotNow("This survey has been opened already.")
    if timezone.localdate(at) < survey.opens_on:
        raise NotNow(f"This survey opens on {survey.opens_on:%-d %B %Y}. Change that date first to open it earlier.")
    survey.status, survey.opened_at, survey.opened_by = Survey.Status.OPEN, at, by
    survey.save(update_fields=["status", "opened_at", "opened_by"])
    record("survey.opened", survey, by=by)
    return survey


@transaction.atomic
def send_invitations(*, survey: Survey, by, organisations=None, at=None) -> tuple[int, list[Organisation]]:
    """Invite every signatory in force that was not invited yet, or those of `organisations`.

    Returns how many invitations were sent, and the organisations that have no address.
    """
    at = at or timezone.now()
    officer_only(by, survey.compact)
    survey = Survey.objects.select_for_update(of=["self"], no_key=True).select_related("compact", "review").get(pk=survey.pk)
    if survey.status != Survey.Status.OPEN:
        raise NotNow("Open the survey before you send invitations.")
    signatories = organisations if organisations is not None else Organisation.objects.filter(
        pk__in=survey.compact.signatures.in_force().values("organisation")
    )  # fmt: skip
    signatories = signatories.exclude(pk__in=survey.invitations.filter(sent_at__isnull=False).values("organisation"))
    sent, silent = 0, []
    known = {invitation.organisation_id: invitation for invitation in survey.invitations.all()}
    for organisation in signatories:
        invitation = known.get(organisation.pk) or Invitation(survey=survey, organisation=organisation, sector=organisation.sector)
        if organisation.contact_email:
            token = invitation.new_token()
            invitation.sent_to, invitation.sent_at = organisation.contact_email, at
            mail_invitation(survey, invitation, token)
            sent += 1
        else:
            silent.append(organisation)
        invitation.save()
    record("survey.invitations_sent", survey, by=by, sent=sent, without_address=len(silent))
    return sent, silent


def mail_invitation(survey: Survey, invitation: Invitation, token: str) -> None:
    """No answer, no finding and no case is ever in a mail: a link and what it is for."""
    terms = survey.compact.terms
    link = settings.PORTAL_URL + reverse("reviews:invitation", args=[token])
    queue(
        to=invitation.sent_to,
        compact_id=survey.compact_id,
        subject=f"{survey.compact.name}: your organisation’s answers, by {survey.closes_on:%-d %B}",
        text=(
            f"Once a year every {terms.signatory} says how the {survey.compact.name} was kept. "
            f"This link is for {invitation.organisation}:\n\n{link}\n\n"
            f"It takes about 15 minutes. You can stop, and go on later with the same link, until {survey.closes_on:%-d %B %Y}. "
            "You see all questions before you answer, and before each one who will read the answer.\n\n"
            "The link opens this one survey and nothing else. Pass it on only to people who may answer for your organisation."
        ),
        reason=f"your organisation is a {terms.signatory} of the {survey.compact.name}",
    )


def sections_for(survey: Survey, organisation: Organisation) -> list[Section]:
    """The pages that `organisation` is asked, in order."""
    sections = list(survey.sections.select_related("document"))
    if any(section.for_group_members for section in sections):
        member = GroupMembership.objects.filter(group=survey.rated_group_id, member=organisation).exists()
        sections = [section for section in sections if member or not section.for_group_members]
    return sections


@transaction.atomic
def save_section(*, invitation: Invitation, section: Section, answers: dict, version: int, on) -> Response:
    """Save one page of the draft. Raises SavedElsewhere when it was saved after `version`, NotNow once the survey is over."""
    if not Survey.objects.get(pk=invitation.survey_id).takes_answers(on=on):
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
    if not Survey.objects.get(pk=survey.pk).takes_answers(on=on):
        raise NotNow(CLOSED)
    if response is None or not any(response.draft.values()):
        raise NotNow("Answer at least one question before you send.")
    if seal is not None and seal != response.seal:
        raise NotAsChecked
    answers = response.draft
    sections = sections_for(survey, invitation.organisation)
    questions = list(Question.objects.filter(section__in=sections).select_related("section"))
    parts = take_apart(questions=questions, sector=response.sector, draft=answers)
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


@transaction.atomic
def close_survey(*, survey: Survey, by, at=None) -> Survey:
    """No more answers. The bundles are split into single texts, shuffled; closing early moves the last day to today."""
    at = at or timezone.now()
    officer_only(by, survey.compact)
    tally = Tally.objects.select_for_update().get(survey=survey)  # no submission is half way
    survey = Survey.objects.select_for_update(of=["self"], no_key=True).select_related("compact").get(pk=survey.pk)
    answered, planned = sum(tally.responses.values()), survey.closes_on
    if survey.status != Survey.Status.OPEN:
        raise NotNow("This survey is not open.")
    if timezone.localdate(at) <= planned and answered < survey.compact.release_floor:
        raise NotNow(
            f"Fewer than {survey.compact.release_floor} organisations have answered. Until the last day, {planned:%-d %B %Y},"
            " the survey stays open: closing it now would show what those few said."
        )
    survey.closes_on = min(planned, max(timezone.localdate(at), survey.opens_on))
    survey.status, survey.closed_at, survey.closed_by = Survey.Status.CLOSED, at, by
    survey.save(update_fields=["status", "closes_on", "closed_at", "closed_by"])
    questions = {question.key: question for question in Question.objects.filter(section__survey=survey)}
    texts = [
        DetachedText(survey=survey, question=questions[text["question"]], openness=text["openness"], sector=text["sector"], body=text["body"])
        for bundle in survey.bundles.all()
        for text in bundle.texts
    ]
    secrets.SystemRandom().shuffle(texts)
    DetachedText.objects.bulk_create(texts)
    survey.bundles.all().delete()
    record("survey.closed", survey, by=by, planned=planned.isoformat(), answered=answered)
    return survey


@transaction.atomic
def release_survey(*, survey: Survey, by, at=None):
    """Compute the figures that may be published, once and for good."""
    at = at or timezone.now()
    officer_only(by, survey.compact)
    survey = Survey.objects.select_for_update(of=["self"], no_key=True).select_related("compact").get(pk=survey.pk)
    if survey.status != Survey.Status.CLOSED:
        raise NotNow("Figures are released once, after the survey has closed.")
    release = compute_release(survey, by=by, at=at)
    survey.status = Survey.Status.RELEASED
    survey.save(update_fields=["status"])
    record("survey.released", survey, by=by, level=release.figures["level"])
    return release


def leads(person, organisation: Organisation) -> bool:
    return Membership.objects.serving().filter(person=person, organisation=organisation, role=Membership.Role.LEAD).exists()


@transaction.atomic
def delete_left_drafts(*, at=None) -> int:
    """Forget the answers that were begun and not sent, 14 days after their survey closed. Returns how many there were."""
    at = at or timezone.now()
    left = Response.objects.filter(status=Response.Status.DRAFT, survey__closed_at__lt=at - KEEP_DRAFTS)
    return left.delete()[0]
