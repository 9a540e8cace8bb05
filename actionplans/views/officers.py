"""What officers do with a plan: they record its adoption."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render

from actionplans.actions.adopting import adopt_plan
from actionplans.forms import AdoptForm
from compact_portal.days import today
from signatories.models import Compact


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
