"""Coming back to a response from any device, by a code that goes to the address on file."""

import time

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from reviews.actions.returning import MINUTES, invitations_of, is_right, send_code
from reviews.answering.entry_forms import AddressForm, CodeForm
from reviews.models import Survey
from reviews.respondents import open_session

ASKED = "survey_code"
TOO_OFTEN = _("That was tried too often. Wait for a few minutes, then try again.")
WRONG = _("That code is not right. Look at it again, or ask for a new one.")
OVER = _("That code does not work any more. Ask for a new one.")


def survey_of(compact: str, year: int) -> Survey:
    surveys = Survey.objects.exclude(status=Survey.Status.DRAFT).select_related("compact", "review")
    return get_object_or_404(surveys, compact__slug=compact, review__year=year)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request, compact: str, year: int):
    """Ask for a code. Every address gets the same answer."""
    survey = survey_of(compact, year)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if not consume(request, action="request_login_code", key=f"survey {survey.pk} {email.lower()}"):
            form.add_error(None, TOO_OFTEN)
        else:
            request.session[ASKED] = send_code(survey=survey, email=email) | {"survey": survey.pk, "until": int(time.time()) + 60 * MINUTES}
            return redirect("reviews:come_back_code", compact, year)
    return render(request, "reviews/come_back.html", {"survey": survey, "compact": survey.compact, "form": form})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request, compact: str, year: int):
    """Type the code; where several organisations share the address, say for which one."""
    survey = survey_of(compact, year)
    asked = request.session.get(ASKED, {})
    if asked.get("survey") != survey.pk:
        return redirect("reviews:come_back", compact, year)
    if asked.get("passed") and time.time() < asked["until"]:
        return choose(request, survey, asked)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if asked["tries"] < 1 or time.time() >= asked["until"]:
            form.add_error("code", OVER)
        elif is_right(asked, form.cleaned_data["code"]):
            request.session[ASKED] = asked | {"passed": True}
            return choose(request, survey, asked)
        else:
            request.session[ASKED] = asked | {"tries": asked["tries"] - 1}
            form.add_error("code", WRONG)
    return render(request, "reviews/come_back_code.html", {"survey": survey, "compact": survey.compact, "form": form})


def choose(request, survey: Survey, asked: dict):
    invitations = invitations_of(asked)
    if not invitations:
        del request.session[ASKED]
        messages.error(request, OVER)
        return redirect("reviews:come_back", survey.compact.slug, survey.review.year)
    named = request.POST.get("organisation", "")
    chosen = invitations if len(invitations) == 1 else [one for one in invitations if str(one.organisation_id) == named]
    if not chosen:
        context = {"survey": survey, "compact": survey.compact, "invitations": invitations}
        return render(request, "reviews/come_back_which.html", context)
    del request.session[ASKED]
    open_session(request, chosen[0])
    return redirect(survey)
