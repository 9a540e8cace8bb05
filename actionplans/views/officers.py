"""What officers do with a plan around its content: who has reported and who is asked, amendments, what is left over, closing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.actions.asking import ask_now
from actionplans.actions.carrying import carry_action, give_up_action, merge_action
from actionplans.actions.plans import close_plan
from actionplans.forms.approving import CarryForm
from actionplans.lineage import year_in_words
from actionplans.models import Action, DateChange, Plan, Update, UpdateLink
from actionplans.views.fetch import action_of, officered_plan, steered_plan
from actionplans.views.pages import form_page
from compact_portal.days import today
from signatories.models import Organisation
from signatories.views.fetch import posted


@require_safe
def updates(request, compact: str, period: str):
    """What has been reported for this month or quarter, what is missing, and who can be asked again."""
    plan = steered_plan(request, compact, period)
    first = plan.period_of(today())
    actions = Action.objects.filter(target__plan=plan, carried__isnull=True)
    said = Update.objects.filter(action__target__plan=plan, period_starts_on=first)
    missing = actions.wanting_update(first)
    links = {link.organisation_id: link for link in UpdateLink.objects.filter(plan=plan, period_starts_on=first)}
    owners = Organisation.objects.annotate(waiting=Count("actions", filter=Q(actions__in=missing), distinct=True)).filter(waiting__gt=0)
    context = {
        "compact": plan.compact,
        "plan": plan,
        "period": plan.period_called(first),
        "said": said.select_related("action__target", "note", "for_organisation").order_by("action__target__number", "action__number"),
        "owners": [(organisation, links.get(organisation.pk)) for organisation in owners],
        "without_owner": missing.filter(owners__isnull=True).select_related("target").order_by("target__number", "number"),
        "dates": DateChange.objects.filter(action__target__plan=plan, state=DateChange.State.PROPOSED).select_related("action", "for_organisation"),
        "officer": officer_of(request, plan),
    }
    return render(request, "actionplans/updates.html", context)


def officer_of(request, plan: Plan) -> bool:
    return type(plan.compact).objects.officered_by(request.user).filter(pk=plan.compact_id).exists()


@require_POST
def ask(request, compact: str, period: str, organisation: int):
    plan = officered_plan(request, compact, period)
    organisation = get_object_or_404(Organisation, pk=organisation)
    try:
        ask_now(plan=plan, organisation=organisation, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(
            request, _("A link is on its way to %(organisation)s. A link that was sent before no longer works.") % {"organisation": organisation}
        )
    return redirect("actionplans:updates", compact, period)


@login_not_required
@require_safe
def amendments(request, compact: str, period: str):
    """What was changed after both sectors had agreed."""
    plan = get_object_or_404(Plan.objects.public().select_related("compact__area"), compact__slug=compact, period=period)
    dates = DateChange.objects.filter(action__target__plan=plan, state=DateChange.State.ACCEPTED).select_related("action__target")
    context = {"compact": plan.compact, "plan": plan, "amendments": plan.amendments.select_related("action"), "dates": dates}
    return render(request, "actionplans/amendments.html", context)


def next_plan(plan: Plan) -> Plan | None:
    """The first later one of the same kind that is not closed: what is left over goes there."""
    later = plan.compact.plans.filter(kind=plan.kind, starts_on__gt=plan.starts_on).exclude(status=Plan.Status.CLOSED)
    return later.select_related("compact").order_by("starts_on").first()


@require_safe
def unfinished(request, compact: str, period: str):
    """What an adopted plan has left over: nothing of it can vanish quietly."""
    plan = officered_plan(request, compact, period)
    rows = Action.objects.filter(target__plan=plan).select_related("target").order_by("target__number", "number")
    undecided = list(rows.undecided())
    for action in undecided:
        action.year = year_in_words(action, plan)
    decided = rows.filter(carried__isnull=False).select_related("target", "carried__into__target__plan__compact")
    context = {"compact": plan.compact, "plan": plan, "later": next_plan(plan), "undecided": undecided, "decided": decided}
    return render(request, "actionplans/unfinished.html", context | {"over": today() >= plan.ends_on})


@require_http_methods(["GET", "POST"])
def unfinished_action(request, compact: str, period: str, pk: int):
    plan = officered_plan(request, compact, period)
    action = action_of(plan, pk)
    later = next_plan(plan)

    def do(*, what: str, reason: str, target=None, by_when="", into=None):
        if what == "carry":
            again = carry_action(action=action, target=target, by_when=by_when, reason=reason, by=request.user)
            return _("It goes on as %(target)s %(number)s, number %(number_2)s, of “%(later)s”.") % {
                "target": later.terms.target.lower(),
                "number": target.number,
                "number_2": again.number,
                "later": later,
            }
        if what == "merge":
            merge_action(action=action, into=into, reason=reason, by=request.user)
            return _("It goes on in “%(into)s”.") % {"into": into}
        give_up_action(action=action, reason=reason, by=request.user)
        return _("It is dropped, with your reason.")

    return form_page(
        request,
        CarryForm(posted(request), plan=plan, later=later),
        do,
        to=reverse("actionplans:unfinished", args=[compact, period]),
        plan=plan,
        title=_("What becomes of this?"),
        caption=action.text,
        lead=_("By when: %(by_when)s. It stands at: %(status)s.")
        % {"by_when": action.by_when or _("no date"), "status": action.get_status_display()},
    )


@require_http_methods(["GET", "POST"])
def close(request, compact: str, period: str):
    plan = officered_plan(request, compact, period)
    if request.method == "POST":
        try:
            close_plan(plan=plan, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("actionplans:unfinished", compact, period)
        messages.success(request, _("“%(plan)s” is closed.") % {"plan": plan})
        return redirect(plan)
    return render(request, "actionplans/close.html", {"compact": plan.compact, "plan": plan})
