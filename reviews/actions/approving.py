"""Putting the report before both sectors, approving it or not, and correcting it once it is published."""

import datetime
import io

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.recording import record
from compact_portal.days import in_words
from compact_portal.documents.models import issue
from reviews.actions.preparing import unpublished
from reviews.models import Correction, Proposal, PublishedReport, ReportApproval, Review
from reviews.moderating import moderator_of
from reviews.report.approval import approval_part, corrections_part
from reviews.report.assemble import all_forms
from reviews.report.checks import blocking
from reviews.report.outputs import OUTPUTS, Forms, issued
from reviews.report.printed import fingerprint, kept, read
from reviews.report.summary import PAGES as SUMMARY_PAGES
from reviews.report.year import Year
from signatories.roles import officer_only

EASY_READ_PAGES = 1
LONGEST = {"summary": (SUMMARY_PAGES, _("The summary")), "easy_read": (EASY_READ_PAGES, _("The page in plain words"))}


@transaction.atomic
def propose_report(*, review: Review, by, at=None) -> Proposal:
    """Freeze the report as it stands, so that both sectors read the same. A later proposal takes the place of an earlier one.

    Raises ValidationError while a check stands in the way, or when the summary or the page in plain words is too long.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    officer_only(by, review.compact)
    review = for_drawing(unpublished(review))
    if found := blocking(Year(review, on)):
        raise ValidationError(_("Something stands in the way: %(words)s") % {"words": found[0].words})
    forms = all_forms(review, on)
    check_length(forms)
    content = kept(forms)
    number = (review.proposals.aggregate(last=Max("number"))["last"] or 0) + 1
    proposal = Proposal.objects.create(review=review, number=number, content=content, sha256=fingerprint(content), proposed_at=at, proposed_by=by)
    record("report.proposed", review, by=by, number=number, sha256=proposal.sha256)
    return proposal


def for_drawing(review: Review) -> Review:
    return Review.objects.select_related("compact__area", "plan__strategy", "plan__compact", "next_plan__compact").get(pk=review.pk)


def check_length(forms: Forms) -> None:
    import pikepdf

    for name, (most, called) in LONGEST.items():
        with pikepdf.open(io.BytesIO(OUTPUTS[name].make(forms))) as document:
            pages = len(document.pages)
        if pages > most:
            raise ValidationError(
                _("%(called)s fills %(pages)s pages; it may have %(most)s. Shorten its words on the page where the report is composed.")
                % {"called": called, "pages": pages, "most": most}
            )


@transaction.atomic
def give_approval(*, proposal: Proposal, verdict: str, by, on: datetime.date, words: str = "") -> ReportApproval:
    """One person's word on the newest proposal, for the sector they sit for. Given once: a new proposal asks anew.

    Raises PermissionDenied for whoever has neither a seat nor an office, ValidationError when it is too late or was said already.
    """
    moderator = moderator_of(by, proposal.review.compact, on=on)
    if moderator is None:
        raise PermissionDenied
    review = unpublished(proposal.review)
    if review.proposals.first() != proposal:
        raise ValidationError(_("The report has been proposed anew since. Read the newest one."))
    if proposal.approvals.filter(person=by).exists():
        raise ValidationError(_("You have said what you think of this proposal already."))
    if verdict == ReportApproval.Verdict.DISSENT and not words.strip():
        raise ValidationError(_("Say why, in the words that the report should print."))
    words = words.strip() if verdict == ReportApproval.Verdict.DISSENT else ""
    approval = ReportApproval.objects.create(proposal=proposal, person=by, sector=moderator.sector, verdict=verdict, words=words, given_on=on)
    record("report.approved" if verdict == ReportApproval.Verdict.APPROVE else "report.dissented", review, by=by, number=proposal.number)
    return approval


def issue_forms(forms: Forms, *, name: str, at) -> dict:
    """Every form of the report, stored for good: {name of the form: its document}."""
    return {
        kind: issue(name=f"{name}.{output.ending}", media_type=output.media_type, content=output.make(forms), at=at)
        for kind, output in OUTPUTS.items()
    }


def forms_to_publish(proposal: Proposal, *, on: datetime.date) -> Forms:
    approvals = list(proposal.approvals.select_related("person"))
    after = [approval_part(proposal.review.compact, approvals)]
    return issued(read(proposal.content), gettext("Published on %(day)s") % {"day": in_words(on)}, before=[], after=after)


@transaction.atomic
def correct_report(*, report: PublishedReport, place: str, wrong: str, right: str, by, at=None) -> Correction:
    """A further version, which begins with all corrections up to this one; the words below stay as they were approved."""
    at = at or timezone.now()
    officer_only(by, report.review.compact)
    Review.objects.select_for_update().get(pk=report.review_id)  # two corrections at once wait for each other
    report = PublishedReport.objects.select_related("review__compact", "proposal").get(pk=report.pk)
    earlier = list(report.corrections.all())
    version = len(earlier) + 2
    correction = Correction(report=report, version=version, place=place, wrong=wrong, right=right, corrected_at=at, corrected_by=by)
    first = timezone.localdate(report.published_at)
    days = {"first": in_words(first), "version": version, "day": in_words(timezone.localdate(at))}
    words = gettext("Published on %(first)s. Version %(version)s, corrected on %(day)s") % days
    forms = forms_to_publish(report.proposal, on=first)
    forms = issued(forms, words, before=[corrections_part([*earlier, correction])], after=[])
    name = f"{report.review.compact.slug}-annual-review-{report.review.year}-version-{version}"
    for kind, document in issue_forms(forms, name=name, at=at).items():
        setattr(correction, kind, document)
    correction.save(force_insert=True)
    record("report.corrected", report.review, by=by, version=version, sha256=correction.pdf.sha256)
    return correction
