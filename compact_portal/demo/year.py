"""The demonstration's years: the days of 2009, all done, those of this year with one that is late, and a meeting to come."""

import datetime

from actionplans.actions.meetings import plan_meeting
from compact_portal.accounts.models import User
from compact_portal.days import DAY
from reviews.actions.milestones import set_up_year
from reviews.models import Milestone, Review
from reviews.year.steps import days_from

WEEK_2009 = datetime.date(2009, 11, 2)


def load_years(*, past: Review, current: Review, officer: User, member: User, on: datetime.date) -> None:
    set_up_year(review=past, rhythm=Review.Rhythm.AUTUMN, week=WEEK_2009, by=officer)
    for milestone in past.milestones.all():
        done(milestone, officer)
    november = datetime.date(on.year, 11, 1)
    week = november + (-november.weekday() % 7) * DAY
    terms, follows = current.compact.terms, {"published": 14, "next-plan": 21, "plan": 35}  # days after the board's meeting
    for step, day in days_from(Review.Rhythm.AUTUMN, week):
        day = current.board_on + follows[step.key] * DAY if step.key in follows else day
        day = min(day, current.started_on) if step.key == "seats" else day
        milestone = Milestone.objects.create(
            review=current, key=step.key, name=step.called(terms), owner=step.kept_by(terms), on=day, after=list(step.after), before=list(step.before)
        )
        if day < on:
            done(milestone, officer)
    late = current.milestones.filter(on__lt=on).last()
    Milestone.objects.filter(pk=late.pk).update(done_on=None, done_by=None)
    plan_meeting(
        plan=current.plan, held_on=on + 10 * DAY, of=f"{terms.agreement} {terms.steering_group}", place="Committee room 2, or by video",
        items="Who speaks at the yearly event\nA short guide for trustees", by=member, on=on,
    )  # fmt: skip


def done(milestone: Milestone, by: User) -> None:
    milestone.done_on, milestone.done_by = milestone.on, by
    milestone.save(update_fields=["done_on", "done_by"])
