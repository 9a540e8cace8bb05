"""From draft to release: what officers do with a survey, and what the portal does by itself on its dates."""

import secrets

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.audit.recording import record
from compact_portal.days import in_words
from reviews.actions.inviting import invite, send_invitations
from reviews.actions.moderating import end_moderation, queue_passages
from reviews.actions.offers import collect_offers
from reviews.actions.refusals import NotNow
from reviews.answering.minutes import minutes_known
from reviews.models import DateChange, DetachedText, Question, Survey, Tally
from reviews.releases import compute_release
from signatories.roles import officer_only

__all__ = [
    "close_on_its_date",
    "close_survey",
    "make_ready",
    "open_on_its_date",
    "open_survey",
    "release_survey",
    "send_invitations",
    "take_back_ready",
]


@transaction.atomic
def make_ready(*, survey: Survey, by, at=None) -> Survey:
    """From its first day on the survey opens by itself and invites every signatory. Any change to its questions takes this back."""
    officer_only(by, survey.compact)
    survey = locked(survey)
    can_open(survey)
    survey.ready_at, survey.ready_by = at or timezone.now(), by
    survey.save(update_fields=["ready_at", "ready_by"])
    record("survey.made_ready", survey, by=by, opens_on=survey.opens_on.isoformat())
    return survey


@transaction.atomic
def take_back_ready(*, survey: Survey, by) -> Survey:
    officer_only(by, survey.compact)
    survey = locked(survey)
    can_open(survey)
    survey.ready_at = survey.ready_by = None
    survey.save(update_fields=["ready_at", "ready_by"])
    record("survey.ready_taken_back", survey, by=by)
    return survey


def locked(survey: Survey) -> Survey:
    return Survey.objects.select_for_update(of=["self"], no_key=True).select_related("compact", "review").get(pk=survey.pk)


def can_open(survey: Survey) -> None:
    """Raises NotNow, in words for the page."""
    if survey.status != Survey.Status.DRAFT:
        raise NotNow(_("This survey has been opened already."))
    if not Question.objects.filter(section__survey=survey).exists():
        raise NotNow(_("This survey has no question yet. Add one first."))


@transaction.atomic
def open_on_its_date(*, survey: Survey, at=None) -> tuple[int, list]:
    """The portal opens a survey that was called ready, and invites every signatory: see `invite` for what it returns."""
    at = at or timezone.now()
    survey = locked(survey)
    can_open(survey)
    if not survey.ready_at or not survey.opens_on <= timezone.localdate(at) <= survey.closes_on:
        raise NotNow(_("This survey is not to be opened now."))
    begin(survey, by=survey.ready_by, at=at)
    record("survey.opened", survey, by=None, ready_since=survey.ready_at.date().isoformat())
    return invite(survey=survey, by=None, at=at)


def begin(survey: Survey, *, by, at) -> None:
    survey.status, survey.opened_at, survey.opened_by = Survey.Status.OPEN, at, by
    survey.minutes, survey.minutes_measured = minutes_known(survey)
    survey.save(update_fields=["status", "opened_at", "opened_by", "minutes", "minutes_measured"])


@transaction.atomic
def open_survey(*, survey: Survey, by, at=None) -> Survey:
    """From now on answers are taken. Refused before the day on which it opens, and when nothing can be asked."""
    at = at or timezone.now()
    officer_only(by, survey.compact)
    survey = locked(survey)
    can_open(survey)
    if timezone.localdate(at) < survey.opens_on:
        raise NotNow(_("This survey opens on %(opens_on)s. Change that date first to open it earlier.") % {"opens_on": in_words(survey.opens_on)})
    begin(survey, by=by, at=at)
    record("survey.opened", survey, by=by)
    return survey


@transaction.atomic
def close_survey(*, survey: Survey, by, at=None) -> Survey:
    """No more answers; closing early moves the last day to today. Refused early while fewer than the floor have answered.

    That refusal is for officers alone: on its date a survey closes however few have answered (`close_on_its_date`).
    """
    at = at or timezone.now()
    officer_only(by, survey.compact)
    tally = Tally.objects.select_for_update().get(survey=survey)  # no submission is half way
    survey = locked(survey)
    answered = sum(tally.responses.values())
    last = max(survey.closes_on, survey.invitations.aggregate(last=Max("extended_to"))["last"] or survey.closes_on)
    if survey.status != Survey.Status.OPEN:
        raise NotNow(_("This survey is not open."))
    if timezone.localdate(at) <= last and answered < survey.compact.release_floor:
        raise NotNow(
            _(
                "Fewer than %(release_floor)s organisations have answered. Until the last day, %(last)s, "
                "the survey stays open: closing it now would show what those few said."
            )
            % {"release_floor": survey.compact.release_floor, "last": in_words(last)}
        )
    return end(survey, answered=answered, by=by, at=at)


@transaction.atomic
def close_on_its_date(*, survey: Survey, at=None) -> Survey:
    """The portal closes a survey whose last day is over, that of everybody with extra time included, however few have answered."""
    at = at or timezone.now()
    tally = Tally.objects.select_for_update().get(survey=survey)
    survey = locked(survey)
    if not Survey.objects.due_to_close(timezone.localdate(at)).filter(pk=survey.pk).exists():
        raise NotNow(_("The last day of this survey is not over."))
    return end(survey, answered=sum(tally.responses.values()), by=None, at=at)


def end(survey: Survey, *, answered: int, by, at) -> Survey:
    """Close, and split the bundles into single texts, shuffled. `by` is None when the portal closes it."""
    planned = survey.closes_on
    survey.closes_on = min(planned, max(timezone.localdate(at), survey.opens_on))
    survey.due_on = survey.due_on and min(survey.due_on, survey.closes_on)
    survey.status, survey.closed_at, survey.closed_by = Survey.Status.CLOSED, at, by
    survey.save(update_fields=["status", "closes_on", "due_on", "closed_at", "closed_by"])
    if survey.closes_on != planned:
        DateChange.objects.create(
            review=survey.review,
            date=DateChange.Date.CLOSES,
            before=planned,
            after=survey.closes_on,
            reason="Closed early",
            changed_at=at,
            changed_by=by,
        )
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
        raise NotNow(_("Figures are released once, after the survey has closed."))
    end_moderation(survey, on=timezone.localdate(at))
    release = compute_release(survey, by=by, at=at)
    survey.status = Survey.Status.RELEASED
    survey.save(update_fields=["status"])
    record("survey.released", survey, by=by, level=release.figures["level"])
    return release
