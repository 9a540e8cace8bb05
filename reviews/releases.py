"""The survey's figures, worked out once after the close by the releasing rules."""

import datetime
from functools import lru_cache

from django.db.models import Count
from django.template.loader import render_to_string

from compact_portal.releasing.rules import release
from reviews.answering import kind_of
from reviews.models import Question, Release, Survey
from reviews.report.survey import survey_part
from signatories.models.organisation import Sector


def compute_release(survey: Survey, *, by, at) -> Release:
    """Three queries: the tally, the questions, the number of invited organisations by sector."""
    questions = Question.objects.filter(section__survey=survey).select_related("section")
    invited = dict(survey.invitations.values_list("sector").annotate(Count("id")).order_by())
    figures = release(
        asked=[asked for question in questions for asked in kind_of(question, "").asked()],
        counts=survey.tally.counts,
        responses={sector: survey.tally.responses.get(sector, 0) for sector in Sector.values},
        invited=invited,
        labels={sector: survey.compact.terms.sector(sector) for sector in Sector.values},
        floor=survey.compact.release_floor,
    )
    return Release.objects.create(survey=survey, figures=figures, released_at=at, released_by=by)


@lru_cache(maxsize=32)
def figures_page(survey: int, released_at: datetime.datetime) -> str:
    """The released figures of the survey with this primary key, as the report shows them.

    A release never changes, so each process draws it once; its moment tells it from one of another database under the same key.
    """
    figures = Release.objects.get(survey=survey, released_at=released_at).figures
    return render_to_string("reviews/report/_survey.html", {"data": survey_part(figures)})
