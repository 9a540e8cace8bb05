"""The plan for everybody to read, and for the steering group to adopt and to report on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from actionplans.actions import adopt_plan, report_progress
from actionplans.filters import ActionFilter
from actionplans.forms import ProgressForm
from actionplans.models import Action, Plan
from actionplans.reports import action_figures, with_numerals
from actionplans.spreadsheets import achievements_csv, actions_csv
from compact_portal.days import today
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
def current(request, compact: str):
    compact = get_object_or_404(Compact.objects.select_related("area"), slug=compact)
    plan = newest_plan(compact)
    if plan is None:
        return render(request, "actionplans/none.html", {"compact": compact, "drafts": drafts_for(request, compact)})
    return plan_page(request, plan)


def drafts_for(request, compact: Compact) -> list[Plan]:
    return list(Plan.objects.visible_to(request.user).filter(compact=compact, status=Plan.Status.DRAFT).select_related("compact"))


@login_not_required
def plans(request, compact: str):
    compact = get_object_or_404(Compact.objects.select_related("area"), slug=compact)
    visible = Plan.objects.visible_to(request.user).filter(compact=compact).select_related("compact")
    return render(request, "actionplans/plans.html", {"compact": compact, "plans": visible})


@login_not_required
def plan(request, compact: str, period: str):
    return plan_page(request, plan_of(request, compact, period))


def plan_page(request, plan: Plan):
    actions = Action.objects.filter(target__plan=plan).prefetch_related("owners", "notes")
    narrowed = ActionFilter(request.GET or None, queryset=actions, plan=plan)
    targets = list(plan.targets.prefetch_related("outcomes", "achievements", Prefetch("actions", narrowed.qs.distinct())))
    for target in targets:
        for action in target.actions.all():
            action.overdue = action.is_overdue(narrowed.day)
    context = {
        "compact": plan.compact,
        "plan": plan,
        "roles": roles_of(request.user, plan.compact),
        "filter": narrowed,
        "figures": action_figures(plan, narrowed.day),
        "targets": [target for target in with_numerals(targets) if target.actions.all() or not narrowed.narrows],
        "has_achievements": any(target.achievements.all() for target in targets),
        "opening": [
            (heading, [part.strip() for part in text.split("\n\n")])
            for heading, text in [("Introduction", plan.introduction), ("Purpose", plan.purpose), ("Aim", plan.aim)]
            if text.strip()
        ],
    }
    return render(request, "actionplans/plan.html", context)


@login_not_required
def current_csv(request, compact: str):
    """A lasting address for open data; before the first plan it holds the headings alone."""
    compact = get_object_or_404(Compact.objects.select_related("area"), slug=compact)
    return csv_of(request, newest_plan(compact) or Plan(compact=compact, period="none"))


@login_not_required
def plan_csv(request, compact: str, period: str):
    return csv_of(request, plan_of(request, compact, period))


def csv_of(request, plan: Plan) -> HttpResponse:
    """The actions; with `?table=achievements`, or where there are no actions, the achievements."""
    achievements = request.GET.get("table") == "achievements" or bool(plan.pk and not Action.objects.filter(target__plan=plan).exists())
    content = achievements_csv(plan) if achievements else actions_csv(plan, today())
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    kind = "achievements" if achievements else "actions"
    response["Content-Disposition"] = f'attachment; filename="{plan.compact.slug}-{plan.period}-{kind}.csv"'
    return response


@require_POST
def adopt(request, compact: str, period: str):
    compact = get_object_or_404(Compact.objects.officered_by(request.user), slug=compact)
    plan = get_object_or_404(compact.plans, period=period)
    try:
        adopt_plan(plan=plan, by=request.user)
    except ValidationError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"{plan} is adopted. Everybody can see it now.")
    return redirect(plan)


def progress(request, compact: str, period: str, pk: int):
    """How far one action has come, said by the steering group."""
    compact = get_object_or_404(Compact.objects.steered_by(request.user).select_related("area"), slug=compact)
    plan = get_object_or_404(compact.plans, period=period)
    action = get_object_or_404(Action.objects.select_related("target").prefetch_related("notes"), pk=pk, target__plan=plan)
    form = ProgressForm(request.POST or None, action=action)
    if form.is_valid():
        try:
            report_progress(action=action, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Your report on this " + compact.terms.action + " stands in the plan.")
            return redirect(f"{plan.get_absolute_url()}#action-{action.pk}")
    return render(request, "actionplans/progress.html", {"compact": compact, "plan": plan, "action": action, "form": form})
