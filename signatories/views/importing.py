"""An officer brings a table of organisations: it is understood first, row by row, and imported only when the officer says so."""

import io

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.documents.tables import TableError
from compact_portal.documents.tables_out import csv_response, to_csv
from signatories.forms_organisations import ImportForm
from signatories.models import WaitingImport
from signatories.organisation_import import ImportedOrganisations, import_organisations
from signatories.organisation_rows import COLUMNS
from signatories.views.fetch import officered_compact

PAGE = 100


@require_safe
def import_template(request, compact: str):
    """The columns, and one row to see what goes where."""
    compact = officered_compact(request, compact)
    example = {"Name": _("Example Trust: delete this row"), "Sector": "voluntary", "Kind": "charity", "Size": "small", "Areas": compact.area.name}
    row = [example.get(column.name, "") for column in COLUMNS]
    return csv_response("organisations.csv", to_csv([column.name for column in COLUMNS], [row]))


@require_http_methods(["GET", "POST"])
def import_file(request, compact: str):
    compact = officered_compact(request, compact)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        waiting = WaitingImport(compact=compact, name=file.name[:200], content=file.read(), uploaded_at=timezone.now(), uploaded_by=request.user)
        try:
            _look(waiting, request.user)
        except TableError as error:
            for sentence in str(error).splitlines():
                form.add_error("file", sentence)
        else:
            WaitingImport.objects.filter(compact=compact, uploaded_by=request.user).delete()
            waiting.save()
            return redirect("signatories:import_check", compact.slug)
    return render(request, "signatories/import_file.html", {"compact": compact, "form": form, "columns": [column.name for column in COLUMNS]})


@require_http_methods(["GET", "POST"])
def import_check(request, compact: str):
    """How each row was understood. The button imports what is shown here; meanwhile the list may have changed, so it is understood anew."""
    compact = officered_compact(request, compact)
    if not (waiting := WaitingImport.objects.filter(compact=compact, uploaded_by=request.user).first()):
        return redirect("signatories:import_file", compact.slug)
    try:
        imported = _look(waiting, request.user, dry_run=request.method != "POST")
    except TableError as error:
        messages.error(request, _("Nothing was imported. %(fault)s") % {"fault": str(error).splitlines()[0]})
        return redirect("signatories:import_file", compact.slug)
    if request.method == "POST":
        waiting.delete()
        counts = imported.counts
        messages.success(
            request,
            _("Imported: %(new)s new organisations, %(known)s known already; %(signed)s signed.")
            % {"new": counts["new"], "known": counts["known"], "signed": counts["signed"]},
        )
        return redirect("signatories:signatures", compact.slug)
    page = Paginator(imported.rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "signatories/import_check.html", {"compact": compact, "waiting": waiting, "imported": imported, "page_obj": page})


def _look(waiting: WaitingImport, by, *, dry_run: bool = True) -> ImportedOrganisations:
    source = io.BytesIO(bytes(waiting.content))
    return import_organisations(compact=waiting.compact, source=source, name=waiting.name, by=by, dry_run=dry_run)
