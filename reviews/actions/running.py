"""What officers do with a survey: open it, send invitations, close it, release its figures."""

import secrets

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from compact_portal.audit.recording import record
from compact_portal.messaging.outbox import queue
from reviews.actions.moderating import end_moderation, queue_passages
from reviews.actions.offers import collect_offers
from reviews.actions.refusals import NotNow
from reviews.models import DetachedText, Invitation, Question, Survey, Tally
from reviews.releases import compute_release
from signatories.models import Organisation
from signatories.roles import officer_only


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


@transaction.atomic
def close_survey(*, survey: Survey, by, at=None) -> Survey:
    """No more answers. The bundles are split into single texts, shuffled; closing early moves the last day to today."""
    at = at or timezone.now()
    officer_only(by, survey.compact)
    tally = Tally.objects.select_for_update().get(survey=survey)  # no submission is half way
    survey = Survey.objects.select_for_update(of=["self"], no_key=True).select_related("compact", "review").get(pk=survey.pk)
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
    queue_passages(survey)
    collect_offers(survey)
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
    end_moderation(survey, on=timezone.localdate(at))
    release = compute_release(survey, by=by, at=at)
    survey.status = Survey.Status.RELEASED
    survey.save(update_fields=["status"])
    record("survey.released", survey, by=by, level=release.figures["level"])
    return release
