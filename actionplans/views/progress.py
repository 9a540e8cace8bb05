"""What becomes of an action, said by its owners or by the steering group."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import Truncator

from actionplans.actions.progress import report_progress
from actionplans.forms import ProgressForm
from actionplans.models import Action, Plan
from compact_portal.days import today


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
