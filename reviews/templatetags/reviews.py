"""What pages of other rooms show of reviews."""

from django import template
from django.db.models import Count

from reviews.models import Invitation, Response, Review, Survey
from reviews.open_figures import MEANINGS
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
    """The files of every released survey, and what their columns mean. One query."""
    surveys = Survey.objects.filter(compact=compact, release__isnull=False).select_related("review").order_by("-review__year")
    return {"compact": compact, "surveys": surveys, "columns": MEANINGS}


def counted(rows) -> dict[int, int]:
    return dict(rows.order_by().values_list("survey").annotate(Count("id")))
