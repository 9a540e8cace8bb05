"""The survey's figures, worked out once after the close by the releasing rules."""

from functools import lru_cache

from django.db.models import Count
from django.template.loader import render_to_string

from compact_portal.releasing.rules import AGREEING, Asked, release
from reviews.answering.examples import JUDGEMENTS, RAISED
from reviews.answering.kinds import NUMBER_BANDS
from reviews.models import Question, Release, Survey
from reviews.models.survey import DONT_KNOW
from reviews.report.survey import survey_part
from signatories.models.organisation import Sector

PUBLISHED_KINDS = ("likert", "single", "several", "number", "rating", "rank", "examples")


def compute_release(survey: Survey, *, by, at) -> Release:
    """Three queries: the tally, the questions, the number of invited organisations by sector."""
    questions = Question.objects.filter(section__survey=survey, kind__in=PUBLISHED_KINDS).select_related("section")
    invited = dict(survey.invitations.values_list("sector").annotate(Count("id")).order_by())
    figures = release(
        asked=[asked(question) for question in questions],
        counts=survey.tally.counts,
        responses={sector: survey.tally.responses.get(sector, 0) for sector in Sector.values},
        invited=invited,
        labels={sector: survey.compact.terms.sector(sector) for sector in Sector.values},
        floor=survey.compact.release_floor,
    )
    return Release.objects.create(survey=survey, figures=figures, released_at=at, released_by=by)


def asked(question: Question) -> Asked:
    return Asked(
        key=question.key,
        number=question.number,
        section=question.section.title,
        kind=question.kind,
        text=question.text,
        options=tuple(options_counted(question)),
        headline=question.headline,
        agreement=AGREEING if question.kind == Question.Kind.LIKERT else (),
    )


def options_counted(question: Question) -> list[tuple[str, str]]:
    """(counter, label) in the order in which they are printed."""
    match question.kind:
        case "number":
            return [(key, label) for key, label, _ in NUMBER_BANDS]
        case "rating":
            return [(f"{item}:{score}", f"{label}: {score}") for item, label in question.choices for score in range(1, 11)]
        case "examples":
            return [*JUDGEMENTS, *((f"raised:{value}", f"Bad, raised? {label}") for value, label in RAISED)]
        case "rank":
            return [*question.choices, *((f"first:{value}", f"{label}, in first place") for value, label in question.choices)]
        case _:
            return [choice for choice in question.choices if choice[0] != DONT_KNOW]


@lru_cache(maxsize=32)
def figures_page(release: int) -> str:
    """The figures of the release with this primary key, as the report shows them. A release never changes, so each process draws it once."""
    return render_to_string("reviews/report/_survey.html", {"data": survey_part(Release.objects.get(pk=release).figures)})
