"""Publishing the annual review report: every form of it is stored as both sectors approved it, for good."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.recording import record
from reviews.actions.approving import forms_to_publish, issue_forms
from reviews.models import Proposal, PublishedReport, Review, Survey
from reviews.report.checks import blocking
from reviews.report.year import Year
from signatories.roles import officer_only


class NotPublishable(Exception):
    """The report cannot be published yet; the message is the sentence that a person reads."""


WAITING = {
    Survey.Status.DRAFT: _("The survey of this review has not been opened yet. Hold it first."),
    Survey.Status.OPEN: _("The survey is still open. The report can be published once it has closed and its results are released."),
    Survey.Status.CLOSED: _("The survey has closed, but its results are not released yet. Release them first."),
}
NOT_PROPOSED = _("The report has not been put before both sectors yet. Check it, then propose it.")


def reason_not_to_publish(review: Review) -> str:
    """Why `review` cannot be published now, or nothing. A review without a survey can be."""
    if PublishedReport.objects.filter(review=review).exists():
        return gettext("This report has been published already. A published report does not change.")
    survey = Survey.objects.filter(review=review, release__isnull=True).first()
    if survey is not None:
        return WAITING.get(survey.status, gettext("The results of the survey are not released yet."))
    return reason_not_approved(review, newest_proposal(review))


def newest_proposal(review: Review) -> Proposal | None:
    return review.proposals.prefetch_related("approvals__person").select_related("proposed_by").first()


def reason_not_approved(review: Review, proposal: Proposal | None) -> str:
    if proposal is None:
        return NOT_PROPOSED
    terms = review.compact.terms
    missing = [gettext("the %(sector)s") % {"sector": terms.sector(sector)} for sector in proposal.missing]
    return gettext("The report waits for the approval of %(missing)s.") % {"missing": gettext(" and ").join(missing)} if missing else ""


@transaction.atomic
def publish_report(*, review: Review, by, at=None) -> PublishedReport:
    """Store every form of the report as it was approved. Raises NotPublishable; only an officer of the Compact may do it.

    The checks are made once more: somebody may have taken their consent back since the report was proposed.
    """
    at = at or timezone.now()
    officer_only(by, review.compact)
    review = Review.objects.select_for_update(of=("self",)).select_related("compact__area", "plan__compact", "next_plan").get(pk=review.pk)
    if reason := reason_not_to_publish(review):
        raise NotPublishable(reason)
    if found := blocking(Year(review, timezone.localdate(at))):
        raise NotPublishable(
            _("Something stands in the way since it was proposed: %(words)s Put it right, then propose the report anew.") % {"words": found[0].words}
        )
    proposal = newest_proposal(review)
    proposal.review = review
    forms = forms_to_publish(proposal, on=timezone.localdate(at))
    documents = issue_forms(forms, name=file_name(review), at=at)
    published = PublishedReport.objects.create(review=review, proposal=proposal, published_at=at, published_by=by, **documents)
    record("report.published", review, by=by, sha256=published.pdf.sha256)
    return published


def file_name(review: Review) -> str:
    """Without its ending: `east-sussex-annual-review-2009`."""
    return f"{review.compact.slug}-annual-review-{review.year}"
