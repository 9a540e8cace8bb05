"""A paper is checked and issued."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from compact_portal.days import today
from compact_portal.forms import PortalForm
from reviews.actions.board import issuing as actions
from reviews.board.checking import problems_of
from reviews.views.board.fetch import officers_paper
from reviews.views.board.pages import form_page
from signatories.views.fetch import posted

both = require_http_methods(["GET", "HEAD", "POST"])


@both
def paper_check(request, compact: str, pk: int):
    """What the check found, each line a link to where it is put right; and a button for whoever stands by the paper as it is."""
    paper = officers_paper(request, compact, pk)
    if paper.is_issued:
        return redirect(paper)
    problems = problems_of(paper, today())
    faults = [problem for problem in problems if problem.stops]
    if request.method == "POST":
        try:
            actions.check_paper(paper=paper, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect(request.path)
        messages.success(request, _("Checked. Now it can be issued; any change means that it is checked again."))
        return redirect(paper)
    context = {"compact": paper.compact, "paper": paper, "faults": faults, "warnings": [problem for problem in problems if not problem.stops]}
    return render(request, "reviews/board/check.html", context)


@both
def paper_issue(request, compact: str, pk: int):
    paper = officers_paper(request, compact, pk)
    lead = _("Everybody will be able to read it, and it can never be changed.")
    if paper.closed:
        lead = _("Members of the board and the steering group will be able to read it, and it can never be changed.")
    return form_page(
        request, PortalForm(posted(request)), lambda: actions.issue_paper(paper=paper, by=request.user) and None,
        to=paper.get_absolute_url(), compact=paper.compact, title=_("Issue this paper?"), caption=paper.title,
        done=_("The paper is issued. Next: send it to the members of the board."), button=_("Issue it"),
        lead=lead,
    )  # fmt: skip
