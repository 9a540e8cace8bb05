"""A paper is checked by a person, then issued: frozen as page, PDF and Word document, with their hashes."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.documents.docx_out import DOCX
from compact_portal.documents.models import IssuedDocument, issue
from reviews.actions.board.writing import locked
from reviews.board.assemble import assemble
from reviews.board.checking import problems_of
from reviews.board.printed import PrintedPaper, kept
from reviews.board.rendering import paper_pdf, render_body
from reviews.board.word import to_docx
from reviews.models import IssuedPaper, Paper


@transaction.atomic
def check_paper(*, paper: Paper, by: User, at=None) -> Paper:
    """Somebody has looked at what the check found and stands by the paper. Raises ValidationError while a fault stops it."""
    at = at or timezone.now()
    paper = locked(paper, by)
    if paper.is_template:
        raise ValidationError(_("A template is not issued: begin a paper from it."))
    refuse_faults(paper, at)
    paper.status, paper.checked_at, paper.checked_by = Paper.Status.CHECKED, at, by
    paper.save(update_fields=["status", "checked_at", "checked_by"])
    record("paper.checked", paper, by=by)
    return paper


@transaction.atomic
def issue_paper(*, paper: Paper, by: User, at=None) -> IssuedPaper:
    """From now on it stands as it is. Raises ValidationError unless it was checked and nothing has changed since."""
    at = at or timezone.now()
    paper = locked(paper, by)
    if paper.status != Paper.Status.CHECKED:
        raise ValidationError(_("Check the paper first: nothing goes out that nobody has looked through."))
    refuse_faults(paper, at)
    paper.status = Paper.Status.ISSUED
    printed = assemble(paper)
    forms = issue_forms(printed, name=file_name(paper), at=at)
    issued = IssuedPaper.objects.create(paper=paper, content=kept(printed), issued_at=at, issued_by=by, **forms)
    paper.save(update_fields=["status"])
    record("paper.issued", paper, by=by, sha256=issued.pdf.sha256)
    return issued


def issue_forms(printed: PrintedPaper, *, name: str, at) -> dict[str, IssuedDocument]:
    """Every form of the paper, stored for good."""
    body = render_body(printed)
    return {
        "page": issue(name=f"{name}.html", media_type="text/html", content=body.encode(), at=at),
        "pdf": issue(name=f"{name}.pdf", media_type="application/pdf", content=paper_pdf(printed, body), at=at),
        "docx": issue(name=f"{name}.docx", media_type=DOCX, content=to_docx(printed), at=at),
    }


def refuse_faults(paper: Paper, at) -> None:
    faults = [problem.text for problem in problems_of(paper, timezone.localdate(at)) if problem.stops]
    if faults:
        raise ValidationError(faults[0])


def file_name(paper: Paper) -> str:
    """Without its ending: `east-sussex-board-paper-7`."""
    return f"{paper.compact.slug}-board-paper-{paper.pk}"
