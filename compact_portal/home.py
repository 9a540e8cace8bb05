"""My to-do over all Compacts: what is asked of me, why me, by when, how long it takes."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst

from actionplans.models import Action, Plan
from compact_portal.days import today
from reviews.models import Invitation, Response, Survey
from signatories.models import BoardMember, Champion, Compact, Membership, Signature

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


@dataclass(frozen=True)
class Place:
    """One of my agreements, and the pages of it that I need: (words, address)."""

    compact: Compact
    links: list[tuple[str, str]] = field(default_factory=list)


def home(request):
    """Nothing but what is to be done, the most urgent first; and the way to each of my agreements."""
    on = today()
    tasks = [(task, task.is_late(on)) for task in tasks_for(request.user, on=on)]
    return render(request, "home.html", {"tasks": tasks, "places": places_of(request.user, on=on)})


def places_of(person, *, on: datetime.date) -> list[Place]:
    """Four queries, however many agreements there are."""
    steered = set(Compact.objects.steered_by(person, on=on).values_list("pk", flat=True))
    boards = set(BoardMember.objects.serving(on=on).filter(person=person).values_list("compact", flat=True))
    surveys: dict[int, list[int]] = {}
    open_ones = Survey.objects.open().filter(compact__in=Compact.objects.officered_by(person, on=on))
    for compact, year in open_ones.order_by("-review__year").values_list("compact", "review__year"):
        surveys.setdefault(compact, []).append(year)
    places = []
    for compact in compacts_of(person, on=on):
        place = Place(compact)
        if compact.pk in steered:
            place.links.append((capfirst(compact.terms.steering_group), reverse("signatories:steering", args=[compact.slug])))
        for year in surveys.get(compact.pk, []):
            place.links.append((f"Survey {year}", reverse("reviews:manage", args=[compact.slug, year])))
        if compact.pk in boards:
            place.links.append(("Reports", reverse("reviews:reports", args=[compact.slug])))
        places.append(place)
    return places


def compacts_of(person, *, on: datetime.date):
    """Those that `person` steers, receives reports of, or has signed with an organisation that they act or are Champion for."""
    acts_for = Membership.objects.serving(on=on).filter(person=person).values("organisation")
    champions = Champion.objects.serving(on=on).filter(person=person).values("signature")
    signed = Signature.objects.in_force().filter(Q(organisation__in=acts_for) | Q(pk__in=champions)).values("compact")
    boards = BoardMember.objects.serving(on=on).filter(person=person).values("compact")
    return Compact.objects.filter(Q(pk__in=Compact.objects.steered_by(person, on=on)) | Q(pk__in=signed) | Q(pk__in=boards))


def tasks_for(person, *, on: datetime.date) -> list[Task]:
    """In order of date; what has no date comes last. A fixed number of queries."""
    organisations = Membership.objects.serving(on=on).filter(person=person).values("organisation")
    tasks = [
        *surveys_to_answer(organisations, on),
        *surveys_to_run(person, on),
        *plans_to_adopt(person, on),
        *actions_to_do(organisations, on),
    ]
    return sorted(tasks, key=lambda task: (task.due_on is None, task.due_on or on, task.what))


def surveys_to_answer(organisations, on: datetime.date) -> list[Task]:
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


def plans_to_adopt(person, on: datetime.date) -> list[Task]:
    """Drafts that hold something, for the officer to show to everybody once the steering group has agreed them."""
    mine = Plan.objects.filter(compact__in=Compact.objects.officered_by(person, on=on), status=Plan.Status.DRAFT, targets__isnull=False)
    return [
        Task(
            what=f"Record the adoption of “{plan}”",
            why=f"You are an officer of {plan.compact.called}. Until then only the {plan.compact.terms.steering_group} can see this draft.",
            address=reverse("actionplans:adopt", args=[plan.compact.slug, plan.period]),
            due_on=plan.starts_on,
            takes="a minute",
        )
        for plan in mine.select_related("compact").distinct()
    ]


def actions_to_do(organisations, on: datetime.date) -> list[Task]:
    """Actions that my organisations own, late or due within a month, in plans that have been adopted."""
    owned = Action.owners.through.objects.filter(organisation__in=organisations).values("action")
    due = Action.objects.due_by(on + SOON).filter(pk__in=owned, target__plan__status=Plan.Status.ADOPTED)
    return [
        Task(
            what=action.text,
            why=f"Your organisation owns this {action.target.plan.compact.terms.action}. Say how far it has come.",
            address=reverse("actionplans:progress", args=[action.target.plan.compact.slug, action.target.plan.period, action.pk]),
            due_on=action.due_on,
            takes="a few minutes",
        )
        for action in due.select_related("target__plan__compact")
    ]
