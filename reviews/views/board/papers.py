"""The list of papers, one paper to read, and its files."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from compact_portal.documents.docx_out import DOCX
from compact_portal.documents.models import IssuedDocument
from compact_portal.documents.tables_out import file_response
from reviews.actions.board.issuing import file_name
from reviews.board.assemble import assemble
from reviews.board.rendering import paper_pdf, render_body
from reviews.board.word import to_docx
from reviews.models import Paper
from reviews.views.board.deciding import said_by_the_board
from reviews.views.board.fetch import board_member, paper_to_read, readable_by
from signatories.roles import roles_of
from signatories.views.fetch import any_compact

PAGE = 20


@login_not_required
@require_safe
def papers(request, compact: str):
    """Issued papers for everybody; drafts for the steering group; templates for the officers, who can use them."""
    compact = any_compact(compact)
    roles = roles_of(request.user, compact)
    seen = readable_by(request.user).filter(compact=compact)
    context = {
        "compact": compact, "roles": roles, "page_obj": Paginator(seen.papers().select_related("review"), PAGE).get_page(request.GET.get("page")),
        "templates": seen.templates() if roles.officer else [],
    }  # fmt: skip
    return render(request, "reviews/board/papers.html", context)


@login_not_required
@require_safe
def paper_page(request, compact: str, pk: int):
    paper = paper_to_read(request.user, compact, pk)
    roles = roles_of(request.user, paper.compact)
    member = board_member(request.user, paper)
    inside = roles.may_see_steering or bool(member)
    context = {
        "compact": paper.compact, "paper": paper, "body": body_of(paper), "roles": roles, "member": member, "inside": inside,
        "comments": paper.comments.select_related("written_by", "recommendation") if inside and paper.is_issued else [],
        "recommendations": said_by_the_board(paper) if paper.is_issued else [], "attachments": paper.attachments.select_related("upload"),
        "versions": [paper.issue, *paper.issue.corrections.all()] if paper.is_issued else [],
    }  # fmt: skip
    return render(request, "reviews/board/paper.html", context)


def body_of(paper: Paper) -> str:
    """As it was issued; before that, as the records stand now."""
    if paper.is_issued:
        return mark_safe(bytes(paper.issue.newest.page.content).decode())  # noqa: S308 (drawn by render_body when it was issued)
    return render_body(assemble(paper))


@login_not_required
@require_safe
def paper_as_pdf(request, compact: str, pk: int):
    return pdf_of(request, paper_to_read(request.user, compact, pk))


def pdf_of(request, paper: Paper) -> HttpResponse:
    """The file as it was issued, known to browsers by its hash; of a draft, made now."""
    if not paper.is_issued:
        printed = assemble(paper)
        return inline(paper_pdf(printed, render_body(printed)), f"{file_name(paper)}-draft.pdf")
    return issued_pdf(request, paper.issue.newest.pdf)


def issued_pdf(request, issued: IssuedDocument) -> HttpResponse:
    etag = f'"{issued.sha256}"'
    response = get_conditional_response(request, etag=etag) or inline(bytes(issued.content), issued.name)
    response["ETag"] = etag
    return response


def inline(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


@login_not_required
@require_safe
def paper_as_docx(request, compact: str, pk: int):
    paper = paper_to_read(request.user, compact, pk)
    if paper.is_issued:
        issued = paper.issue.newest.docx
        return file_response(issued.name, bytes(issued.content), DOCX)
    return file_response(f"{file_name(paper)}-draft.docx", to_docx(assemble(paper)), DOCX)
