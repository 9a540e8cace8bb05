"""How a view gets its survey: through the person who asks, so that a stranger cannot tell a closed door from a missing one."""

from django.shortcuts import get_object_or_404

from reviews.models import Survey
from signatories.models import Compact


def survey_among(compacts, compact: str, year: int) -> Survey:
    """Fetched through the user, whose `compacts` these are: 404 for everybody else."""
    surveys = Survey.objects.select_related("compact__area", "review")
    return get_object_or_404(surveys, compact__in=compacts, compact__slug=compact, review__year=year)


def officers_survey(request, compact: str, year: int) -> Survey:
    return survey_among(Compact.objects.officered_by(request.user), compact, year)


def steered_survey(request, compact: str, year: int) -> Survey:
    return survey_among(Compact.objects.steered_by(request.user), compact, year)
