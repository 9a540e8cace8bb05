"""Progress on paper, for a meeting that wants it: one paper for each month or quarter of a plan."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.models import Plan
from actionplans.papers import Paper, paper_docx, paper_of, paper_pdf, periods_of
from actionplans.views.plans import plan_of
from actionplans.views.seeing import judged_on
from compact_portal.days import today
from compact_portal.documents.docx_out import DOCX
from compact_portal.documents.tables_out import file_response


@login_not_required
@require_safe
def papers(request, compact: str, period: str):
    plan = plan_of(request, compact, period)
    periods = [(f"{first:%Y-%m}", words) for first, words in periods_of(plan, today())]
    return render(request, "actionplans/papers/list.html", {"compact": plan.compact, "plan": plan, "periods": periods})


def paper_for(plan: Plan, first: str) -> Paper:
    """`first` is the month in which a period of the plan begins, such as 2009-04; Http404 for any other."""
    begins = {f"{known:%Y-%m}": known for known, _ in periods_of(plan, today())}
    if first not in begins:
        raise Http404
    return paper_of(plan, begins[first], on=judged_on(plan))


def name_of(plan: Plan, first: str, ending: str) -> str:
    return f"{plan.compact.slug}-{plan.period}-progress-{first}.{ending}"


@login_not_required
@require_safe
def paper_as_pdf(request, compact: str, period: str, first: str):
    plan = plan_of(request, compact, period)
    return file_response(name_of(plan, first, "pdf"), paper_pdf(paper_for(plan, first)), "application/pdf")


@login_not_required
@require_safe
def paper_as_docx(request, compact: str, period: str, first: str):
    plan = plan_of(request, compact, period)
    return file_response(name_of(plan, first, "docx"), paper_docx(paper_for(plan, first)), DOCX)
