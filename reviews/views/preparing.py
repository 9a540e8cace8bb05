"""Preparing a review: the officer begins it, sets up its survey and writes the report's own words."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reviews.actions import preparing as actions
from reviews.designing import CannotBe, NotDraft, change_draft, create_survey
from reviews.forms import ReportForm, ReviewForm, SurveyForm
from reviews.models import Review, Survey
from signatories.models import Compact
from signatories.views.fetch import officered_compact, posted

both = require_http_methods(["GET", "HEAD", "POST"])


def officers_review(request, compact: str, year: int) -> Review:
    """Fetched through the user: 404 for everybody who is not an officer of this Compact."""
    mine = Compact.objects.officered_by(request.user)
    reviews = Review.objects.select_related("compact__area", "plan", "next_plan")
    return get_object_or_404(reviews, compact__in=mine, compact__slug=compact, year=year)


@both
def prepare_review(request, compact: str):
    compact = officered_compact(request, compact)
    form = ReviewForm(posted(request), compact=compact)
    if form.is_valid():
        try:
            review = actions.create_review(compact=compact, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, _("The review %(review)s has begun. Now prepare its survey.") % {"review": review.label})
            return redirect("reviews:prepare", compact.slug, review.year)
    return render(request, "reviews/prepare_review.html", {"compact": compact, "form": form})


@both
def change_review(request, compact: str, year: int):
    review = officers_review(request, compact, year)
    form = ReviewForm(posted(request), compact=review.compact, review=review)
    if form.is_valid():
        try:
            actions.change_review(review=review, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(review)
    return render(request, "reviews/prepare_review.html", {"compact": review.compact, "review": review, "form": form})


@both
def prepare(request, compact: str, year: int):
    """Make the survey of a review; later, what it says at the beginning, its short form and the partnership that is rated."""
    review = officers_review(request, compact, year)
    survey = Survey.objects.filter(review=review).select_related("compact", "rated_group").first()
    if survey and survey.status != Survey.Status.DRAFT:
        messages.error(request, _("This survey has been opened. Its documents and questions can no longer be changed."))
        return redirect("reviews:manage", compact, year)
    form = SurveyForm(posted(request), compact=review.compact, review=review, survey=survey)
    if form.is_valid():
        try:
            if survey:
                survey = change_draft(survey=survey, by=request.user, **form.asked)
            else:
                survey = create_survey(review=review, by=request.user, **form.asked)
        except (NotDraft, CannotBe) as refusal:
            messages.error(request, str(refusal))
            return redirect(review)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, _("The survey is prepared. Read all its questions before you call it ready."))
            if survey.is_short:
                wanted = review.compact.survey_days
                messages.warning(
                    request,
                    _("It is open for %(days)s days. Allow %(wanted)s, or the report will say that it was short.")
                    % {"days": survey.days, "wanted": wanted},
                )
            return redirect("reviews:design", compact, year)
    return render(request, "reviews/prepare.html", {"compact": review.compact, "review": review, "survey": survey, "form": form})


@both
def edit_report(request, compact: str, year: int):
    review = officers_review(request, compact, year)
    form = ReportForm(posted(request), review=review)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("opening", "process_notes")}
        try:
            actions.edit_report(review=review, by=request.user, highlights=form.highlights, origins=form.origins, consents=form.consents, **said)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("The report’s words are saved."))
        return redirect(review)
    return render(request, "reviews/report/edit.html", {"compact": review.compact, "review": review, "form": form})
