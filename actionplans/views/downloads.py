"""The plan as a file to keep: the landscape table on paper and in Word, and tables that can be imported again."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from actionplans.exporting import plan_docx, plan_pdf
from actionplans.models import Action, Plan
from actionplans.spreadsheets import achievements_csv, actions_csv, plan_xlsx
from actionplans.views.plans import newest_plan, plan_of
from compact_portal.days import today
from compact_portal.documents.docx_out import DOCX
from compact_portal.documents.tables_out import XLSX, csv_response, file_response
from signatories.models import Compact


@login_not_required
@require_safe
def current_csv(request, compact: str):
    """A lasting address for open data; before the first plan it holds the headings alone."""
    compact = get_object_or_404(Compact.objects.select_related("area"), slug=compact)
    return csv_of(request, newest_plan(compact) or Plan(compact=compact, period="none"))


@login_not_required
@require_safe
def plan_csv(request, compact: str, period: str):
    return csv_of(request, plan_of(request, compact, period))


def csv_of(request, plan: Plan) -> HttpResponse:
    """The actions; with `?table=achievements`, or where there are no actions, the achievements."""
    achievements = request.GET.get("table") == "achievements" or bool(plan.pk and not Action.objects.filter(target__plan=plan).exists())
    content = achievements_csv(plan) if achievements else actions_csv(plan, today())
    return csv_response(f"{plan.compact.slug}-{plan.period}-{'achievements' if achievements else 'actions'}.csv", content)


def file_name(plan: Plan, ending: str) -> str:
    return f"{plan.compact.slug}-{plan.period}-plan{'' if plan.is_public else '-draft'}.{ending}"


@login_not_required
@require_safe
def plan_as_pdf(request, compact: str, period: str):
    plan = plan_of(request, compact, period)
    return file_response(file_name(plan, "pdf"), plan_pdf(plan), "application/pdf")


@login_not_required
@require_safe
def plan_as_docx(request, compact: str, period: str):
    plan = plan_of(request, compact, period)
    return file_response(file_name(plan, "docx"), plan_docx(plan), DOCX)


@login_not_required
@require_safe
def plan_as_xlsx(request, compact: str, period: str):
    plan = plan_of(request, compact, period)
    return file_response(file_name(plan, "xlsx"), plan_xlsx(plan, today()), XLSX)
