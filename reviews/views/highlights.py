"""Highlights of the report that are taken from what was written in the survey."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reviews.actions.highlights import take_highlight as take
from reviews.answering import kind_of
from reviews.forms_after import HighlightForm
from reviews.models import Passage
from reviews.moderating import words_in
from reviews.views.fetch import officers_survey
from signatories.views.fetch import posted

PAGE = 25


@require_safe
def passed_texts(request, compact: str, year: int):
    survey = officers_survey(request, compact, year)
    found = survey.passages.public().with_words().select_related("highlight").order_by("id")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    texts = [(one, kind_of(one.question, one.sector).written(one.body_to_publish)) for one in page]
    return render(request, "reviews/passed_texts.html", {"survey": survey, "compact": survey.compact, "page_obj": page, "texts": texts})


@require_http_methods(["GET", "HEAD", "POST"])
def take_highlight(request, compact: str, year: int, pk: int):
    survey = officers_survey(request, compact, year)
    passage = get_object_or_404(Passage.objects.public().with_words().filter(survey=survey), pk=pk)
    form = HighlightForm(posted(request), initial={"text": words_in(passage.body_to_publish).replace(" \n", "\n\n")})
    if form.is_valid():
        try:
            take(passage=passage, text=form.cleaned_data["text"], by=request.user)
        except ValidationError as error:
            form.add_error("text", error.messages[0])
        else:
            messages.success(request, _("It is a highlight of the report. Its place can be changed with the report’s own words."))
            return redirect("reviews:passed_texts", survey.compact.slug, year)
    lines = kind_of(passage.question, passage.sector).written(passage.body_to_publish)
    return render(request, "reviews/take_highlight.html", {"survey": survey, "compact": survey.compact, "lines": lines, "form": form})
