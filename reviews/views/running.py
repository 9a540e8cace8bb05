"""Running the survey: for the officer."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from compact_portal.days import in_words, today
from reviews.actions import running as actions
from reviews.chasing import counted, rows_of
from reviews.models import Survey
from reviews.views.fetch import officers_survey
from signatories.mail_words import and_waits


@require_safe
def manage(request, compact: str, year: int):
    """Where the survey stands, and its next step."""
    survey = officers_survey(request, compact, year)
    answered = Q(organisation__survey_responses__survey=survey, organisation__survey_responses__status="submitted")
    by_sector = survey.invitations.values("sector").annotate(
        invited=Count("id", distinct=True), submitted=Count("organisation__survey_responses", filter=answered, distinct=True)
    )
    rows = [row | {"label": survey.compact.terms.sector(row["sector"])} for row in by_sector.order_by("sector")]
    uninvited = survey.compact.signatures.in_force().exclude(organisation__survey_invitations__in=survey.invitations.exclude(sent_at=None)).count()
    context = {
        "survey": survey,
        "compact": survey.compact,
        "states": counted(rows_of(survey)),
        "sectors": rows,
        "uninvited": uninvited,
        "today": today(),
    }
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
        return _("The survey is open. Now send the invitations.")

    return step(request, survey, act)


@require_POST
def ready(request, compact: str, year: int):
    """Call the survey ready, so that it opens by itself on its day, or take that back."""
    survey = officers_survey(request, compact, year)

    def act() -> str:
        if "back" in request.POST:
            actions.take_back_ready(survey=survey, by=request.user)
            return _("The survey waits again. It does not open by itself.")
        actions.make_ready(survey=survey, by=request.user)
        return _("The survey opens by itself on %(opens_on)s and invites every %(signatory)s.") % {
            "opens_on": in_words(survey.opens_on),
            "signatory": survey.compact.terms.signatory,
        }

    return step(request, survey, act)


@require_POST
def invite(request, compact: str, year: int):
    survey = officers_survey(request, compact, year)

    def act() -> str:
        sent, silent = actions.send_invitations(survey=survey, by=request.user)
        if silent:
            messages.warning(
                request, _("No address is known for: %(organisations)s.") % {"organisations": ", ".join(str(organisation) for organisation in silent)}
            )
        said = ngettext("%(sent)s invitation is on the way.", "%(sent)s invitations are on the way.", sent)
        return and_waits(survey.compact, said % {"sent": sent})

    return step(request, survey, act)


@require_POST
def close(request, compact: str, year: int):
    survey = officers_survey(request, compact, year)
    if "sure" not in request.POST and today() <= survey.closes_on:
        return render(request, "reviews/close_early.html", {"survey": survey, "compact": survey.compact})

    def act() -> str:
        actions.close_survey(survey=survey, by=request.user)
        return _("The survey is closed. Nobody can answer any more.")

    return step(request, survey, act)
