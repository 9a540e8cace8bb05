"""From the draft to the approved report: what is checked, what was proposed, who said what; and corrections afterwards."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.days import today
from reviews.actions import approving as actions
from reviews.actions.report import newest_proposal, reason_not_to_publish
from reviews.forms_approving import ApprovalForm, CorrectionForm
from reviews.models import Proposal, PublishedReport, ReportApproval, Review
from reviews.report.approval import approval_part
from reviews.report.checks import checks_of
from reviews.report.outputs import OUTPUTS
from reviews.report.printed import read
from reviews.report.rendering import render_body
from reviews.report.year import Year
from reviews.views.composing import steered_review
from reviews.views.preparing import officers_review
from reviews.views.report_files import file_response
from signatories.roles import roles_of
from signatories.views.fetch import posted

both = require_http_methods(["GET", "HEAD", "POST"])


@both
def approve(request, compact: str, year: int):
    """What was checked, the newest proposal, who said what of it, and the form for whoever has not."""
    review = steered_review(request, compact, year)
    if PublishedReport.objects.filter(review=review).exists():
        messages.info(request, _("This report has been published. A published report does not change."))
        return redirect(review)
    proposal = newest_proposal(review)
    approvals = list(proposal.approvals.all()) if proposal else []
    given = any(approval.person_id == request.user.pk for approval in approvals)
    form = ApprovalForm(posted(request)) if proposal and not given else None
    if form and form.is_valid():
        try:
            actions.give_approval(proposal=proposal, by=request.user, on=today(), **form.cleaned_data)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
        else:
            messages.success(request, _("What you said is kept."))
        return redirect("reviews:approve_report", compact, year)
    found = checks_of(Year(review, today()))
    terms = review.compact.terms
    context = {
        "compact": review.compact,
        "review": review,
        "officer": roles_of(request.user, review.compact).officer,
        "blocking": [one for one in found if one.blocking],
        "others": [one for one in found if not one.blocking],
        "proposal": proposal,
        "approvals": [(approval, terms.sector(approval.sector), approval.verdict == ReportApproval.Verdict.APPROVE) for approval in approvals],
        "missing": [terms.sector(sector) for sector in proposal.missing] if proposal else [],
        "form": form,
        "reason": reason_not_to_publish(review),
        "files": files(),
    }
    return render(request, "reviews/report/approve.html", context)


def files() -> list[tuple[str, str]]:
    """(name, words) of each form that is a file."""
    return [(name, output.label) for name, output in OUTPUTS.items() if name != "page"]


@require_POST
def propose(request, compact: str, year: int):
    review = officers_review(request, compact, year)
    try:
        actions.propose_report(review=review, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("The report is before both sectors. One person of each has to approve it."))
    return redirect("reviews:approve_report", compact, year)


def proposal_of(request, compact: str, year: int) -> tuple[Review, Proposal]:
    review = steered_review(request, compact, year)
    return review, get_object_or_404(Proposal, review=review, pk=getattr(newest_proposal(review), "pk", None))


@require_safe
def proposed(request, compact: str, year: int):
    """The report as it was proposed, word for word, with what has been said of it so far."""
    review, proposal = proposal_of(request, compact, year)
    form = read(proposal.content)["report"]
    approvals = list(proposal.approvals.select_related("person"))
    body = render_body(
        form.issued(_("Proposal %(number)s") % {"number": proposal.number}, after=[approval_part(review.compact, approvals)] if approvals else [])
    )
    context = {"compact": review.compact, "review": review, "proposal": proposal, "body": body, "files": files()}
    return render(request, "reviews/report/proposed.html", context)


@require_safe
def proposed_file(request, compact: str, year: int, output: str):
    review, proposal = proposal_of(request, compact, year)
    return file_response(output, read(proposal.content), f"{review.compact.slug}-annual-review-{year}-proposal-{proposal.number}")


@both
def correct(request, compact: str, year: int):
    """Say what is wrong in the published report and what is right: that makes a further version, in all its forms."""
    review = officers_review(request, compact, year)
    report = get_object_or_404(PublishedReport.objects.select_related("review__compact", "proposal"), review=review)
    form = CorrectionForm(posted(request))
    if form.is_valid():
        correction = actions.correct_report(report=report, by=request.user, **form.cleaned_data)
        messages.success(
            request,
            _("Version %(version)s is published. It begins with the correction; earlier versions stay as they were.")
            % {"version": correction.version},
        )
        return redirect(review)
    return render(request, "reviews/report/correct.html", {"compact": review.compact, "review": review, "form": form})
