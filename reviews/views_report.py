"""The annual review reports of a Compact: everybody reads what was published, its steering group also the draft."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from compact_portal.days import today
from reviews import actions_report
from reviews.models import PublishedReport, Review
from reviews.report import assemble, rendering
from signatories.models import Compact

READ = ("compact__area", "plan__strategy", "next_plan", "published_report")


@login_not_required
def reports(request, compact: str):
    """Published reports for everybody; those in preparation for the steering group."""
    compact = get_object_or_404(Compact, slug=compact)
    steering = steers(request.user, compact)
    reviews = Review.objects.filter(compact=compact).select_related("compact__area", "published_report")
    if not steering:
        reviews = reviews.filter(published_report__isnull=False)
    return render(request, "reviews/report/reports.html", {"compact": compact, "reviews": reviews, "steering": steering})


@login_not_required
def report(request, compact: str, year: int):
    review, published = readable(request.user, compact, year)
    page = {"compact": review.compact, "review": review, "published": published}
    if published:
        body = mark_safe(bytes(published.page.content).decode())  # noqa: S308 (drawn by render_body when it was issued)
        return render(request, "reviews/report/report.html", page | {"body": body})
    officer = Compact.objects.officered_by(request.user).filter(pk=review.compact_id).exists()
    page |= {"body": rendering.render_body(assemble(review, today())), "officer": officer, "reason": actions_report.reason_not_to_publish(review)}
    return render(request, "reviews/report/report.html", page)


@login_not_required
def report_pdf(request, compact: str, year: int):
    """The PDF as it was issued, known to browsers by its hash; for the steering group, while there is none, the draft."""
    review, published = readable(request.user, compact, year)
    name = actions_report.file_name(review)
    if published:
        return issued_pdf(request, published, f"{name}.pdf")
    draft = assemble(review, today())
    return pdf_response(rendering.report_pdf(draft, rendering.render_body(draft)), f"{name}-draft.pdf")


@require_POST
def publish_report(request, compact: str, year: int):
    review, _ = readable(request.user, compact, year)
    if not Compact.objects.officered_by(request.user).filter(pk=review.compact_id).exists():
        raise PermissionDenied
    try:
        actions_report.publish_report(review=review, by=request.user)
    except actions_report.NotPublishable as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, "The report is published. This page and its PDF will not change any more.")
    return redirect(review)


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
