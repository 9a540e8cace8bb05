"""What was found wrong in an issued paper makes one more version of it; the one before stays at its address."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import in_words
from reviews.actions.board.issuing import file_name, issue_forms
from reviews.board.printed import read
from reviews.models import IssuedPaper, Paper, PaperCorrection
from signatories.roles import officer_only


@transaction.atomic
def correct_paper(*, paper: Paper, place: str, wrong: str, right: str, by: User, at=None) -> PaperCorrection:
    """A version that begins with all corrections up to this one. Nothing is drawn from the records anew."""
    at = at or timezone.now()
    officer_only(by, paper.compact)
    Paper.objects.select_for_update().get(pk=paper.pk)  # two corrections at once wait for each other
    issue = IssuedPaper.objects.select_related("paper__compact").get(paper=paper)
    earlier = list(issue.corrections.all())
    correction = PaperCorrection(
        issue=issue, version=len(earlier) + 2, place=place, wrong=wrong, right=right, corrected_at=at, corrected_by=by
    )  # fmt: skip
    told = [[_place_and_day(one), one.wrong, one.right] for one in [*earlier, correction]]
    printed = replace(read(issue.content), corrected=told)
    for kind, document in issue_forms(printed, name=f"{file_name(issue.paper)}-version-{correction.version}", at=at).items():
        setattr(correction, kind, document)
    correction.save(force_insert=True)
    record("paper.corrected", issue.paper, by=by, version=correction.version, sha256=correction.pdf.sha256)
    return correction


def _place_and_day(correction: PaperCorrection) -> str:
    day = in_words(timezone.localdate(correction.corrected_at))
    return _("%(place)s (corrected on %(day)s)") % {"place": correction.place, "day": day}
