"""The plan for everybody to read, and for the steering group to adopt and to report on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from actionplans.actions import adopt_plan, report_progress
from actionplans.filters import ActionFilter
from actionplans.forms import AdoptForm, ProgressForm
from actionplans.models import Action, Plan
from actionplans.reports import action_figures, with_numerals
from actionplans.spreadsheets import achievements_csv, actions_csv
from compact_portal.days import today
from compact_portal.documents.tables_out import csv_response
from compact_portal.text import paragraphs
from signatories.models import Compact
from signatories.roles import roles_of


def plan_of(request, compact: str, period: str) -> Plan:
    visible = Plan.objects.visible_to(request.user).select_related("compact__area", "strategy")
    return get_object_or_404(visible, compact__slug=compact, period=period)


def newest_plan(compact: Compact) -> Plan | None:
    """The newest that is public and has begun, or the first to come."""
    public = compact.plans.public().select_related("compact__area", "strategy")
    return public.filter(starts_on__lte=today()).first() or public.last()


@login_not_required
@require_safe
def current(request, compact: str):
    compact = get_object_or_404(Compact.objects.select_related("area"), slug=compact)
    plan = newest_plan(compact)
    if plan is None:
        return render(request, "actionplans/none.html", {"compact": compact, "drafts": drafts_for(request, compact)})
    return plan_page(request, plan)


def drafts_for(request, compact: Compact) -> list[Plan]:
    return list(Plan.objects.visible_to(request.user).filter(compact=compact, status=Plan.Status.DRAFT).select_related("compact"))


@login_not_required
@require_safe
def plans(request, compact: str):
    compact = get_object_or_404(Compact.objects.select_related("area"), slug=compact)
    visible = Plan.objects.visible_to(request.user).filter(compact=compact).select_related("compact")
    return render(request, "actionplans/plans.html", {"compact": compact, "plans": visible})


@login_not_required
@require_safe
def plan(request, compact: str, period: str):
    return plan_page(request, plan_of(request, compact, period))


def plan_page(request, plan: Plan):
    actions = Action.objects.filter(target__plan=plan).prefetch_related("owners", "notes")
    narrowed = ActionFilter(request.GET or None, queryset=actions, plan=plan)
    targets = list(plan.targets.prefetch_related("outcomes", "achievements", Prefetch("actions", narrowed.qs.distinct())))
    shown = [action for target in targets for action in target.actions.all()]
    for action in shown:
        action.overdue = action.is_overdue(narrowed.day)
    figures = action_figures(plan, narrowed.day)
    context = {
        "compact": plan.compact,
        "plan": plan,
        "roles": roles_of(request.user, plan.compact),
        "filter": narrowed,
        "shown": len(shown),
        "may_report": set(actions.reported_by(request.user).values_list("pk", flat=True)) if plan.takes_reports else set(),
        "figures": figures,
        "by_status": [(status, figures[status.value]) for status in Action.Status if figures[status.value]],
        "targets": [target for target in with_numerals(targets) if target.actions.all() or not narrowed.narrows],
        "has_achievements": any(target.achievements.all() for target in targets),
        "opening": [
            (heading, paragraphs(words))
            for heading, words in [("Introduction", plan.introduction), ("Purpose", plan.purpose), ("Aim", plan.aim)]
            if words.strip()
        ],
    }
    return render(request, "actionplans/plan.html", context)


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


def adopt(request, compact: str, period: str):
    """The officer says on which day the plan was adopted, and sees what follows, before everybody can read it."""
    compact = get_object_or_404(Compact.objects.officered_by(request.user).select_related("area"), slug=compact)
    plan = get_object_or_404(compact.plans, period=period)
    form = AdoptForm(request.POST if request.method == "POST" else None, plan=plan, on=today())
    if form.is_valid():
        try:
            adopt_plan(plan=plan, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, f"{plan} is adopted. Everybody can see it now.")
        return redirect(plan)
    return render(request, "actionplans/adopt.html", {"compact": compact, "plan": plan, "form": form})


def progress(request, compact: str, period: str, pk: int):
    """How far one action has come, said by its owner or by the steering group."""
    actions = Action.objects.reported_by(request.user).exclude(target__plan__status=Plan.Status.DRAFT)
    action = get_object_or_404(
        actions.select_related("target__plan__compact__area").prefetch_related("notes"),
        pk=pk, target__plan__period=period, target__plan__compact__slug=compact,
    )  # fmt: skip
    plan = action.target.plan
    form = ProgressForm(request.POST if request.method == "POST" else None, action=action, on=today())
    if form.is_valid():
        try:
            report_progress(action=action, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            # without the place of the action in the address, which would hide this from who has just written it
            messages.success(request, f"Your report on “{Truncator(action.text).words(12)}” stands in the plan.")
            return redirect(plan)
    return render(request, "actionplans/progress.html", {"compact": plan.compact, "plan": plan, "action": action, "form": form})
