"""Meetings that looked at a plan's progress, for whoever steers the agreement; their decisions become updates of actions."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.actions.meetings import record_meeting
from actionplans.forms.meetings import MeetingForm
from actionplans.models import Action, Plan, ProgressMeeting
from actionplans.views.fetch import part_of, steered_plan
from actionplans.views.pages import form_page
from compact_portal.days import today
from signatories.views.fetch import posted


def meetings_page(plan: Plan) -> str:
    return reverse("actionplans:meetings", args=[plan.compact.slug, plan.period])


def meeting_page(plan: Plan, meeting: ProgressMeeting) -> str:
    return reverse("actionplans:meeting", args=[plan.compact.slug, plan.period, meeting.pk])


@require_safe
def meetings(request, compact: str, period: str):
    """Every meeting with what was noted and what was decided."""
    plan = steered_plan(request, compact, period)
    held = plan.progress_meetings.select_related("recorded_by").prefetch_related("decisions__action", "decisions__note")
    return render(request, "actionplans/meetings/list.html", {"compact": plan.compact, "plan": plan, "meetings": held})


@require_safe
def meeting(request, compact: str, period: str, pk: int):
    """What was noted, what was decided already, and every action on which something may have been decided."""
    plan = steered_plan(request, compact, period)
    held = part_of(plan, ProgressMeeting.objects, pk)
    actions = Action.objects.filter(target__plan=plan, carried__isnull=True).unfinished().select_related("target")
    context = {
        "compact": plan.compact,
        "plan": plan,
        "meeting": held,
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
        return "The meeting is written down. Add what it decided."

    page = form_page(
        request, MeetingForm(posted(request), plan=plan, initial={"held_on": today()}), do,
        to=meetings_page(plan), plan=plan, title="A meeting looked at progress", button="Write it down",
    )  # fmt: skip
    return redirect(meeting_page(plan, made["meeting"])) if made else page


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_change(request, compact: str, period: str, pk: int):
    plan = steered_plan(request, compact, period)
    held = part_of(plan, ProgressMeeting.objects, pk)
    initial = {name: getattr(held, name) for name in ("held_on", "of", "chaired_by", "noted")}
    return form_page(
        request, MeetingForm(posted(request), plan=plan, initial=initial),
        lambda **words: record_meeting(plan=plan, meeting=held, by=request.user, **words) and None,
        to=meeting_page(plan, held), plan=plan, title="Change what was written down", done="Saved.",
    )  # fmt: skip
