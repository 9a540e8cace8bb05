"""Through the years: everything that was published, the figures as series, and a search in it. All of it is for everybody."""

from collections import defaultdict

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from compact_portal.forms import FilterForm
from reviews.archive.searching import hit_of, matching
from reviews.archive.series import series_of
from reviews.models import Event, Paper, PublishedReport
from signatories.views.fetch import any_compact

PAGE = 20


class SearchForm(FilterForm):
    q = forms.CharField(
        label=_("Words to look for"), max_length=200, required=False, help_text=_("Put words that belong together in quotation marks.")
    )  # fmt: skip


@login_not_required
@require_safe
def years(request, compact: str):
    """Each year with its report, its papers for the board and its event; then the figures."""
    compact = any_compact(compact)
    found: dict[int, dict] = defaultdict(lambda: {"reports": [], "papers": [], "events": []})
    for report in PublishedReport.objects.filter(review__compact=compact).select_related("review"):
        found[report.review.year]["reports"].append(report)
    for paper in Paper.objects.public().filter(compact=compact).select_related("issue"):
        found[(paper.meeting_on or paper.issue.issued_at.date()).year]["papers"].append(paper)
    for event in Event.objects.public().filter(compact=compact):
        found[event.starts_on.year]["events"].append(event)
    answered, series = series_of(compact)
    context = {"compact": compact, "years": sorted(found.items(), reverse=True), "answered": answered, "series": series, "form": SearchForm()}
    return render(request, "reviews/archive/years.html", context)


@login_not_required
@require_safe
def search(request, compact: str):
    compact = any_compact(compact)
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    page = Paginator(matching(compact, words), PAGE).get_page(request.GET.get("page")) if words else None
    hits = [hit_of(row) for row in page] if page else []
    return render(request, "reviews/archive/search.html", {"compact": compact, "form": form, "words": words, "page_obj": page, "hits": hits})
