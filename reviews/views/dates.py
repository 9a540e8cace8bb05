"""The dates of a review: proposed from the agreement's own week, set, and every move kept with its reason."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reviews.actions.dates import set_dates, set_nudges
from reviews.models import Survey
from reviews.rhythm import dates_from
from reviews.running_forms import DatesForm, RhythmForm
from reviews.views.preparing import officers_review
from signatories.views.fetch import posted


@require_http_methods(["GET", "HEAD", "POST"])
def dates(request, compact: str, year: int):
    review = officers_review(request, compact, year)
    survey = Survey.objects.filter(review=review).select_related("compact", "review").first()
    rhythm = RhythmForm(request.GET if "rhythm" in request.GET or "week-day" in request.GET else None)
    said = rhythm.cleaned_data if rhythm.is_valid() else {}
    proposed = dates_from(said["rhythm"], said["week"], review.compact.survey_days) if said else {}
    form = DatesForm(posted(request), review=review, survey=survey, proposed=proposed)
    if form.is_valid():
        try:
            with transaction.atomic():
                set_dates(review=review, dates=form.dates, reason=form.cleaned_data["reason"], by=request.user)
                if survey and "nudges" in form.cleaned_data:
                    set_nudges(survey=survey, days=form.cleaned_data["nudges"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, _("The dates are saved."))
            if survey:
                survey.refresh_from_db()
                if survey.is_short:
                    messages.warning(
                        request,
                        _("The survey is open for %(days)s days. Allow %(survey_days)s.")
                        % {"days": survey.days, "survey_days": review.compact.survey_days},
                    )
            return redirect("reviews:dates", compact, year)
    context = {"review": review, "compact": review.compact, "survey": survey, "form": form, "rhythm": rhythm, "proposed": proposed}
    context["changes"] = review.date_changes.select_related("changed_by", "organisation", "milestone")
    return render(request, "reviews/dates.html", context)
