"""The annual review reports of a Compact: everybody reads what was published, its steering group also the draft."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.days import today
from reviews.actions import report as actions_report
from reviews.forms import PublishForm
from reviews.models import PublishedReport, Review, Survey
from reviews.report import assemble, rendering
from signatories.models import Compact
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, posted

READ = ("compact__area", "plan__strategy", "next_plan", "published_report")


@login_not_required
@require_safe
def reports(request, compact: str):
    """Published reports for everybody; those in preparation for the steering group."""
    compact = any_compact(compact)
    roles = roles_of(request.user, compact)
    reviews = Review.objects.filter(compact=compact).select_related("published_report")
    if not roles.may_see_steering:
        reviews = reviews.filter(published_report__isnull=False)
    return render(request, "reviews/report/reports.html", {"compact": compact, "reviews": reviews, "officer": roles.officer})


@login_not_required
@require_safe
def report(request, compact: str, year: int):
    review, published = readable(request.user, compact, year)
    page = {"compact": review.compact, "review": review, "published": published}
    if published:
        body = mark_safe(bytes(published.page.content).decode())  # noqa: S308 (drawn by render_body when it was issued)
        return render(request, "reviews/report/report.html", page | {"body": body})
    page |= {"body": rendering.render_body(assemble(review, today())), "officer": roles_of(request.user, review.compact).officer}
    return render(request, "reviews/report/report.html", page | waiting(review))


@login_not_required
@require_safe
def report_pdf(request, compact: str, year: int):
    """The PDF as it was issued, known to browsers by its hash; for the steering group, while there is none, the draft."""
    review, published = readable(request.user, compact, year)
    name = actions_report.file_name(review)
    if published:
        return issued_pdf(request, published, f"{name}.pdf")
    draft = assemble(review, today())
    return pdf_response(rendering.report_pdf(draft, rendering.render_body(draft)), f"{name}-draft.pdf")


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
            messages.success(request, "The report is published. This page and its PDF will not change any more.")
        return redirect(review)
    return render(request, "reviews/report/publish.html", {"compact": review.compact, "review": review, "form": form} | waiting(review))


def waiting(review: Review) -> dict:
    """For a template: why `review` cannot be published now, and its survey, where a missing step is done."""
    return {"reason": actions_report.reason_not_to_publish(review), "survey": Survey.objects.filter(review=review).first()}


def steers(person, compact: Compact) -> bool:
    return person.is_authenticated and Compact.objects.steered_by(person).filter(pk=compact.pk).exists()


def readable(person, compact: str, year: int) -> tuple[Review, PublishedReport | None]:
    """The review and its published report; 404 for somebody who may not see a draft."""
    review = get_object_or_404(Review.objects.select_related(*READ), compact__slug=compact, year=year)
    published = getattr(review, "published_report", None)
    if not published and not steers(person, review.compact):
        raise Http404
    return review, published


def issued_pdf(request, published: PublishedReport, name: str) -> HttpResponse:
    etag = f'"{published.pdf.sha256}"'
    response = get_conditional_response(request, etag=etag) or pdf_response(bytes(published.pdf.content), name)
    response["ETag"] = etag
    return response


def pdf_response(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})
