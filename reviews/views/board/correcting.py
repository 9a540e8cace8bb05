"""Errors in an issued paper: an officer says what is right, and every version keeps its address."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reviews.actions.board.correcting import correct_paper
from reviews.board.forms_files import PaperCorrectionForm
from reviews.models import Paper
from reviews.models.board_issued import PaperIssue
from reviews.views.board.fetch import officers_paper, paper_to_read
from reviews.views.board.pages import form_page
from reviews.views.board.papers import issued_pdf
from signatories.views.fetch import posted


@require_http_methods(["GET", "HEAD", "POST"])
def paper_correct(request, compact: str, pk: int):
    paper = officers_paper(request, compact, pk)
    if not paper.is_issued:
        raise Http404
    return form_page(
        request,
        PaperCorrectionForm(posted(request)),
        lambda **said: told(correct_paper(paper=paper, by=request.user, **said)),
        to=paper.get_absolute_url(),
        compact=paper.compact,
        title=_("Correct an error"),
        caption=paper.title,
        done="",
        button=_("Publish the correction"),
        lead=_("What was issued stays as it is. Your correction makes a new version, which begins with it. Neither can be taken back."),
    )


def told(correction) -> str:
    return _("Version %(version)s is issued. It begins with the correction; earlier versions stay as they were.") % {"version": correction.version}


@login_not_required
@require_safe
def paper_version(request, compact: str, pk: int, number: int):
    """One version as it was issued."""
    paper = paper_to_read(request.user, compact, pk)
    version = version_of(paper, number)
    body = mark_safe(bytes(version.page.content).decode())  # noqa: S308 (drawn by render_body when it was issued)
    context = {"compact": paper.compact, "paper": paper, "version": version, "newest": paper.issue.newest, "body": body}
    return render(request, "reviews/board/version.html", context)


@login_not_required
@require_safe
def paper_version_pdf(request, compact: str, pk: int, number: int):
    return issued_pdf(request, version_of(paper_to_read(request.user, compact, pk), number).pdf)


def version_of(paper: Paper, number: int) -> PaperIssue:
    """404 where there is none, or the paper is not issued."""
    if paper.is_issued and number == paper.issue.version:
        return paper.issue
    found = paper.is_issued and paper.issue.corrections.filter(version=number).first()
    if not found:
        raise Http404
    return found
