"""Files that go with a paper: an officer adds them, whoever may read the paper has them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.documents.uploads import as_download
from reviews.actions.board.writing import attach
from reviews.board.forms_files import AttachmentForm
from reviews.models import Paper
from reviews.views.board.fetch import officers_paper, paper_to_read
from reviews.views.board.pages import form_page
from reviews.views.board.reading import link_of, private
from reviews.views.board.writing import write_page
from signatories.views.fetch import posted


@require_http_methods(["GET", "HEAD", "POST"])
def paper_attach(request, compact: str, pk: int):
    paper = officers_paper(request, compact, pk)
    return form_page(
        request, AttachmentForm(posted(request), request.FILES or None), lambda **said: attach(paper=paper, by=request.user, **said) and None,
        to=write_page(paper) + "#attachments", compact=paper.compact, title=_("Attach a file"), caption=paper.title, done=_("It is attached."),
        lead=_("The paper names it as its next appendix, and whoever may read the paper can fetch it."), button=_("Attach it"),
    )  # fmt: skip


@login_not_required
@require_safe
def paper_attachment(request, compact: str, pk: int, number: int):
    return file_of(paper_to_read(request.user, compact, pk), number)


@login_not_required
@never_cache
@require_safe
def reading_attachment(request, token: str, number: int):
    link = link_of(token)
    if link is None:
        return private(render(request, "reviews/board/link_unknown.html", status=404))
    return private(file_of(link.paper, number))


def file_of(paper: Paper, number: int) -> HttpResponse:
    return as_download(get_object_or_404(paper.attachments.select_related("upload"), number=number).upload)
