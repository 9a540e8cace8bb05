"""What the survey asks of people: to answer it, and of its officers to run it."""

import datetime

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from compact_portal.messaging.models import Message
from compact_portal.tasks import Task
from reviews.models import Invitation, Milestone, Offer, Passage, Proposal, Review, Survey, TypedAnswer
from reviews.models.approving import with_agreement
from reviews.moderating import Reader, moderators_of
from reviews.rhythm import proposed_survey
from signatories.parts import Parts, parts_of

TO_PREPARE = datetime.timedelta(days=56)  # before the day on which a survey would open
NO_REPORT_DAY = gettext_lazy("The year has no day for its report yet.")


def tasks_of(person, on: datetime.date, parts: Parts | None = None) -> list[Task]:
    parts = parts or parts_of(person, on)
    tasks = surveys_to_answer(parts.acted_for, on) if parts.acts_for else []
    if parts.officered:
        tasks += [*surveys_to_run(parts.officered, on), *reports_to_write(parts.officered, on), *offers_to_answer(parts.officered)]
    if parts.steered:
        tasks += [
            *texts_to_read(person, parts.steered, on),
            *typed_to_confirm(person, parts.steered, on),
            *reports_to_approve(person, parts.steered),
        ]
    return tasks


def surveys_to_answer(acts_for, on: datetime.date) -> list[Task]:
    invited = Invitation.objects.waiting().taking_answers(on).filter(organisation__in=acts_for)
    return [
        Task(
            what=_("Answer the %(year)s survey of %(called)s") % {"year": one.survey.review.year, "called": one.survey.compact.called},
            why=_("You act for %(organisation)s.") % {"organisation": one.organisation},
            address=one.survey.get_absolute_url(),
            due_on=one.answer_by,
            takes=_("about %(minutes)s minutes") % {"minutes": one.survey.minutes},
        )
        for one in invited.select_related("survey__compact", "survey__review", "organisation")
    ]


def surveys_to_run(officered: set[int], on: datetime.date) -> list[Task]:
    """The next step of each survey."""
    surveys = Survey.objects.filter(compact__in=officered).select_related("compact", "review")
    lost = Invitation.objects.waiting().taking_answers(on).filter(message__status__in=Message.LOST)
    unreached = Count("invitations", filter=Q(invitations__in=lost))
    surveys = surveys.annotate(extra=Max("invitations__extended_to"), unreached=unreached).order_by("-opens_on")
    tasks = []
    for survey in surveys.filter(review__published_report__isnull=True):
        why = _("You are an officer of %(called)s.") % {"called": survey.compact.called}
        if survey.unreached:
            what = _("Find another address for those whom the survey %(year)s did not reach: %(unreached)s") % {
                "year": survey.review.year,
                "unreached": survey.unreached,
            }
            chasing = reverse("reviews:chasing", args=[survey.compact.slug, survey.review.year]) + "?state=undeliverable"
            tasks.append(Task(what, why, chasing, max(survey.closes_on, survey.extra or survey.closes_on), _("a few minutes each")))
        step = next_step(survey, on)
        if step:
            what, due_on, page, takes = step
            address = reverse(page, args=[survey.compact.slug, survey.review.year])
            tasks.append(Task(f"{what} ({survey.review.year})", why, address, due_on, takes, NO_REPORT_DAY))
    return tasks


def next_step(survey: Survey, on: datetime.date) -> tuple[str, datetime.date | None, str, str] | None:
    match survey.status:
        case Survey.Status.DRAFT if survey.opens_on <= on:
            return _("Open the survey"), survey.opens_on, "reviews:manage", _("a minute")
        case Survey.Status.DRAFT if survey.ready_at is None:
            return _("Make the survey ready, so that it opens by itself"), survey.opens_on, "reviews:manage", _("a minute")
        case Survey.Status.OPEN if max(survey.closes_on, survey.extra or survey.closes_on) < on:
            return _("Close the survey"), survey.closes_on, "reviews:manage", _("a minute")
        case Survey.Status.CLOSED:
            return _("Release the survey’s figures"), survey.review.report_due_on, "reviews:manage", _("a minute")
    return None


def reports_to_write(officered: set[int], on: datetime.date) -> list[Task]:
    """Reports whose survey is released, or of a review that has begun and holds none: to be composed, then to be published.

    Between the two it waits for others: reports_to_approve asks them. Where a survey belongs to the year and is not there yet, that is
    what is asked for, in time, until its last day is over.
    """
    begun = Q(started_on__lte=on) | Q(started_on=None, year__lte=on.year)
    due = Q(survey__status=Survey.Status.RELEASED) | (Q(survey=None) & begun)
    reviews = with_agreement(Review.objects.filter(due, compact__in=officered, published_report=None))
    publishing = Milestone.objects.filter(review=OuterRef("pk"), key="published").values("on")[:1]  # often after the board has had it
    tasks = []
    for review in reviews.annotate(publish_on=Subquery(publishing)).select_related("compact", "survey"):
        due_on, survey = review.report_due_on or review.board_on, None if hasattr(review, "survey") else proposed_survey(review)
        if survey and on <= survey[1]:
            if on < survey[0] - TO_PREPARE:
                continue
            what, page, takes, due_on = _("Prepare the survey"), "reviews:prepare", _("about half an hour"), survey[0]
        elif review.newest is None:
            what, page, takes = _("Compose the annual report, check it and bring it to both sectors"), "reviews:compose", _("about an hour")
        elif review.agreed:
            what, page, takes = _("Publish the annual report, which both sectors have approved"), "reviews:publish_report", _("a minute")
            due_on = review.publish_on or due_on
        else:
            continue
        why = _("You are an officer of %(called)s.") % {"called": review.compact.called}
        address = reverse(page, args=[review.compact.slug, review.year])
        tasks.append(Task(f"{what} ({review.year})", why, address, due_on, takes, NO_REPORT_DAY))
    return tasks


def texts_to_read(person, steered: set[int], on: datetime.date) -> list[Task]:
    """Texts that wait for the opinion of somebody who steers the agreement. As many queries for many closed surveys as for one."""
    tasks = []
    closed = list(Survey.objects.filter(status=Survey.Status.CLOSED, compact__in=steered).select_related("compact", "review"))
    passages = Passage.objects.filter(survey__in=closed).open_to(person) if closed else Passage.objects.none()
    readable = Passage.objects.filter(pk__in=Reader(person, on).readable(passages)).order_by() if closed else passages
    counted = dict(readable.values_list("survey").annotate(Count("id")))
    for survey in closed:
        if waiting := counted.get(survey.pk, 0):
            address = reverse("reviews:moderation", args=[survey.compact.slug, survey.review.year])
            what = ngettext(
                "Read %(waiting)s text of the survey %(year)s before it is published",
                "Read %(waiting)s texts of the survey %(year)s before they are published",
                waiting,
            ) % {"waiting": waiting, "year": survey.review.year}
            why = _("You are in the %(steering_group)s of %(called)s.") % {
                "steering_group": survey.compact.terms.steering_group,
                "called": survey.compact.called,
            }
            tasks.append(
                Task(
                    what,
                    why,
                    address,
                    survey.review.report_due_on,
                    ngettext("about %(minutes)s minute", "about %(minutes)s minutes", waiting) % {"minutes": waiting},
                    NO_REPORT_DAY,
                )
            )
    return tasks


def reports_to_approve(person, steered: set[int]) -> list[Task]:
    """The newest proposal of each report, until this person has said what they think of it or it is published."""
    newest = (
        Proposal.objects.filter(review__compact__in=steered, review__published_report=None).order_by("review_id", "-number").distinct("review_id")
    )
    waiting = Proposal.objects.filter(pk__in=newest.values("pk")).exclude(approvals__person=person)
    return [
        Task(
            _("Read the annual report and say whether you approve it (%(year)s)") % {"year": one.review.year},
            _("You are in the %(steering_group)s of %(called)s.")
            % {"steering_group": one.review.compact.terms.steering_group, "called": one.review.compact.called},
            reverse("reviews:approve_report", args=[one.review.compact.slug, one.review.year]),
            one.review.report_due_on,
            _("about half an hour"),
            NO_REPORT_DAY,
        )
        for one in waiting.select_related("review__compact").defer("content")
    ]


def typed_to_confirm(person, steered: set[int], on: datetime.date) -> list[Task]:
    """Typed answers of organisations without an address, for those of another sector than whoever typed them."""
    typed = TypedAnswer.objects.to_confirm(on).filter(invitation__survey__compact__in=steered)
    typed = list(typed.select_related("invitation__survey__compact", "invitation__survey__review", "invitation__organisation", "typed_by"))
    tasks, moderators = [], moderators_of(person, {one.invitation.survey.compact_id for one in typed}, on=on) if typed else {}
    for one in typed:
        survey = one.invitation.survey
        if one.may_be_confirmed_by(moderators[survey.compact_id]):
            what = _("Ask %(organisation)s whether its answers were typed rightly") % {"organisation": one.invitation.organisation}
            why = _("%(typed_by)s typed them; somebody of another sector confirms them.") % {"typed_by": one.typed_by}
            address = reverse("reviews:confirm_typed", args=[survey.compact.slug, survey.review.year, one.invitation_id])
            tasks.append(Task(what, why, address, one.invitation.last_day, _("one telephone call")))
    return tasks


def offers_to_answer(officered: set[int]) -> list[Task]:
    mine = Survey.objects.filter(compact__in=officered, offers__state=Offer.State.OPEN)
    counted = mine.annotate(waiting=Count("offers")).select_related("compact", "review")
    return [
        Task(
            ngettext("Answer %(waiting)s offer of help (%(year)s)", "Answer %(waiting)s offers of help (%(year)s)", one.waiting)
            % {"waiting": one.waiting, "year": one.review.year},
            _("You are an officer of %(called)s.") % {"called": one.compact.called},
            reverse("reviews:offers", args=[one.compact.slug, one.review.year]),
            one.compact.answer_by(timezone.localdate(one.closed_at)) if one.closed_at else one.review.report_due_on,
            _("a minute each"),
            NO_REPORT_DAY,
        )
        for one in counted
    ]
