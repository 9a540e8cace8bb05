"""A plan from a file, in the browser: send it, see how each row was understood, then let it be written, or not."""

import io

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans import uploads
from actionplans.by_when_said import understood
from actionplans.importing import counted, import_action_plan, look_at_action_plan
from actionplans.importing_form import ImportForm
from compact_portal.documents.tables import TableError
from signatories.views.fetch import officered_compact

ROWS_A_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request, compact: str):
    """The file is looked at and kept for an hour; the plan is not touched."""
    compact = officered_compact(request, compact)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    problems = []
    if form.is_valid():
        said = form.cleaned_data
        kept = uploads.Upload(said["file"].name, said["file"].read(), said["period"], said["beside"])
        try:
            look(compact, kept)
        except TableError as error:
            problems = shown(error.problems)
            form.add_error("file", _("This file cannot be read as a plan: see what is wrong with it"))
        else:
            return redirect("actionplans:import_check", compact.slug, uploads.keep(kept, compact=compact, by=request.user))
    return render(request, "actionplans/import/upload.html", {"compact": compact, "form": form, "problems": problems})


def look(compact, kept: uploads.Upload):
    return look_at_action_plan(compact=compact, period=kept.period, source=io.BytesIO(kept.content), name=kept.name, beside=kept.beside)


def shown(problems: list[str], most: int = 50) -> list[str]:
    more = len(problems) - most
    return problems[:most] + ([_("And %(more)s more like these.") % {"more": more}] if more > 0 else [])


def kept_upload(request, compact, token: str) -> uploads.Upload:
    """A stranger's token, or one of more than an hour ago, leads nowhere."""
    kept = uploads.look(token, compact=compact, by=request.user)
    if kept is None:
        raise Http404
    return kept


@require_safe
def import_check(request, compact: str, token: str):
    """How each row was understood, with what is wrong. Reading it writes nothing."""
    compact = officered_compact(request, compact)
    kept = uploads.look(token, compact=compact, by=request.user)
    if kept is None:
        messages.error(request, _("This file is no longer here: it was kept for an hour. Choose it again."))
        return redirect("actionplans:import", compact.slug)
    try:
        looked = look(compact, kept)
    except TableError as error:
        # the plan was filled by somebody else in the meantime
        messages.error(request, " ".join(error.problems))
        return redirect("actionplans:import", compact.slug)
    page = Paginator(looked.read.rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "compact": compact,
        "kept": kept,
        "token": token,
        "plan": looked.plan,
        "terms": looked.plan.terms,
        "page": page,
        "rows": [understood_row(row, looked) for row in page],
        "problems": shown(looked.read.problems),
        "remarks": shown(looked.remarks),
        "left_out": shown(looked.left_out),
        "counts": [counted(name, count, looked.plan.terms) for name, count in looked.figures.items() if count],
    }
    return render(request, "actionplans/import/check.html", context)


def understood_row(row, looked) -> tuple:
    """A row, the organisations behind its owners, and its by-when in words."""
    return (row, looked.owners[row.action.owners], understood(row.action.by_when)) if row.action else (row, [], "")


@require_POST
def import_write(request, compact: str, token: str):
    """Write what the page before has shown; a second press finds nothing to write."""
    compact = officered_compact(request, compact)
    kept = kept_upload(request, compact, token)
    try:
        imported = import_action_plan(
            compact=compact, period=kept.period, source=io.BytesIO(kept.content), name=kept.name, beside=kept.beside, by=request.user
        )
    except TableError as error:
        messages.error(request, " ".join(shown(error.problems, 5)))
        return redirect("actionplans:import", compact.slug)
    uploads.forget(token, compact=compact, by=request.user)
    messages.success(request, _("%(name)s was imported. It is a draft until its adoption is recorded.") % {"name": kept.name})
    return redirect(imported.plan)
