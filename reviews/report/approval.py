"""What is added to a report after it was frozen: who approved it and who did not, and what was found wrong in it since."""

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from reviews.models import Correction, ReportApproval
from reviews.report.printed import Part
from signatories.models import Compact


def approval_part(compact: Compact, approvals: list[ReportApproval]) -> Part:
    """Everybody who signed, by sector; a dissent in the words of whoever gave it."""
    told = [(approval, capfirst(compact.terms.sector(approval.sector))) for approval in approvals]
    data = {
        "approved": [(one, sector) for one, sector in told if one.verdict == ReportApproval.Verdict.APPROVE],
        "dissents": [(one, sector) for one, sector in told if one.verdict == ReportApproval.Verdict.DISSENT],
    }
    return Part("approval", _("Approval"), render_to_string("reviews/report/_approval.html", {"data": data}))


def corrections_part(corrections: list[Correction]) -> Part:
    told = [(correction, timezone.localdate(correction.corrected_at)) for correction in corrections]
    return Part("corrections", _("Corrections"), render_to_string("reviews/report/_corrections.html", {"data": told}))
