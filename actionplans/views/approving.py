"""Both sectors agree to a draft, and an officer records that it is adopted."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actionplans.actions.adopting import adopt_plan, approve_plan, missing_sectors
from actionplans.content import digest
from actionplans.forms.approving import AdoptForm, ApproveForm
from actionplans.views.fetch import steered_plan
from actionplans.views.pages import form_page
from compact_portal.days import today
from signatories.models import Compact
from signatories.views.fetch import posted


def approvals_of(plan) -> list:
    """What members have said, with `holds`: whether they read the plan as it is now."""
    given = list(plan.approvals.select_related("given_by"))
    now = digest(plan) if given and plan.is_draft else ""
    for approval in given:
        approval.holds = approval.content == now
        approval.side = plan.compact.terms.sector(approval.sector)
    return given


@require_http_methods(["GET", "POST"])
def approve(request, compact: str, period: str):
    """A member of the steering group says yes or no to the draft as it reads now."""
    plan = steered_plan(request, compact, period)
    if not plan.is_draft:
        return redirect(plan)
    mine = plan.approvals.filter(given_by=request.user).first()
    initial = {"agrees": "yes" if mine.agrees else "no", "words": mine.words} if mine else {}
    return form_page(
        request, ApproveForm(posted(request), initial=initial), lambda **words: approve_plan(plan=plan, by=request.user, **words) and None,
        to=plan.get_absolute_url(), plan=plan, template="actionplans/approve.html", title=_("Do you agree?"), done=_("What you said is kept."),
        approvals=approvals_of(plan), missing=[plan.compact.terms.sector(sector) for sector in missing_sectors(plan)],
    )  # fmt: skip


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
            messages.success(request, _("%(plan)s is adopted. Everybody can see it now.") % {"plan": plan})
        return redirect(plan)
    missing = [compact.terms.sector(sector) for sector in missing_sectors(plan)]
    return render(
        request, "actionplans/adopt.html", {"compact": compact, "plan": plan, "form": form, "missing": missing, "approvals": approvals_of(plan)}
    )
