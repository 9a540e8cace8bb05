"""A plan is begun, described and put together; each part has a page of its own (targets, acts, risks)."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.actions.plans import DESCRIBED_BY, begin_plan, describe_plan, save_strategy
from actionplans.by_when_said import said, said_otherwise
from actionplans.forms.writing import BeginForm, DescribeForm, StrategyForm
from actionplans.models import Plan, Strategy
from actionplans.views.fetch import officered_plan
from actionplans.views.pages import form_page
from signatories.views.fetch import officered_compact, posted


def write_page(plan: Plan) -> str:
    return reverse("actionplans:write", args=[plan.compact.slug, plan.period])


@require_http_methods(["GET", "POST"])
def begin(request, compact: str):
    compact = officered_compact(request, compact)
    form = BeginForm(posted(request), compact=compact)
    made = {}

    def do(**words):
        made["plan"] = begin_plan(compact=compact, by=request.user, **words)
        return _("“%(plan)s” is a draft now. Add what you want to reach.") % {"plan": made["plan"]}

    page = form_page(
        request,
        form,
        do,
        to=reverse("actionplans:plans", args=[compact.slug]),
        plan=None,
        compact=compact,
        title=_("Begin a plan"),
        caption=compact.name,
        button=_("Begin"),
        lead=_("It is a draft, which only the %(steering_group)s sees, until both sectors have agreed to it.")
        % {"steering_group": compact.terms.steering_group},
    )
    return redirect(write_page(made["plan"])) if made else page


@require_safe
def write(request, compact: str, period: str):
    """The whole plan with a way to change each part of it."""
    plan = officered_plan(request, compact, period)
    if not plan.takes_changes:
        return redirect(plan)
    targets = plan.targets.prefetch_related("outcomes", "actions__owners", "actions__people", "actions__supporters")
    for target in targets:
        for action in target.actions.all():
            action.understood, action.otherwise = said(action), said_otherwise(action)
    context = {"compact": plan.compact, "plan": plan, "targets": targets, "risks": plan.risks.select_related("action")}
    return render(request, "actionplans/write.html", context)


@require_http_methods(["GET", "POST"])
def describe(request, compact: str, period: str):
    plan = officered_plan(request, compact, period)
    form = DescribeForm(posted(request), plan=plan, initial={name: getattr(plan, name) for name in DESCRIBED_BY})
    return form_page(
        request, form, lambda **words: describe_plan(plan=plan, by=request.user, **words) and None,
        to=write_page(plan), plan=plan, title=_("Name and opening words"), done=_("Saved."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def strategy(request, compact: str, pk: int | None = None):
    """A strategy with its aims, new or there already."""
    compact = officered_compact(request, compact)
    kept = get_object_or_404(Strategy, pk=pk, compact=compact) if pk else None
    initial = (
        {"title": kept.title, "starts_in": kept.starts_in, "ends_in": kept.ends_in, "aims": "\n".join(aim.text for aim in kept.aims.all())}
        if kept
        else {}
    )
    return form_page(
        request, StrategyForm(posted(request), initial=initial),
        lambda **words: save_strategy(compact=compact, strategy=kept, by=request.user, **words) and None,
        to=reverse("actionplans:plans", args=[compact.slug]), plan=None, compact=compact,
        title=_("Change the strategy") if kept else _("Add a strategy"), caption=compact.name, done=_("The strategy is saved."),
        lead=_("What the plans of several years work towards. Its aims can be named by the parts of each plan."),
    )  # fmt: skip
