"""Meetings that looked at a plan's progress, for whoever steers the agreement; their decisions become updates of actions."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.actions.meetings import call_off, decide_action, plan_meeting, record_meeting
from actionplans.forms.meetings import DecidedForm, MeetingForm, PlannedForm
from actionplans.models import Action, MeetingNotice, Plan, ProgressMeeting
from actionplans.views.fetch import officered_plan, part_of, steered_plan
from actionplans.views.pages import form_page
from compact_portal.days import today
from compact_portal.forms import PortalForm
from signatories.roles import roles_of
from signatories.views.fetch import posted


def meetings_page(plan: Plan) -> str:
    return reverse("actionplans:meetings", args=[plan.compact.slug, plan.period])


def meeting_page(plan: Plan, meeting: ProgressMeeting) -> str:
    return reverse("actionplans:meeting", args=[plan.compact.slug, plan.period, meeting.pk])


@require_safe
def meetings(request, compact: str, period: str):
    """Every meeting with what was noted and what was decided."""
    plan = steered_plan(request, compact, period)
    held = plan.progress_meetings.held().select_related("recorded_by").prefetch_related("decisions__action", "decisions__note", "actions")
    context = {"compact": plan.compact, "plan": plan, "meetings": held, "coming": plan.progress_meetings.coming()}
    return render(request, "actionplans/meetings/list.html", context)


@require_safe
def meeting(request, compact: str, period: str, pk: int):
    """What was noted, what was decided already, and every action on which something may have been decided."""
    plan = steered_plan(request, compact, period)
    held = part_of(plan, ProgressMeeting.objects, pk)
    if not held.is_held:
        return redirect("reviews:agenda", compact, pk)
    actions = Action.objects.filter(target__plan=plan, carried__isnull=True).unfinished().select_related("target")
    context = {
        "compact": plan.compact,
        "plan": plan,
        "meeting": held,
        "notice": held.told_of(MeetingNotice.Kind.MINUTES),
        "roles": roles_of(request.user, plan.compact),
        "made": held.actions.select_related("target").order_by("target__number", "number"),
        "decisions": held.decisions.select_related("action", "note", "for_organisation").order_by("action__target__number", "action__number"),
        "actions": actions.order_by("target__number", "number") if plan.takes_reports else [],
    }
    return render(request, "actionplans/meetings/meeting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_add(request, compact: str, period: str):
    plan = steered_plan(request, compact, period)
    if plan.is_draft:
        return redirect(plan)
    made = {}

    def do(**words):
        made["meeting"] = record_meeting(plan=plan, by=request.user, **words)
        return _("The meeting is written down. Add what it decided.")

    page = form_page(
        request, MeetingForm(posted(request), terms=plan.terms, initial={"held_on": today()}), do,
        to=meetings_page(plan), plan=plan, title=_("A meeting looked at progress"), button=_("Write it down"),
    )  # fmt: skip
    return redirect(meeting_page(plan, made["meeting"])) if made else page


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_change(request, compact: str, period: str, pk: int):
    plan = steered_plan(request, compact, period)
    held = part_of(plan, ProgressMeeting.objects, pk)
    initial = {name: getattr(held, name) for name in ("held_on", "of", "chaired_by", "noted")}
    return form_page(
        request, MeetingForm(posted(request), terms=plan.terms, initial=initial),
        lambda **words: record_meeting(plan=plan, meeting=held, by=request.user, **words) and None,
        to=meeting_page(plan, held), plan=plan, title=_("Change what was written down"), done=_("Saved."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_plan(request, compact: str, period: str):
    """A meeting to come; its agenda is drawn from what is open."""
    plan, made = steered_plan(request, compact, period), {}

    def do(**words):
        made["meeting"] = plan_meeting(plan=plan, by=request.user, **words)
        return _("The meeting is planned, and this is its agenda.")

    form = PlannedForm(posted(request), initial={"of": plan.terms.steering_group.capitalize()})
    page = form_page(request, form, do, to=reverse("reviews:the_year", args=[compact]), plan=plan, title=_("Plan a meeting"))
    return redirect("reviews:agenda", compact, made["meeting"].pk) if made else page


def coming_meeting(plan: Plan, pk: int) -> ProgressMeeting:
    return part_of(plan, ProgressMeeting.objects.coming(), pk)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_replan(request, compact: str, period: str, pk: int):
    plan = steered_plan(request, compact, period)
    planned = coming_meeting(plan, pk)
    initial = {name: getattr(planned, name) for name in ("held_on", "of", "place", "items")}
    return form_page(
        request, PlannedForm(posted(request), initial=initial),
        lambda **words: plan_meeting(plan=plan, meeting=planned, by=request.user, **words) and None,
        to=reverse("reviews:agenda", args=[compact, pk]), plan=plan, title=_("Change the meeting"), done=_("Saved."),
    )  # fmt: skip


def called_off_lead(planned: ProgressMeeting) -> str:
    """What becomes of its agenda, and who is told."""
    lead = _("%(planned)s. What stands on its agenda stays open.") % {"planned": planned}
    return f"{lead} {_('Everybody who was told of it gets a mail that says so.')}" if planned.notices.exists() else lead


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_call_off(request, compact: str, period: str, pk: int):
    plan = steered_plan(request, compact, period)
    planned = coming_meeting(plan, pk)
    return form_page(
        request,
        PortalForm(posted(request)),
        lambda: call_off(meeting=planned, by=request.user),
        to=reverse("reviews:the_year", args=[compact]),
        plan=plan,
        title=_("Call the meeting off?"),
        lead=called_off_lead(planned),
        done=_("The meeting is called off."),
        button=_("Call it off"),
        warning=True,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_decide(request, compact: str, period: str, pk: int):
    """For officers: what the meeting decided becomes a new action of the plan."""
    plan = officered_plan(request, compact, period)
    held = part_of(plan, ProgressMeeting.objects.held(), pk)
    return form_page(
        request,
        DecidedForm(posted(request), plan=plan),
        lambda **words: decide_action(meeting=held, by=request.user, **words) and None,
        to=meeting_page(plan, held),
        plan=plan,
        title=_("A new %(action)s from the meeting") % {"action": plan.terms.action},
        done=_("It stands in the plan."),
        lead=_("%(held)s. The plan says that this meeting decided it.") % {"held": held},
        button=_("Add it to the plan"),
    )
