"""My to-do over all Compacts: what is asked of me, why me, by when, how long it takes."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.urls import reverse

from actionplans.models import Action
from compact_portal.days import today
from reviews.models import Invitation, Response, Survey
from signatories.models import Compact, Membership

SOON = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Task:
    what: str
    why: str
    address: str
    due_on: datetime.date | None = None
    takes: str = ""

    def is_late(self, on: datetime.date) -> bool:
        return self.due_on is not None and self.due_on < on


def home(request):
    """Nothing but what is to be done, the most urgent first; and the way to each of my agreements."""
    on = today()
    tasks = tasks_for(request.user, on=on)
    mine = Compact.objects.steered_by(request.user) | Compact.objects.filter(
        signatures__organisation__memberships__in=Membership.objects.serving(on=on).filter(person=request.user)
    )
    steered = set(Compact.objects.steered_by(request.user).values_list("pk", flat=True))
    return render(request, "home.html", {"tasks": tasks, "today": on, "compacts": mine.distinct(), "steered": steered})


def tasks_for(person, *, on: datetime.date) -> list[Task]:
    """In order of date; what has no date comes last. A fixed number of queries."""
    organisations = Membership.objects.serving(on=on).filter(person=person).values("organisation")
    tasks = [*surveys_to_answer(organisations, on), *surveys_to_run(person, on), *actions_to_do(organisations, on)]
    return sorted(tasks, key=lambda task: (task.due_on is None, task.due_on or on, task.what))


def surveys_to_answer(organisations, on: datetime.date) -> list[Task]:
    sent = Response.objects.filter(survey=OuterRef("survey"), organisation=OuterRef("organisation"), status=Response.Status.SUBMITTED)
    invited = Invitation.objects.usable().filter(~Exists(sent), organisation__in=organisations, survey__closes_on__gte=on)
    return [
        Task(
            what=f"Answer the {one.survey.review.year} survey of the {one.survey.compact.name}",
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
            what, due_on, page = step
            address = reverse(page, args=[survey.compact.slug, survey.review.year])
            tasks.append(Task(f"{what} ({survey.review.year})", f"You are an officer of the {survey.compact.name}.", address, due_on, "a minute"))
    return tasks


def next_step(survey: Survey, on: datetime.date) -> tuple[str, datetime.date | None, str] | None:
    match survey.status:
        case Survey.Status.DRAFT if survey.opens_on <= on:
            return "Open the survey", survey.opens_on, "reviews:manage"
        case Survey.Status.OPEN if survey.closes_on < on:
            return "Close the survey", survey.closes_on, "reviews:manage"
        case Survey.Status.CLOSED:
            return "Release the survey’s figures", survey.review.report_due_on, "reviews:manage"
        case Survey.Status.RELEASED:
            return "Read and publish the annual report", survey.review.report_due_on, "reviews:report"
    return None


def actions_to_do(organisations, on: datetime.date) -> list[Task]:
    """Actions that my organisations own, late or due within a month, in plans that have been adopted."""
    due = Action.objects.filter(owners__in=organisations, due_on__lte=on + SOON, target__plan__status="adopted").exclude(status__in=Action.FINISHED)
    return [
        Task(
            what=action.text,
            why=f"Your organisation owns this {action.target.plan.compact.terms.action}.",
            address=action.target.plan.get_absolute_url(),
            due_on=action.due_on,
        )
        for action in due.select_related("target__plan__compact").distinct()
    ]
