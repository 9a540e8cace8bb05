"""What a year's survey looks like while it runs, and next year's while it is prepared."""

import datetime

from actionplans.models import Plan
from compact_portal.accounts.models import User
from compact_portal.demo.content import read
from compact_portal.demo.surveys import noon
from compact_portal.messaging.bounces import came_back
from compact_portal.messaging.models import Message
from reviews.actions.changing_invitations import excuse, give_extra_time
from reviews.actions.dates import set_dates
from reviews.actions.declining import decline
from reviews.actions.preparing import create_review
from reviews.designing import create_survey, editing
from reviews.models import Question, Review, Survey
from reviews.rhythm import dates_from
from signatories.models import Compact

WEEK = datetime.timedelta(weeks=1)


def load_running_year(*, survey: Survey, officer: User, on: datetime.date) -> None:
    """Of those who have not answered, one has more time, one is excused, one declines, and one address refuses mail."""
    told = read("cycle")
    at = noon(on)
    nobodys = survey.invitations.waiting().filter(organisation__memberships__isnull=True)  # who can sign in may try the survey
    later, excused, declining, lost = nobodys.order_by("organisation__name")[:4]
    give_extra_time(invitation=later, until=survey.closes_on + WEEK, reason=told["more_time"], by=officer, at=at)
    excuse(invitation=excused, reason=told["excused"], by=officer, at=at)
    decline(invitation=declining, how="not_now", on=on, at=at)
    Message.objects.filter(pk=lost.message_id).update(status=Message.Status.SENT, sent_at=at, text="", html="")
    came_back(message=lost.message, code="5.1.1", for_good=True, on=on)


def load_next_year(*, compact: Compact, plan: Plan, last: Survey, officer: User, on: datetime.date) -> Survey:
    """A draft copied from `last`, with a question that waits for an answer, and a date that was moved once."""
    told = read("cycle")
    year = on.year + 1
    week = first_monday_of_november(year)
    dates = dates_from(Review.Rhythm.SUMMER, week, compact.survey_days)
    review = create_review(
        compact=compact, year=year, label=f"{year} - {year + 1}", plan=plan, rhythm=Review.Rhythm.SUMMER, week_on=week, started_on=None,
        interim_on=dates["interim_on"], report_due_on=dates["report_due_on"], board_on=dates["board_on"], by=officer,
    )  # fmt: skip
    survey = create_survey(
        review=review, opens_on=dates["opens_on"], closes_on=dates["closes_on"], documents=[], copy_of=last, short_form=True, by=officer
    )
    set_dates(review=review, dates={"opens_on": dates["opens_on"] - WEEK}, reason=told["moved"], by=officer, at=noon(on))
    page = editing.add_section(survey=survey, title=told["page"], introduction="", by=officer)
    question = editing.add_question(section=page, kind=Question.Kind.TEXT, text=told["question"], by=officer)
    first = Question.objects.get(section__survey=survey, key="q8")
    editing.set_condition(question=question, depends_on=first, values=["disagree", "strongly_disagree"], by=officer)
    return survey


def first_monday_of_november(year: int) -> datetime.date:
    first = datetime.date(year, 11, 1)
    return first + datetime.timedelta(days=-first.weekday() % 7)
