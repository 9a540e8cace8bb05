"""What pages of other rooms show of reviews."""

from django import template
from django.db.models import Count

from reviews.after import came_of_last
from reviews.models import Finding, Invitation, Offer, Response, Review, Survey
from signatories.models import Compact
from signatories.roles import roles_of

register = template.Library()
NEWEST = 3


@register.inclusion_tag("reviews/_steering_surveys.html", takes_context=True)
def steering_surveys(context, compact: Compact) -> dict:
    """The newest reviews with their surveys, how many were invited and have answered, and what `user` can do with them.

    Three queries, and one who-are-you unless the page knows its `roles`. Numbers of answers are no results.
    """
    roles = context.get("roles") or roles_of(context["request"].user, compact)
    reviews = list(Review.objects.filter(compact=compact).select_related("survey", "published_report")[:NEWEST])
    surveys = [review.survey.pk for review in reviews if hasattr(review, "survey")]
    invited = counted(Invitation.objects.filter(survey__in=surveys))
    answered = counted(Response.objects.filter(survey__in=surveys, status=Response.Status.SUBMITTED))
    rows = []
    for review in reviews:
        survey = getattr(review, "survey", None)
        numbers = (answered.get(survey.pk, 0), invited.get(survey.pk, 0)) if survey else (0, 0)
        rows.append(
            {"review": review, "survey": survey, "answered": numbers[0], "invited": numbers[1], "published": hasattr(review, "published_report")}
        )
    return {"compact": compact, "rows": rows, "officer": roles.officer}


@register.inclusion_tag("reviews/_open_figures.html")
def open_figures(compact: Compact) -> dict:
    """The files of every released survey. One query."""
    surveys = Survey.objects.filter(compact=compact, release__isnull=False).select_related("review").order_by("-review__year")
    return {"compact": compact, "surveys": surveys}


@register.inclusion_tag("reviews/_offers_of_target.html", takes_context=True)
def beside_target(context, target) -> dict:
    """Offers of help with `target`, for those who steer its agreement, and findings that its actions answer.

    The rows of a whole plan are fetched once for a page: one query for everybody, two more for somebody who has signed in.
    """
    request, compact = context["request"], context["compact"]
    known = request.__dict__.setdefault("beside_targets", {})
    if target.plan_id not in known:
        known[target.plan_id] = rows_of_plan(request.user, compact, target.plan_id)
    offers, findings = known[target.plan_id]
    return {"compact": compact, "t": compact.terms, "target": target, "offers": offers.get(target.pk, []), "findings": findings.get(target.pk, [])}


def rows_of_plan(person, compact: Compact, plan: int) -> tuple[dict, dict]:
    offers, findings = {}, {}
    found = Finding.objects.filter(action__target__plan=plan, review__published_report__isnull=False)
    for finding in found.select_related("action", "review__compact"):
        findings.setdefault(finding.action.target_id, []).append(finding)
    if person.is_authenticated and Compact.objects.steered_by(person).filter(pk=compact.pk).exists():
        for offer in Offer.objects.filter(target__plan=plan).select_related("organisation", "survey__review"):
            offers.setdefault(offer.target_id, []).append(offer)
    return offers, findings


@register.inclusion_tag("reviews/_what_came.html")
def what_came_of_last(survey: Survey) -> dict:
    return {"compact": survey.compact, "came": came_of_last(survey)}


def counted(rows) -> dict[int, int]:
    return dict(rows.order_by().values_list("survey").annotate(Count("id")))
