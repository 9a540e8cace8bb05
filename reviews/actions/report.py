"""Publishing the annual review report: page and PDF are stored as they are on that day, for good."""

from django.db import transaction
from django.utils import timezone

from compact_portal.audit.recording import record
from compact_portal.documents.models import issue
from reviews.models import PublishedReport, Review, Survey
from reviews.report import assemble
from reviews.report.rendering import render_body, report_pdf
from signatories.roles import officer_only


class NotPublishable(Exception):
    """The report cannot be published yet; the message is the sentence that a person reads."""


WAITING = {
    Survey.Status.DRAFT: "The survey of this review has not been opened yet. Hold it first.",
    Survey.Status.OPEN: "The survey is still open. The report can be published once it has closed and its results are released.",
    Survey.Status.CLOSED: "The survey has closed, but its results are not released yet. Release them first.",
}


def reason_not_to_publish(review: Review) -> str:
    """Why `review` cannot be published now, or nothing. A review without a survey can be."""
    if PublishedReport.objects.filter(review=review).exists():
        return "This report has been published already. A published report does not change."
    survey = Survey.objects.filter(review=review, release__isnull=True).first()
    if survey is None:
        return ""
    return WAITING.get(survey.status, "The results of the survey are not released yet.")


@transaction.atomic
def publish_report(*, review: Review, by, at=None) -> PublishedReport:
    """Store the report's page and PDF as issued. Raises NotPublishable; only an officer of the Compact may do it."""
    at = at or timezone.now()
    officer_only(by, review.compact)
    review = Review.objects.select_for_update(of=("self",)).select_related("compact__area", "plan__strategy", "next_plan").get(pk=review.pk)
    if reason := reason_not_to_publish(review):
        raise NotPublishable(reason)
    report = assemble(review, timezone.localdate(at), draft=False)
    body = render_body(report)
    name = file_name(review)
    published = PublishedReport.objects.create(
        review=review,
        page=issue(name=f"{name}.html", media_type="text/html", content=body.encode(), at=at),
        pdf=issue(name=f"{name}.pdf", media_type="application/pdf", content=report_pdf(report, body), at=at),
        published_at=at,
        published_by=by,
    )
    record("report.published", review, by=by, sha256=published.pdf.sha256)
    return published


def file_name(review: Review) -> str:
    """Without its ending: `east-sussex-annual-review-2009`."""
    return f"{review.compact.slug}-annual-review-{review.year}"
