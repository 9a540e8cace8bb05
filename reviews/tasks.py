"""What the survey asks of people: to answer it, and of its officers to run it."""

import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse

from compact_portal.tasks import Task
from reviews.models import Invitation, Response, Survey
from signatories.models import Compact, Membership


def tasks_of(person, on: datetime.date) -> list[Task]:
    return [*surveys_to_answer(person, on), *surveys_to_run(person, on)]


def surveys_to_answer(person, on: datetime.date) -> list[Task]:
    organisations = Membership.objects.serving(on=on).filter(person=person).values("organisation")
    sent = Response.objects.filter(survey=OuterRef("survey"), organisation=OuterRef("organisation"), status=Response.Status.SUBMITTED)
    invited = Invitation.objects.usable().filter(~Exists(sent), organisation__in=organisations, survey__closes_on__gte=on)
    return [
        Task(
            what=f"Answer the {one.survey.review.year} survey of {one.survey.compact.called}",
            why=f"You act for {one.organisation}.",
            address=one.survey.get_absolute_url(),
            due_on=one.survey.closes_on,
            takes="about 15 minutes",
        )
        for one in invited.select_related("survey__compact", "survey__review", "organisation")
    ]


def surveys_to_run(person, on: datetime.date) -> list[Task]:
    """The next step of each survey whose officer `person` is."""
    surveys = Survey.objects.filter(compact__in=Compact.objects.officered_by(person, on=on)).select_related("compact", "review")
    tasks = []
    for survey in surveys.filter(review__published_report__isnull=True):
        step = next_step(survey, on)
        if step:
            what, due_on, page, takes = step
            address = reverse(page, args=[survey.compact.slug, survey.review.year])
            tasks.append(Task(f"{what} ({survey.review.year})", f"You are an officer of {survey.compact.called}.", address, due_on, takes))
    return tasks


def next_step(survey: Survey, on: datetime.date) -> tuple[str, datetime.date | None, str, str] | None:
    match survey.status:
        case Survey.Status.DRAFT if survey.opens_on <= on:
            return "Open the survey", survey.opens_on, "reviews:manage", "a minute"
        case Survey.Status.OPEN if survey.closes_on < on:
            return "Close the survey", survey.closes_on, "reviews:manage", "a minute"
        case Survey.Status.CLOSED:
            return "Release the survey’s figures", survey.review.report_due_on, "reviews:manage", "a minute"
        case Survey.Status.RELEASED:
            return "Read and publish the annual report", survey.review.report_due_on, "reviews:report", "about an hour"
    return None
