"""The map of services: who provides what where, and where there is a gap or an overlap. For everybody to read; officers write it."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.days import today
from compact_portal.documents.tables_out import csv_response, to_csv
from signatories.actions.conduct import save_service
from signatories.models import Compact
from signatories.records.conduct_forms import ServiceForm
from signatories.records.filters import ServiceFilter
from signatories.roles import roles_of
from signatories.views.conduct import removal
from signatories.views.fetch import any_compact, officered_compact, posted
from signatories.views.form_page import ask

PAGE = 100
COLUMNS = ["subject", "area", "found", "who_provides_it", "note", "noted_on"]
TITLE = _("Map of services")


def services_page(compact: Compact) -> str:
    return reverse("signatories:services", args=[compact.slug])


@login_not_required
@require_safe
def services(request, compact: str):
    compact = any_compact(compact)
    narrowed = ServiceFilter(request.GET, queryset=compact.services.select_related("area"), compact=compact)
    page = Paginator(narrowed.qs, PAGE).get_page(request.GET.get("page"))
    context = {"compact": compact, "filter": narrowed, "page_obj": page, "roles": roles_of(request.user, compact)}
    return render(request, "signatories/conduct/services.html", context)


@login_not_required
@require_safe
def services_csv(request, compact: str):
    compact = any_compact(compact)
    rows = [
        [entry.subject, entry.area.name if entry.area else "", entry.get_finding_display(), entry.providers, entry.note, entry.noted_on.isoformat()]
        for entry in compact.services.select_related("area")
    ]
    return csv_response(f"{compact.slug}-services.csv", to_csv(COLUMNS, rows))


@require_http_methods(["GET", "POST"])
def write_service(request, compact: str, pk: int | None = None):
    compact = officered_compact(request, compact)
    entry = get_object_or_404(compact.services.select_related("area"), pk=pk) if pk else None
    form = ServiceForm(posted(request), compact=compact, instance=entry, initial={} if entry else {"noted_on": today()})

    def deed(words):
        return _("“%(service)s” stands on the map.") % {"service": save_service(compact=compact, entry=entry, by=request.user, **words)}

    heading = _("Change a service on the map") if entry else _("Add a service on the map")
    return ask(
        request, compact=compact, heading=heading, form=form, button=_("Save"), back=services_page(compact),
        parent=TITLE, deed=deed,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def remove_service(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    return removal(request, compact, get_object_or_404(compact.services.select_related("area"), pk=pk), services_page(compact), TITLE)
