"""The steering group's year: set up from a template, moved one by one or together, marked done. Old days and reasons are kept."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.audit.recording import record
from compact_portal.days import today
from reviews.actions.dates import set_dates
from reviews.models import DateChange, Milestone, Review
from reviews.rhythm import check_dates, dates_from
from reviews.year.items import Item, is_date, items_of, review_of_year
from reviews.year.known import knowing
from reviews.year.steps import days_from, plans_begin_in
from signatories.models import Compact
from signatories.roles import officer_only


@transaction.atomic
def set_up_year(*, review: Review, rhythm: str, week: datetime.date, by) -> list[Milestone]:
    """Every milestone of the template that is not there yet, and every date of the review and a draft survey that has not been set.

    What is there stays as it is. Returns the new milestones. Raises ValidationError, in words for the page.
    """
    officer_only(by, review.compact)
    review = Review.objects.select_for_update(of=["self"], no_key=True).select_related("compact").get(pk=review.pk)
    there = set(review.milestones.values_list("key", flat=True))
    terms = review.compact.terms
    made = Milestone.objects.bulk_create(
        Milestone(
            review=review, key=step.key, name=step.called(terms), owner=step.kept_by(terms), on=day, after=list(step.after), before=list(step.before)
        )
        for step, day in days_from(rhythm, week, plans_begin_in(review.compact), review.compact.survey_days)
        if step.key not in there
    )
    if not hasattr(review, "published_report"):
        review.rhythm = rhythm
        review.save(update_fields=["rhythm"])
        set_dates(review=review, dates=missing_dates(review, rhythm, week), reason="", by=by)
    check_dates(review, getattr(review, "survey", None))
    record("review.year_set_up", review, by=by, rhythm=rhythm, week=week.isoformat(), milestones=len(made))
    return made


def missing_dates(review: Review, rhythm: str, week: datetime.date) -> dict[str, datetime.date]:
    """Of the dates that the template proposes, those of the review that nobody has set; a survey always has its own."""
    proposed = dates_from(rhythm, week)
    return {name: day for name, day in proposed.items() if hasattr(review, name) and getattr(review, name) is None}


@dataclass(frozen=True)
class Move:
    item: Item
    to: datetime.date


def moves_of(items: list[Item], name: str, to: datetime.date, *, together: bool) -> list[Move]:
    """What moves: `name` alone, or with it everything that comes after it and is not done, by as many days."""
    item = next(one for one in items if one.name == name)
    by = to - item.day
    others = [one for one in items if one.name != name and not one.done and one.day >= item.day] if together else []
    return [Move(item, to), *(Move(one, one.day + by) for one in others)]


@transaction.atomic
def move(*, review: Review, name: str, to: datetime.date, together: bool, reason: str, by, at=None) -> list[Move]:
    """Raises ValidationError, a sentence, when a day would come after one that has to follow it, and nothing moves then."""
    officer_only(by, review.compact)
    at = at or timezone.now()
    Review.objects.select_for_update(of=["self"], no_key=True).get(pk=review.pk)
    review = review_of_year(review.compact, timezone.localdate(at), year=review.year)
    moves = moves_of(items_of(review, timezone.localdate(at)), name, to, together=together)
    if not reason.strip():
        raise ValidationError(_("Say why it is moved: the reason is kept with the old date."))
    if moves[0].item.done:
        raise ValidationError(_("“%(what)s” is done already.") % {"what": moves[0].item.what})
    if moves[0].item.day == to:
        raise ValidationError(_("That is the day on which it stands already."))
    for one in moves:
        if milestone := one.item.milestone:
            change = DateChange(review=review, milestone=milestone, date=DateChange.Date.MILESTONE, before=milestone.on, after=one.to)
            change.reason, change.changed_at, change.changed_by = reason.strip(), at, by
            milestone.on = one.to
            milestone.save(update_fields=["on"])
            change.save()
    dates = {one.item.name: one.to for one in moves if is_date(one.item.name)}
    if dates:
        set_dates(review=review, dates=dates, reason=reason, by=by, at=at)  # which looks at the milestones, too
    else:
        check_dates(review, getattr(review, "survey", None))
    record("review.milestones_moved", review, by=by, milestones=[one.item.name for one in moves])
    return moves


@transaction.atomic
def save_milestone(
    *, review: Review, name: str, owner: str, on: datetime.date, after: str = "", before: str = "", by, milestone: Milestone | None = None
) -> Milestone:
    """One that the group adds, or other words for one that is there, whose day then stays: `move` keeps reasons.

    `after` and `before` name what comes first and what may only come later. Raises ValidationError.
    """
    officer_only(by, review.compact)
    review = Review.objects.select_for_update(of=["self"], no_key=True).select_related("compact").get(pk=review.pk)
    if milestone is None:
        numbers = [int(key.removeprefix("own-")) for key in review.milestones.filter(key__startswith="own-").values_list("key", flat=True)]
        milestone = Milestone(review=review, key=f"own-{max(numbers, default=0) + 1}", on=on)
        milestone.after, milestone.before = [after] if after else [], [before] if before else []
    milestone.name, milestone.owner = name.strip(), owner.strip()
    milestone.save()
    check_dates(review, getattr(review, "survey", None))
    record("review.milestone_saved", review, by=by, milestone=milestone.key)
    return milestone


@transaction.atomic
def mark_done(*, milestone: Milestone, done: bool, by, on: datetime.date | None = None) -> Milestone:
    """By anybody who steers the agreement; and back again. Raises ValidationError for one that the portal knows of by itself."""
    on = on or today()
    if not Compact.objects.steered_by(by, on=on).filter(pk=milestone.compact_id).exists():
        raise PermissionDenied
    found = Milestone.objects.select_for_update(of=["self"]).select_related("review")
    milestone = knowing(found, on).get(pk=milestone.pk)
    if milestone.known is not None:
        raise ValidationError(_("The portal itself sees when “%(milestone)s” is done: nobody has to say so.") % {"milestone": milestone})
    milestone.done_on, milestone.done_by = (on, by) if done else (None, None)
    milestone.save(update_fields=["done_on", "done_by"])
    record("review.milestone_done" if done else "review.milestone_open", milestone.review, by=by, milestone=milestone.key)
    return milestone


@transaction.atomic
def remove_milestone(*, milestone: Milestone, by) -> None:
    """Raises ValidationError for one whose day was moved: its old days and their reasons stay with the year."""
    officer_only(by, milestone.review.compact)
    if milestone.changes.exists():
        raise ValidationError(
            _("“%(milestone)s” was moved before, and the reasons are kept. Mark it done instead, or give it other words.") % {"milestone": milestone}
        )
    record("review.milestone_removed", milestone.review, by=by, milestone=milestone.key)
    milestone.delete()
