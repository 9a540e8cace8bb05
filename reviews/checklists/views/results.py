"""What became of an assessment: how far it is, and once it was sent its result beside last time, the other side and all others."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from compact_portal.days import today
from compact_portal.documents.charts import single
from reviews.checklists.comparing import chart_rows, earlier, improved, lines_of, with_before, with_others
from reviews.checklists.printing import result_pdf
from reviews.checklists.views.fetch import read_by
from reviews.checklists.views.reading import as_file
from reviews.checklists.views.sending import progress_of
from reviews.checklists.who import Part
from reviews.models import Assessment, RoundFigures
from signatories.roles import roles_of


@never_cache
@require_safe
def taken(request, compact: str, pk: int):
    part = read_by(request, compact, pk)
    return under_way(request, part) if part.assessment.is_open else sent(request, part)


def under_way(request, part: Part) -> HttpResponse:
    assessment = part.assessment
    sheets = assessment.sheets.all()
    context = {
        "compact": assessment.compact,
        "assessment": assessment,
        "runs": part.runs,
        "progress": progress_of(part),
        "closed": sum(sheet.closed_on is not None for sheet in sheets),
        "sheets": len(sheets),
        "tasks": assessment.item_tasks.select_related("item", "person"),
        "evidence": evidence_of(assessment),
        "on": today(),
    }
    return render(request, "reviews/checklists/under_way.html", context)


def evidence_of(assessment: Assessment) -> list:
    return list(assessment.evidence.select_related("item", "upload", "added_by"))


def sent(request, part: Part) -> HttpResponse:
    assessment, on = part.assessment, today()
    context = result_context(assessment) | {"evidence": evidence_of(assessment), "on": on}
    context |= {"part": part, "takes_part": bool(part.sheets) or part.runs, "newer": Assessment.objects.filter(reopens=assessment).first()}
    context["officer"] = roles_of(request.user, assessment.compact, on=on).officer and assessment.shared
    return render(request, "reviews/checklists/sent.html", context)


def result_context(assessment: Assessment) -> dict:
    """What page and print show alike. A fixed number of queries."""
    lines, before = lines_of(assessment), earlier(assessment)
    figures = figures_of(assessment)
    if before:
        with_before(lines, assessment, before)
    if figures:
        with_others(lines, figures.figures)
    rows = chart_rows(lines, assessment)
    title = _("How well each item is kept, in per cent of the best answer: %(body)s") % {"body": assessment.body}
    gaps = list(assessment.gaps.select_related("item", "action__target__plan__compact"))
    said: dict[int, list[str]] = {}
    for item, text in assessment.said_apart.values_list("item", "text"):
        said.setdefault(item, []).append(text)
    return {
        "compact": assessment.compact,
        "assessment": assessment,
        "lines": [(line, said.get(line.item.pk, [])) for line in lines],
        "before": before,
        "improved": improved(lines) if before else None,
        "figures": figures,
        "chart": single(id=f"items-{assessment.pk}", title=title, rows=rows),
        "gaps": gaps,
        "unsettled": sum(gap.settled_at is None for gap in gaps),
    }


def figures_of(assessment: Assessment) -> RoundFigures | None:
    if not assessment.assigned_id:
        return None
    return (
        RoundFigures.objects.filter(round__assignments__bodies=assessment.assigned_id, checklist=assessment.checklist_id)
        .select_related("round")
        .first()
    )


@require_safe
def taken_pdf(request, compact: str, pk: int):
    part = read_by(request, compact, pk)
    if part.assessment.is_open:
        return render(request, "reviews/checklists/not_sent.html", {"compact": part.assessment.compact, "assessment": part.assessment}, status=409)
    return as_file(result_pdf(result_context(part.assessment)), "application/pdf", f"{compact}-checklist-result-{pk}.pdf")
