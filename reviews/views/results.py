"""What came of a survey: the released figures, for everybody; what was written, for the steering group."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from compact_portal.days import today
from compact_portal.documents.tables_out import csv_response, to_csv
from reviews.answering import kind_of
from reviews.models import Release, Survey
from reviews.moderating import moderator_of
from reviews.open_figures import COLUMNS, as_json, lines_of
from reviews.releases import figures_page
from reviews.views.fetch import steered_survey
from signatories.roles import roles_of

PAGE = 50
MOST_NAMED = 500
OPEN_TO_ALL = ("help", "contact")


@login_not_required
@require_safe
def results(request, compact: str, year: int):
    """The released figures, alike for everybody: one query, however many answered. Before, the steering group is told how far it is."""
    survey = get_object_or_404(Survey.objects.with_release(), compact__slug=compact, review__year=year)
    if survey.released_at:
        return render(
            request, "reviews/results.html", {"survey": survey, "compact": survey.compact, "figures": figures_page(survey.pk, survey.released_at)}
        )
    roles = roles_of(request.user, survey.compact)
    if not roles.may_see_steering:
        raise Http404
    return render(request, "reviews/unreleased.html", {"survey": survey, "compact": survey.compact, "officer": roles.officer})


def released(compact: str, year: int) -> Release:
    """The frozen figures with their survey: one query; 404 until there are any."""
    releases = Release.objects.select_related("survey__compact", "survey__review")
    return get_object_or_404(releases, survey__compact__slug=compact, survey__review__year=year)


@login_not_required
@require_safe
def results_csv(request, compact: str, year: int):
    """The same figures as a table: one line for each number that the page shows."""
    release = released(compact, year)
    return csv_response(f"{compact}-survey-{year}.csv", to_csv(COLUMNS, lines_of(release.figures)))


@login_not_required
@require_safe
def results_json(request, compact: str, year: int):
    """The same figures for programs, which may read them from any site."""
    response = JsonResponse(as_json(released(compact, year)), json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
def written(request, compact: str, year: int):
    """After the close: the texts that the steering group may read, and what was said in an organisation's name.

    Texts without a name are shown only when the whole survey holds the floor, and their sector only where the sector does.
    """
    survey = steered_survey(request, compact, year)
    context = {"survey": survey, "compact": survey.compact}
    if survey.is_over:
        responses, floor = survey.tally.responses, survey.compact.release_floor
        enough = sum(responses.values()) >= floor
        labels = {sector: survey.compact.terms.sector(sector) for sector, count in responses.items() if count >= floor}
        moderator = moderator_of(request.user, survey.compact, on=today())
        texts = survey.texts.select_related("question").order_by("question__section__number", "question__number", "id")
        named = survey.named_answers.select_related("question", "organisation").order_by("question__number", "organisation__name")
        # Nobody reads what names their own organisation; an offer or a wish to be contacted is made to all.
        hidden = [pk for pk, body in survey.texts.values_list("pk", "body") if moderator.is_concerned_by(body)] if enough else []
        named = [one for one in named if one.question.kind in OPEN_TO_ALL or not moderator.is_concerned_by(one.body)]
        page = Paginator(texts.exclude(pk__in=hidden) if enough else texts.none(), PAGE).get_page(request.GET.get("page"))
        context |= {
            "enough": enough,
            "page_obj": page,
            "texts": [(text, labels.get(text.sector, ""), kind_of(text.question, text.sector).written(text.body)) for text in page],
            "named": [(answer, kind_of(answer.question, "").written(answer.body)) for answer in named[:MOST_NAMED]],
        }
    return render(request, "reviews/written.html", context)
