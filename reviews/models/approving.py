"""The report as it was put before both sectors, who approved it or did not, and what was corrected after it had been published."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import APPEND_ONLY
from compact_portal.database.rules import closed_choices
from reviews.models.correcting import Correcting
from reviews.models.report import Issue, PublishedReport
from reviews.models.review import Review
from signatories.models.organisation import Sector

PERSON = settings.AUTH_USER_MODEL


class Proposal(models.Model):
    """Every word and figure of the report, frozen. Whoever approves has read this, and this is what is published.

    `content` is what reviews/report/printed.py makes of a report: its parts as HTML. `sha256` is the hash of that.
    """

    append_only = True

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="proposals")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        triggers = APPEND_ONLY
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="proposal_number_once")]

    def __str__(self):
        return _("Proposal %(number)s of the report of the %(review)s") % {"number": self.number, "review": self.review}

    @property
    def compact_id(self) -> int:
        return self.review.compact_id

    @property
    def missing(self) -> list[str]:
        """The sectors of which nobody has approved it yet."""
        approved = {approval.sector for approval in self.approvals.all() if approval.verdict == ReportApproval.Verdict.APPROVE}
        return [sector for sector in (Sector.STATUTORY, Sector.VOLUNTARY) if sector not in approved]


@closed_choices
class ReportApproval(models.Model):
    """What one person of the steering group said of a proposal, for their sector. A dissent is printed in the report."""

    class Verdict(models.TextChoices):
        APPROVE = "approve", _("I approve this report")
        DISSENT = "dissent", _("I do not approve it, and the report is to say why")

    append_only = True

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="approvals")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    sector = models.CharField(max_length=10, choices=Sector)
    verdict = models.CharField(max_length=7, choices=Verdict)
    words = models.TextField(_("why not"), blank=True)
    given_on = models.DateField()

    class Meta:
        ordering = ["given_on", "id"]
        triggers = APPEND_ONLY
        constraints = [
            models.UniqueConstraint(fields=["proposal", "person"], name="approval_once"),
            models.CheckConstraint(
                condition=Q(verdict="approve", words="") | (Q(verdict="dissent") & ~Q(words="")),
                name="approval_dissent_says_why",
                violation_error_message=_("Say why, in the words that the report should print."),
            ),
        ]

    def __str__(self):
        return f"{self.get_verdict_display()} ({self.sector})"


def with_agreement(reviews: QuerySet) -> QuerySet:
    """Each with `newest`, its newest proposal or None, and `agreed`: whether both sectors have approved that. In the same query."""
    newest = Proposal.objects.filter(review=OuterRef("pk")).order_by("-number").values("pk")[:1]
    approvals = ReportApproval.objects.filter(proposal=OuterRef("newest"), verdict=ReportApproval.Verdict.APPROVE)
    by = [Exists(approvals.filter(sector=sector)) for sector in (Sector.STATUTORY, Sector.VOLUNTARY)]
    return reviews.annotate(newest=Subquery(newest)).annotate(agreed=by[0] & by[1])


class Correction(Correcting, Issue):
    """One more version of a published report."""

    report = models.ForeignKey(PublishedReport, on_delete=models.PROTECT, related_name="corrections")

    class Meta(Correcting.Meta):
        constraints = [*Correcting.Meta.constraints, models.UniqueConstraint(fields=["report", "version"], name="correction_version_once")]

    def __str__(self):
        return _("Version %(version)s of the %(report)s") % {"version": self.version, "report": self.report}

    @property
    def compact_id(self) -> int:
        return self.report.review.compact_id
