"""The demonstration's years: the days of 2009, those of this year with one that is late, and a meeting to come.

They come after everything of which the portal sees by itself that it is done: people say it of the rest.
"""

import datetime

from actionplans.actions.meetings import note_decision, plan_meeting, record_meeting
from compact_portal.accounts.models import User
from compact_portal.days import DAY
from reviews.actions.milestones import set_up_year
from reviews.models import Milestone, Review
from reviews.year.known import knowing
from reviews.year.steps import days_from
from signatories.models import Compact

WEEK_2009 = datetime.date(2009, 11, 2)


def load_years(*, past: Review, current: Review, officer: User, member: User, on: datetime.date) -> None:
    set_up_year(review=past, rhythm=Review.Rhythm.AUTUMN, week=WEEK_2009, by=officer)
    for milestone in by_hand(past, on):
        done(milestone, officer)
    november = datetime.date(on.year, 11, 1)
    week = november + (-november.weekday() % 7) * DAY
    terms, follows = current.compact.terms, {"published": 14, "next-plan": 21, "plan": 35}  # days after the board's meeting, or later
    event, refresh = current.events.get(), current.compact.refresh_rounds.get(year=current.year)
    own = {
        "refresh": refresh.due_on, "event": event.ends_on, "invitations": event.starts_on - 21 * DAY, "findings": current.report_due_on - 14 * DAY,
    }  # fmt: skip
    for step, day in days_from(Review.Rhythm.AUTUMN, week, current.plan.starts_on.month):
        day = max(day, current.board_on + follows[step.key] * DAY) if step.key in follows else own.get(step.key, day)
        day = min(day, current.started_on) if step.key == "seats" else day
        Milestone.objects.create(
            review=current, key=step.key, name=step.called(terms), owner=step.kept_by(terms), on=day, after=list(step.after), before=list(step.before)
        )
    *said, _late = [milestone for milestone in by_hand(current, on) if milestone.on < on]
    for milestone in said:
        done(milestone, officer)
    plan_meeting(
        plan=current.plan, held_on=on + 10 * DAY, of=f"{terms.agreement} {terms.steering_group}", place="Committee room 2, or by video",
        items="Who speaks at the yearly event\nA short guide for trustees", by=member, on=on,
    )  # fmt: skip


def meet_without_a_plan(*, compact: Compact, officer: User, on: datetime.date) -> None:
    """An agreement that has no plan yet: its group met, decided, and will meet again."""
    group = compact.terms.steering_group.capitalize()
    held = record_meeting(
        plan=compact, held_on=on - 15 * DAY, of=group, chaired_by="the chair", by=officer, on=on,
        noted="Both sides want a first plan before the summer. Members bring what their organisations can do.",
    )  # fmt: skip
    note_decision(meeting=held, text="Write a first plan of at most ten actions.", owners="", by_when="before the summer", by=officer, on=on)
    note_decision(meeting=held, text="Ask each signatory for one example of working well together.", by=officer, on=on)
    plan_meeting(plan=compact, held_on=on + 20 * DAY, of=group, place="By video", items="The draft of the plan", by=officer, on=on)


def by_hand(review: Review, on: datetime.date) -> list[Milestone]:
    return list(knowing(review.milestones.all(), on).filter(known__isnull=True))


def done(milestone: Milestone, by: User) -> None:
    milestone.done_on, milestone.done_by = milestone.on, by
    milestone.save(update_fields=["done_on", "done_by"])
