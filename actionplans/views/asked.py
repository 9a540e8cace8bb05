"""What came of what people asked for; and what another agreement's plan has in common with ours."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.actions.asked import note_parallel, save_ask
from actionplans.asked_forms import AskForm, ParallelForm
from actionplans.comparing import compare, plans_to_compare_with
from actionplans.models import Action, Plan, PlanComment
from actionplans.tags import tags_of
from actionplans.views.plans import plan_of
from compact_portal.days import today
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, officered_compact, posted, steered_compact

COMMENTS_SHOWN = 100


@login_not_required
@require_safe
def asked(request, compact: str):
    """What people asked for, what is done about it and how far that has come; what they said of drafts, and the answers."""
    compact = any_compact(compact)
    answering = Action.objects.filter(target__plan__in=compact.plans.public()).select_related("target__plan__compact")
    asks = list(compact.asks.prefetch_related(Prefetch("actions", answering)))
    on = today()
    for ask in asks:
        for action in ask.actions.all():
            action.tags = tags_of(action, overdue=action.is_overdue(on))
    answered = (
        PlanComment.objects.filter(consultation__plan__in=compact.plans.public()).exclude(answer="").select_related("consultation__plan__compact")
    )
    context = {
        "compact": compact, "asks": asks, "comments": answered.order_by("-written_at")[:COMMENTS_SHOWN], "roles": roles_of(request.user, compact),
    }  # fmt: skip
    return render(request, "actionplans/asked/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, compact: str, pk: int | None = None):
    compact = officered_compact(request, compact)
    ask = get_object_or_404(compact.asks.prefetch_related("actions"), pk=pk) if pk else None
    form = AskForm(posted(request), compact=compact, ask=ask)
    if form.is_valid():
        save_ask(compact=compact, ask=ask, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. Everybody can read it."))
        return redirect("actionplans:asked", compact.slug)
    return render(request, "actionplans/asked/ask.html", {"compact": compact, "form": form, "ask": ask})


@login_not_required
@require_safe
def compare_plans(request, compact: str, period: str):
    """`?with=` is the key of a plan of a linked agreement; any other key compares nothing."""
    plan = plan_of(request, compact, period)
    offered = plans_to_compare_with(plan.compact)
    theirs = next((other for other in offered if str(other.pk) == request.GET.get("with")), None)
    context = {
        "compact": plan.compact, "plan": plan, "offered": offered, "theirs": theirs,
        "comparison": compare(plan, theirs) if theirs else None, "roles": roles_of(request.user, plan.compact),
    }  # fmt: skip
    return render(request, "actionplans/asked/compare.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def parallel(request, compact: str, pk: int, other: int):
    """The steering group's note on two actions that are alike."""
    compact = steered_compact(request, compact)
    action = get_object_or_404(Action.objects.select_related("target__plan__compact__area"), pk=pk, target__plan__compact=compact)
    others = Action.objects.filter(target__plan__in=Plan.objects.public()).exclude(target__plan__compact=compact)
    other = get_object_or_404(others.select_related("target__plan__compact"), pk=other)
    noted = action.parallels.filter(other=other).first()
    form = ParallelForm(posted(request), initial={"note": noted.note if noted else ""})
    if form.is_valid():
        try:
            note_parallel(action=action, other=other, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Your note was saved."))
            plan = action.target.plan
            address = redirect("actionplans:compare", compact.slug, plan.period)
            address["Location"] += f"?with={other.target.plan_id}#action-{action.pk}"
            return address
    context = {"compact": compact, "action": action, "other": other, "plan": action.target.plan, "form": form}
    return render(request, "actionplans/asked/parallel.html", context)
