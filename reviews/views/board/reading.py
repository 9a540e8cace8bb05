"""A member of the board reads a paper by the mailed link, or signed in, and comments."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from reviews.actions.board.deciding import comment
from reviews.board.forms_deciding import CommentForm
from reviews.models import Paper, ReadingLink
from reviews.views.board.deciding import said_by_the_board
from reviews.views.board.fetch import board_member, paper_to_read
from reviews.views.board.pages import form_page
from reviews.views.board.papers import body_of, pdf_of
from signatories.views.fetch import posted

FOR_THIS_LINK = ("paper__compact__area", "paper__issue__page", "paper__issue__pdf", "member__person")


def link_of(token: str) -> ReadingLink | None:
    """The link behind `token`, while its member serves on the board."""
    return ReadingLink.objects.usable().by_token(token).select_related(*FOR_THIS_LINK).first()


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reading(request, token: str):
    """GET shows the paper and changes nothing, so that mail scanners use nothing up; POST writes a comment."""
    link = link_of(token)
    if link is None:
        return private(render(request, "reviews/board/link_unknown.html", status=404))
    paper = link.paper
    form = CommentForm(posted(request), paper=paper)
    if form.is_valid():
        comment(paper=paper, member=link.member, **form.cleaned_data)
        messages.success(request, _("Thank you. Your comment stands below the paper."))
        return private(redirect("reviews:reading", token))
    context = {
        "compact": paper.compact, "paper": paper, "member": link.member, "body": body_of(paper), "form": form, "token": token,
        "comments": paper.comments.select_related("written_by", "recommendation"), "recommendations": said_by_the_board(paper),
        "attachments": paper.attachments.select_related("upload"),
    }  # fmt: skip
    return private(render(request, "reviews/board/reading.html", context))


@login_not_required
@never_cache
@require_safe
def reading_pdf(request, token: str):
    link = link_of(token)
    if link is None:
        return private(render(request, "reviews/board/link_unknown.html", status=404))
    return private(pdf_of(request, link.paper))


def private(response):
    """The address is a key: it goes to no other site."""
    response["Referrer-Policy"] = "strict-origin"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def paper_comment(request, compact: str, pk: int):
    """For a member who has signed in."""
    paper: Paper = get_object_or_404(Paper.objects.issued().filter(pk=paper_to_read(request.user, compact, pk).pk).select_related("compact__area"))
    member = board_member(request.user, paper)
    if member is None:
        raise Http404
    return form_page(
        request, CommentForm(posted(request), paper=paper), lambda **said: comment(paper=paper, member=member, **said) and None,
        to=paper.get_absolute_url() + "#comments", compact=paper.compact, title=_("Comment on this paper"), caption=paper.title,
        done=_("Thank you. Your comment stands below the paper."), button=_("Send the comment"),
    )  # fmt: skip
