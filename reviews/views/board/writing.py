"""Officers write a paper or a template: the same pages, because a template is a paper that nobody is to read."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.forms import PortalForm
from reviews.actions.board import writing as actions
from reviews.board.assemble import numbers_of, rows_of
from reviews.board.forms import HeadForm, LayoutForm, NewPaperForm
from reviews.board.forms_parts import FORMS, PART_FORMS
from reviews.models import Paper, PaperPart
from reviews.views.board.fetch import officers_paper
from reviews.views.board.pages import form_page
from signatories.views.fetch import officered_compact, posted

both = require_http_methods(["GET", "HEAD", "POST"])
CALLED = {
    "recommendation": gettext_lazy("a recommendation"),
    "background": gettext_lazy("a background paper"),
    "consulted": gettext_lazy("an officer who was consulted"),
}
CALLED_PART = {
    "section": gettext_lazy("a section"),
    "subsection": gettext_lazy("a smaller heading"),
    "paragraph": gettext_lazy("a paragraph"),
    "live": gettext_lazy("a part drawn from the records"),
}


def write_page(paper: Paper) -> str:
    return reverse("reviews:paper_write", args=[paper.compact.slug, paper.pk])


@both
def paper_new(request, compact: str, template: bool = False):
    """`?follows=` is the paper that promised this one, `?reports=` the year whose report it brings before the board."""
    compact = officered_compact(request, compact)
    initial, follows = {}, None
    if request.GET.get("reports", "").isdecimal() and (review := compact.reviews.filter(year=request.GET["reports"]).first()):
        initial = {"kind": Paper.Kind.FINAL, "review": review.pk, "meeting_on": review.board_on, "title": str(review)}
        initial["source"] = "report"
    if request.GET.get("follows", "").isdecimal():
        follows = compact.papers.asking_for_more().filter(pk=request.GET["follows"]).first()
    if follows:
        initial = {"source": str(follows.pk), "title": follows.title, "review": follows.review_id, "meeting_on": follows.next_by}
        initial |= {"kind": Paper.Kind.FINAL if follows.kind == Paper.Kind.UPDATE else follows.kind, "report_to": follows.report_to}
    form = NewPaperForm(posted(request), compact=compact, template=template, initial=initial)
    if form.is_valid():
        facts = dict(form.cleaned_data) | ({"follows": follows} if follows else {})
        try:
            paper = actions.begin_paper(compact=compact, source=facts.pop("source"), template=template, by=request.user, **facts)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(
                request,
                gettext("It is begun. Nobody outside sees it before you issue it.")
                if not template
                else gettext("The template is there to be changed."),
            )
            return redirect(write_page(paper))
    to = reverse("reviews:papers", args=[compact.slug])
    context = {
        "compact": compact,
        "form": form,
        "title": gettext("Copy a template") if template else gettext("Begin a paper"),
        "button": gettext("Begin"),
        "to": to,
    }
    return render(request, "reviews/board/form.html", context | {"follows": follows})


@require_safe
def paper_write(request, compact: str, pk: int):
    """All parts in order, each with its number, and what can be done with it."""
    paper = officers_paper(request, compact, pk)
    if paper.is_issued:
        return redirect(paper)
    rows = rows_of(paper)
    context = {"compact": paper.compact, "paper": paper, "rows": rows, "numbers": numbers_of(paper, rows), "kinds": CALLED_PART.items()}
    return render(request, "reviews/board/write.html", context)


@both
def paper_head(request, compact: str, pk: int):
    paper = officers_paper(request, compact, pk)
    return form_page(
        request, HeadForm(posted(request), paper=paper), lambda **said: actions.save_head(paper=paper, by=request.user, **said),
        to=write_page(paper), compact=paper.compact, title=gettext("What stands at its head"), caption=paper.title, done=gettext("Saved."),
    )  # fmt: skip


@both
def paper_layout(request, compact: str, pk: int):
    paper = officers_paper(request, compact, pk)
    form = LayoutForm(posted(request), paper=paper)

    def save(numbering, recommendation_heading, council_tables, **_):
        actions.save_layout(
            paper=paper, numbering=numbering, header=form.header, recommendation_heading=recommendation_heading, council_tables=council_tables,
            by=request.user,
        )  # fmt: skip

    return form_page(
        request, form, save, to=write_page(paper), compact=paper.compact, title=gettext("How it looks"), caption=paper.title, done=gettext("Saved."),
        lead=gettext("Lines at the head: give the words for those that are to be printed, and their places in order."),
    )  # fmt: skip


@both
def paper_add(request, compact: str, pk: int, thing: str):
    """`thing` is a kind of part, or what else a paper is made of; `?after=` is the number of the row that it is to follow."""
    paper = officers_paper(request, compact, pk)
    after = request.GET.get("after", "")
    return row_page(request, paper, thing=thing, row=None, behind=int(after[:4]) if after.isascii() and after.isdecimal() else None)


@both
def paper_row(request, compact: str, pk: int, thing: str, row: int):
    paper = officers_paper(request, compact, pk)
    found = row_of(paper, thing, row)
    return row_page(request, paper, thing=found.kind if isinstance(found, PaperPart) else thing, row=found, behind=None)


def row_page(request, paper: Paper, *, thing: str, row, behind: int | None):
    kind = thing if thing in PART_FORMS else ""
    if not kind and thing not in FORMS:
        raise Http404
    called = CALLED_PART[kind] if kind else CALLED[thing]
    form = form_of(posted(request), paper, kind, thing, row)
    values = {"kind": kind} if kind and row is None else {}
    title = gettext("Change %(what)s") if row else gettext("Add %(what)s")

    def save(**said):
        actions.save_row(paper=paper, thing="part" if kind else thing, row=row, behind=behind, by=request.user, **values | said)

    return form_page(
        request, form, save, to=write_page(paper), compact=paper.compact, title=title % {"what": called},
        caption=paper.title, done=gettext("Saved."),
    )  # fmt: skip


def form_of(data, paper: Paper, kind: str, thing: str, row) -> PortalForm:
    form = PART_FORMS[kind] if kind else FORMS[thing]
    initial = {name: getattr(row, name) for name in form.base_fields} if row else {}
    if "items" in initial:
        initial["items"] = "\n".join(initial["items"])
    return form(data, initial=initial, paper=paper, kind=kind) if kind else form(data, initial=initial)


def row_of(paper: Paper, thing: str, pk: int):
    if thing not in actions.THINGS:
        raise Http404
    return get_object_or_404(actions.THINGS[thing], paper=paper, pk=pk)


@require_POST
def paper_move(request, compact: str, pk: int, thing: str, row: int):
    paper = officers_paper(request, compact, pk)
    found = row_of(paper, thing, row)
    try:
        actions.move_row(paper=paper, thing=thing, row=found, up=request.POST.get("way") == "up", by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(f"{write_page(paper)}#{thing}-{row}")


@both
def paper_remove(request, compact: str, pk: int, thing: str, row: int):
    paper = officers_paper(request, compact, pk)
    found = row_of(paper, thing, row)
    return form_page(
        request, PortalForm(posted(request)), lambda: actions.remove_row(paper=paper, thing=thing, row=found, by=request.user),
        to=write_page(paper), compact=paper.compact, title=gettext("Take this out?"), caption=paper.title, done=gettext("It is taken out."),
        lead=f"“{found}”", button=gettext("Take it out"), warning=True,
    )  # fmt: skip


@both
def paper_delete(request, compact: str, pk: int):
    paper = officers_paper(request, compact, pk)
    return form_page(
        request,
        PortalForm(posted(request)),
        lambda: actions.remove_paper(paper=paper, by=request.user),
        to=reverse("reviews:papers", args=[compact]),
        compact=paper.compact,
        title=gettext("Delete this template?") if paper.is_template else gettext("Delete this draft?"),
        caption=paper.title,
        done=gettext("It is deleted."),
        lead=gettext("Nothing of it is left. This cannot be undone."),
        button=gettext("Delete it"),
        warning=True,
    )
