"""What everybody may read: the checklists, and each as a form to print or to fill in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compact_portal.days import today
from reviews.checklists.printing import blank_docx, blank_pdf
from reviews.checklists.views.fetch import readable_checklist
from reviews.models import Checklist
from signatories.roles import roles_of
from signatories.views.fetch import any_compact

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_not_required
@require_safe
def checklists(request, compact: str):
    """Those in use, by code; and the way to what the person has begun."""
    compact = any_compact(compact)
    shown = Checklist.objects.filter(compact=compact).in_use().for_reading()
    checks = [one for one in shown if one.kind == Checklist.Kind.PRINCIPLES]
    context = {"compact": compact, "checklists": [one for one in shown if one not in checks], "checks": checks}
    return render(request, "reviews/checklists/index.html", context | {"roles": roles_of(request.user, compact, on=today())})


@login_not_required
@require_safe
def checklist(request, compact: str, pk: int):
    shown = readable_checklist(request, compact, pk)
    items = shown.items.select_related("commitment__code", "undertaking", "principle")
    groups = grouped(items, shown.compact.terms)
    context = {"compact": shown.compact, "checklist": shown, "items": items, "groups": groups, "points": shown.scale.points.all()}
    context["officer"] = request.user.is_authenticated and roles_of(request.user, shown.compact, on=today()).officer
    return render(request, "reviews/checklists/checklist.html", context)


def grouped(items, terms) -> list[tuple[str, list]]:
    """[(who is bound, items)], in the order of the items."""
    groups: dict[str, list] = {}
    for item in items:
        groups.setdefault(item.binds, []).append(item)
    return [(terms.sector(binds), found) for binds, found in groups.items()]


@login_not_required
@require_safe
def checklist_pdf(request, compact: str, pk: int):
    shown = readable_checklist(request, compact, pk)
    return as_file(blank_pdf(shown), "application/pdf", f"{compact}-checklist-{shown.pk}.pdf")


@login_not_required
@require_safe
def checklist_docx(request, compact: str, pk: int):
    shown = readable_checklist(request, compact, pk)
    return as_file(blank_docx(shown), DOCX, f"{compact}-checklist-{shown.pk}.docx")


def as_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    way = "inline" if media_type == "application/pdf" else "attachment"
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": f'{way}; filename="{name}"'})
