"""Moving the dates of a review. Every date that had been set keeps its old value and the reason."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.audit.recording import record
from compact_portal.days import in_words
from reviews.actions.preparing import unpublished
from reviews.models import DateChange, Nudge, Review, Survey
from reviews.rhythm import OF_REVIEW, OF_SURVEY, check_dates
from signatories.roles import officer_only


@transaction.atomic
def set_dates(*, review: Review, dates: dict[str, datetime.date | None], reason: str, by, at=None) -> list[DateChange]:
    """Set those of `dates` that differ. Returns what was moved; a date set for the first time needs no reason.

    While a survey is open its days move only to later ones: an earlier last day could leave few enough answers to tell whose
    they are. Raises ValidationError, in words for the page.
    """
    at = at or timezone.now()
    officer_only(by, review.compact)
    review = unpublished(review)
    survey = Survey.objects.select_for_update(of=["self"], no_key=True).filter(review=review).first()
    changes = []
    for names, row in ((OF_REVIEW, review), (OF_SURVEY, survey)):
        for name in names:
            if row is not None and name in dates and dates[name] != getattr(row, name):
                changes.append(DateChange(review=review, date=name, before=getattr(row, name), after=dates[name], reason=reason.strip()))
                setattr(row, name, dates[name])
    moved = [change for change in changes if change.before]
    if moved and not reason.strip():
        raise ValidationError(_("Say why a date is moved: the reason is kept with the old date."))
    check_dates(review, survey)
    if survey:
        allowed(survey, [change for change in changes if change.date in OF_SURVEY], on=timezone.localdate(at))
        survey.save(update_fields=OF_SURVEY)
    review.save(update_fields=OF_REVIEW)
    for change in moved:
        change.changed_at, change.changed_by = at, by
        change.save()
    if changes:
        record("review.dates_set", review, by=by, dates=[change.date for change in changes])
    return moved


def allowed(survey: Survey, changes: list[DateChange], *, on: datetime.date) -> None:
    """Raises ValidationError."""
    if not changes:
        return
    if survey.is_over:
        raise ValidationError(_("The survey has closed. Its days cannot be changed any more."))
    for change in changes:
        if survey.status == Survey.Status.OPEN and change.date == DateChange.Date.OPENS:
            raise ValidationError(_("The survey has opened. Its first day cannot be changed any more."))
        if survey.status == Survey.Status.OPEN and (change.after or survey.closes_on) < (change.before or survey.closes_on):
            raise ValidationError(_("While the survey is open its days can only be moved to later ones: signatories count on them."))
        if change.date == DateChange.Date.CLOSES and change.after < on:
            raise ValidationError(_("The last day of the survey has passed: choose a later one."))


@transaction.atomic
def set_nudges(*, survey: Survey, days: list[int], by) -> list[int]:
    """Reminders so many days before answers are asked for. Those that have gone out stay. Raises ValidationError."""
    officer_only(by, survey.compact)
    survey = Survey.objects.select_for_update(of=["self"], no_key=True).select_related("compact").get(pk=survey.pk)
    if survey.is_over:
        raise ValidationError(_("The survey has closed."))
    longest = (survey.answer_by - survey.opens_on).days
    if wrong := [n for n in days if not 0 < n < longest]:
        raise ValidationError(
            _("A reminder %(wrong)s days before would not fall between the opening and %(answer_by)s.")
            % {"wrong": wrong[0], "answer_by": in_words(survey.answer_by)}
        )
    wanted = set(days)
    survey.nudges.filter(sent_on__isnull=True).exclude(days_before__in=wanted).delete()
    there = set(survey.nudges.values_list("days_before", flat=True))
    Nudge.objects.bulk_create(Nudge(survey=survey, days_before=n) for n in sorted(wanted - there))
    record("survey.reminders_set", survey, by=by, days=sorted(wanted))
    return sorted(wanted, reverse=True)
