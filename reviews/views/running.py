"""Running the survey: for the officer, and results for the steering group."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from compact_portal.days import today
from reviews.actions import running as actions
from reviews.answering import kind_of
from reviews.models import Release, Survey
from reviews.releases import figures_page
from signatories.models import Compact
from signatories.roles import roles_of

PAGE = 50
MOST_NAMED = 500


def survey_among(compacts, compact: str, year: int) -> Survey:
    """Fetched through the user, whose `compacts` these are: 404 for everybody else."""
    surveys = Survey.objects.select_related("compact__area", "review")
    return get_object_or_404(surveys, compact__in=compacts, compact__slug=compact, review__year=year)


def officers_survey(request, compact: str, year: int) -> Survey:
    return survey_among(Compact.objects.officered_by(request.user), compact, year)


def steered_survey(request, compact: str, year: int) -> Survey:
    return survey_among(Compact.objects.steered_by(request.user), compact, year)


@require_safe
def manage(request, compact: str, year: int):
    """Where the survey stands, and its next step."""
    survey = officers_survey(request, compact, year)
    answered = Q(organisation__survey_responses__survey=survey, organisation__survey_responses__status="submitted")
    begun = Q(organisation__survey_responses__survey=survey, organisation__survey_responses__status="draft")
    invitations = (
        survey.invitations.select_related("organisation")
        .annotate(submitted=Count("organisation__survey_responses", filter=answered), begun=Count("organisation__survey_responses", filter=begun))
        .order_by("organisation__name")
    )  # counting drops the model's own order
    by_sector = survey.invitations.values("sector").annotate(
        invited=Count("id", distinct=True), submitted=Count("organisation__survey_responses", filter=answered, distinct=True)
    )
    rows = [row | {"label": survey.compact.terms.sector(row["sector"])} for row in by_sector.order_by("sector")]
    uninvited = survey.compact.signatures.in_force().exclude(organisation__survey_invitations__in=survey.invitations.exclude(sent_at=None)).count()
    context = {"survey": survey, "compact": survey.compact, "invitations": invitations, "sectors": rows, "uninvited": uninvited, "today": today()}
    context["nudges"] = survey.nudges.select_related("survey")
    return render(request, "reviews/manage.html", context)


def step(request, survey: Survey, act):
    """Do one step, which returns what to say of it; a refusal is told in its own words, and nothing is lost."""
    try:
        said = act()
    except actions.NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("reviews:manage", survey.compact.slug, survey.review.year)


@require_POST
def open_(request, compact: str, year: int):
    survey = officers_survey(request, compact, year)

    def act() -> str:
        actions.open_survey(survey=survey, by=request.user)
        return "The survey is open. Now send the invitations."

    return step(request, survey, act)


@require_POST
def ready(request, compact: str, year: int):
    """Call the survey ready, so that it opens by itself on its day, or take that back."""
    survey = officers_survey(request, compact, year)

    def act() -> str:
        if "back" in request.POST:
            actions.take_back_ready(survey=survey, by=request.user)
            return "The survey waits again. It does not open by itself."
        actions.make_ready(survey=survey, by=request.user)
        return f"The survey opens by itself on {survey.opens_on:%-d %B %Y} and invites every {survey.compact.terms.signatory}."

    return step(request, survey, act)


@require_POST
def invite(request, compact: str, year: int):
    survey = officers_survey(request, compact, year)

    def act() -> str:
        sent, silent = actions.send_invitations(survey=survey, by=request.user)
        if silent:
            messages.warning(request, f"No address is known for: {', '.join(str(organisation) for organisation in silent)}.")
        return f"{sent} invitation{'s are' if sent != 1 else ' is'} on the way."

    return step(request, survey, act)


@require_POST
def close(request, compact: str, year: int):
    survey = officers_survey(request, compact, year)
    if "sure" not in request.POST and today() <= survey.closes_on:
        return render(request, "reviews/close_early.html", {"survey": survey, "compact": survey.compact})

    def act() -> str:
        actions.close_survey(survey=survey, by=request.user)
        return "The survey is closed. Nobody can answer any more."

    return step(request, survey, act)


@require_POST
def release(request, compact: str, year: int):
    survey = officers_survey(request, compact, year)

    def act() -> str:
        actions.release_survey(survey=survey, by=request.user)
        return "The figures are released and frozen."

    return step(request, survey, act)


@require_safe
def results(request, compact: str, year: int):
    """The released figures: one stored row, however many answered."""
    survey = steered_survey(request, compact, year)
    release = Release.objects.filter(survey=survey).values_list("pk", "released_at").first()
    figures = figures_page(*release) if release else None
    officer = figures is None and roles_of(request.user, survey.compact).officer
    return render(request, "reviews/results.html", {"survey": survey, "compact": survey.compact, "figures": figures, "officer": officer})


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
        texts = survey.texts.select_related("question").order_by("question__section__number", "question__number", "id")
        page = Paginator(texts if enough else texts.none(), PAGE).get_page(request.GET.get("page"))
        named = survey.named_answers.select_related("question", "organisation").order_by("question__number", "organisation__name")
        context |= {
            "enough": enough,
            "page_obj": page,
            "texts": [(text, labels.get(text.sector, ""), kind_of(text.question, text.sector).written(text.body)) for text in page],
            "named": [(answer, kind_of(answer.question, "").written(answer.body)) for answer in named[:MOST_NAMED]],
        }
    return render(request, "reviews/written.html", context)
