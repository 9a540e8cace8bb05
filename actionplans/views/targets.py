"""An officer adds, changes, moves and removes targets, and risks."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from actionplans.actions.risks import remove_risk, save_risk
from actionplans.actions.targets import move_target, remove_target, save_target
from actionplans.forms.writing import RiskForm, TargetForm
from actionplans.models import Risk, Target
from actionplans.views.fetch import officered_plan, part_of
from actionplans.views.pages import form_page
from actionplans.views.writing import write_page
from signatories.views.fetch import posted


@require_http_methods(["GET", "POST"])
def target(request, compact: str, period: str, pk: int | None = None):
    plan = officered_plan(request, compact, period)
    kept = part_of(plan, Target.objects, pk) if pk else None
    word = plan.terms.target
    initial = (
        {"text": kept.text, "kind": kept.kind, "outcomes": "\n".join(o.text for o in kept.outcomes.all()), "aims": kept.aims.all()} if kept else {}
    )
    return form_page(
        request,
        TargetForm(posted(request), plan=plan, initial=initial),
        lambda **words: save_target(plan=plan, target=kept, by=request.user, **words) and None,
        to=write_page(plan),
        plan=plan,
        title=_("Change %(word)s %(number)s") % {"word": word.lower(), "number": kept.number}
        if kept
        else _("Add a %(word)s") % {"word": word.lower()},
        done=_("%(word)s saved.") % {"word": word},
    )


@require_POST
def target_move(request, compact: str, period: str, pk: int):
    plan = officered_plan(request, compact, period)
    return moved(request, plan, move_target, target=part_of(plan, Target.objects, pk))


def moved(request, plan, do, **what):
    """One place up or down by a button, so that a keyboard and a screen reader can do it."""
    try:
        do(up=request.POST.get("way") == "up", by=request.user, **what)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(write_page(plan))


@require_http_methods(["GET", "POST"])
def target_remove(request, compact: str, period: str, pk: int):
    plan = officered_plan(request, compact, period)
    kept = part_of(plan, Target.objects.prefetch_related("actions"), pk)
    lead = _("“%(text)s” goes, and with it %(number)s %(actions)s and its outcomes. This cannot be undone.") % {
        "text": kept.text,
        "number": kept.actions.count(),
        "actions": plan.terms.actions,
    }
    return removal(
        request,
        plan,
        lambda: remove_target(target=kept, by=request.user),
        _("Remove %(target)s %(number)s") % {"target": plan.terms.target.lower(), "number": kept.number},
        lead,
    )


def removal(request, plan, do, title: str, lead: str):
    """A page that says what goes, and one red button."""
    if request.method == "POST":
        try:
            do()
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("It is removed."))
        return redirect(write_page(plan))
    context = {"compact": plan.compact, "plan": plan, "title": title, "lead": lead, "to": write_page(plan)}
    return render(request, "actionplans/remove.html", context)


@require_http_methods(["GET", "POST"])
def risk(request, compact: str, period: str, pk: int | None = None):
    plan = officered_plan(request, compact, period)
    kept = part_of(plan, Risk.objects.select_related("action"), pk) if pk else None
    initial = {name: getattr(kept, name) for name in ("text", "likelihood", "impact", "owner", "answer", "action")} if kept else {}
    if kept:
        initial["named_by"] = kept.named_by.all()
    return form_page(
        request, RiskForm(posted(request), plan=plan, initial=initial),
        lambda **words: save_risk(plan=plan, risk=kept, by=request.user, **words) and None,
        to=write_page(plan), plan=plan, title=_("Change a risk") if kept else _("Add a risk"), done=_("The risk is saved."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def risk_remove(request, compact: str, period: str, pk: int):
    plan = officered_plan(request, compact, period)
    kept = part_of(plan, Risk.objects, pk)
    return removal(
        request,
        plan,
        lambda: remove_risk(risk=kept, by=request.user),
        _("Remove a risk"),
        _("“%(text)s” is no longer on the list.") % {"text": kept.text},
    )
