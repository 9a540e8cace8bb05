"""The annual review reports of a Compact: everybody reads what was published, its steering group also the draft."""

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.days import today
from compact_portal.drawn import drawn_once
from reviews.actions import report as actions_report
from reviews.forms import PublishForm
from reviews.models import PublishedReport, Review, Survey
from reviews.models.approving import with_agreement
from reviews.report import assemble, rendering
from reviews.views.approving import files
from reviews.views.fetch_report import READ, published_for_page, readable
from reviews.views.report_files import as_file, issued_document
from signatories.models import Compact
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, posted


@login_not_required
@require_safe
def reports(request, compact: str):
    """Published reports for everybody; those in preparation for the steering group."""
    compact = any_compact(compact)
    roles = roles_of(request.user, compact)
    reviews = Review.objects.filter(compact=compact).select_related("published_report", "compact")
    if not roles.may_see_steering:
        reviews = reviews.filter(published_report__isnull=False)
    reviews = list(with_agreement(reviews))
    for review in reviews:
        review.waits_for = review.report_waits_for(today(), agreed=review.agreed)
    return render(request, "reviews/report/reports.html", {"compact": compact, "reviews": reviews, "officer": roles.officer})


@login_not_required
@require_safe
def report(request, compact: str, year: int):
    published = published_for_page(compact, year)
    if published:
        return published_page(request, published)
    review, _ = readable(request.user, compact, year)
    review.waits_for = review.report_waits_for(today(), agreed=review.report_is_agreed)
    context = {"compact": review.compact, "review": review, "files": files()}
    context |= {"body": rendering.render_body(assemble(review, today())), "officer": roles_of(request.user, review.compact).officer}
    return render(request, "reviews/report/report.html", context | waiting(review))


def published_page(request, published: PublishedReport):
    review = published.review
    context = {"compact": review.compact, "review": review, "may_correct": roles_of(request.user, review.compact).officer}
    context["issued"] = issued_words(published.pk, published.published_at, published.last)
    return render(request, "reviews/report/published.html", context)


@drawn_once(32)
def issued_words(published: int, published_at: datetime.datetime, last: int | None) -> str:
    """The report as its page shows it, with links to its other forms and earlier versions.

    A version never changes, so each process draws it once in each language; its moment tells it from one of another database under the same key.
    """
    report = PublishedReport.objects.select_related("page", "review__compact").get(pk=published, published_at=published_at)
    issues = [report, *report.corrections.select_related("page").filter(version__lte=last or report.version)]
    body = mark_safe(bytes(issues[-1].page.content).decode())  # noqa: S308 (drawn by render_body when it was issued)
    context = {"compact": report.review.compact, "review": report.review, "files": files(), "issues": issues, "body": body}
    return render_to_string("reviews/report/_issued.html", context)


@login_not_required
@require_safe
def report_pdf(request, compact: str, year: int):
    """The PDF as it was issued, known to browsers by its hash; for the steering group, while there is none, the draft."""
    review, published = readable(request.user, compact, year)
    if published:
        return issued_document(request, published.newest.pdf)
    draft = assemble(review, today())
    name = f"{actions_report.file_name(review)}-draft.pdf"
    return as_file(rendering.report_pdf(draft, rendering.render_body(draft)), "application/pdf", name)


@require_http_methods(["GET", "HEAD", "POST"])
def publish_report(request, compact: str, year: int):
    """What publishing means, a box to tick, and one button; or why it cannot be done yet, and which step is missing."""
    mine = Compact.objects.officered_by(request.user)
    review = get_object_or_404(Review.objects.select_related(*READ), compact__in=mine, compact__slug=compact, year=year)
    form = PublishForm(posted(request))
    if form.is_valid():
        try:
            actions_report.publish_report(review=review, by=request.user)
        except actions_report.NotPublishable as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, gettext("The report is published. This page and its PDF will not change any more."))
        return redirect(review)
    return render(request, "reviews/report/publish.html", {"compact": review.compact, "review": review, "form": form} | waiting(review))


def waiting(review: Review) -> dict:
    """For a template: why `review` cannot be published now, and its survey, where a missing step is done."""
    survey = Survey.objects.filter(review=review).first()
    held = survey is not None and survey.status == Survey.Status.RELEASED
    return {"reason": actions_report.reason_not_to_publish(review), "survey": survey, "approving": survey is None or held}
