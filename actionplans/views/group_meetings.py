"""Meetings of a steering group that has no plan yet: the same agenda and minutes, and decisions that wait for a plan."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.actions.meetings import call_off, note_decision, plan_meeting, put_into_plan, record_meeting
from actionplans.forms.meetings import IntoPlanForm, MeetingForm, NotedForm, PlannedForm
from actionplans.models import GroupDecision, MeetingNotice, ProgressMeeting
from actionplans.views.meetings import called_off_lead
from actionplans.views.pages import form_page
from compact_portal.days import today
from compact_portal.forms import PortalForm
from signatories.models import Compact
from signatories.roles import roles_of
from signatories.views.fetch import officered_compact, posted, steered_compact

both = require_http_methods(["GET", "HEAD", "POST"])


def list_page(compact: Compact) -> str:
    return reverse("actionplans:group_meetings", args=[compact.slug])


def meeting_of(compact: Compact, pk: int, among=None) -> ProgressMeeting:
    found = get_object_or_404(ProgressMeeting.objects.all() if among is None else among, group=compact, pk=pk)
    found.group = compact
    return found


@require_safe
def group_meetings(request, compact: str):
    """Those without a plan; the plans lead to theirs."""
    compact = steered_compact(request, compact)
    found = compact.group_meetings.all()
    context = {
        "compact": compact,
        "coming": found.coming(),
        "meetings": found.held().prefetch_related("group_decisions"),
        "plans": compact.plans.order_by("-starts_on"),
    }
    return render(request, "actionplans/meetings/group_list.html", context)


@require_safe
def group_meeting(request, compact: str, pk: int):
    compact = steered_compact(request, compact)
    meeting = meeting_of(compact, pk)
    if not meeting.is_held:
        return redirect("reviews:agenda", compact.slug, pk)
    decisions = meeting.group_decisions.select_related("action__target__plan__compact")
    context = {"compact": compact, "meeting": meeting, "decisions": decisions, "roles": roles_of(request.user, compact), "plan": None}
    context["notice"] = meeting.told_of(MeetingNotice.Kind.MINUTES)
    context["has_plan"] = IntoPlanForm(compact=compact).fields["target"].queryset.exists()
    return render(request, "actionplans/meetings/group_meeting.html", context)


@both
def group_meeting_add(request, compact: str):
    compact = steered_compact(request, compact)
    made = {}

    def do(**words):
        made["meeting"] = record_meeting(plan=compact, by=request.user, **words)
        return _("The meeting is written down. Add what it decided.")

    initial = {"held_on": today(), "of": compact.terms.steering_group.capitalize()}
    form = MeetingForm(posted(request), terms=compact.terms, initial=initial)
    page = form_page(request, form, do, to=list_page(compact), title=_("A meeting was held"), button=_("Write it down"), **of(compact))
    return redirect(made["meeting"]) if made else page


@both
def group_meeting_change(request, compact: str, pk: int):
    compact = steered_compact(request, compact)
    held = meeting_of(compact, pk, ProgressMeeting.objects.held())
    initial = {name: getattr(held, name) for name in ("held_on", "of", "chaired_by", "noted")}
    return form_page(
        request, MeetingForm(posted(request), terms=compact.terms, initial=initial),
        lambda **words: record_meeting(plan=compact, meeting=held, by=request.user, **words) and None,
        to=held.get_absolute_url(), title=_("Change what was written down"), done=_("Saved."), **of(compact),
    )  # fmt: skip


@both
def group_meeting_plan(request, compact: str):
    """A meeting to come; its agenda is drawn from what is open."""
    compact, made = steered_compact(request, compact), {}

    def do(**words):
        made["meeting"] = plan_meeting(plan=compact, by=request.user, **words)
        return _("The meeting is planned, and this is its agenda.")

    form = PlannedForm(posted(request), initial={"of": compact.terms.steering_group.capitalize()})
    page = form_page(request, form, do, to=reverse("reviews:the_year", args=[compact.slug]), title=_("Plan a meeting"), **of(compact))
    return redirect("reviews:agenda", compact.slug, made["meeting"].pk) if made else page


@both
def group_meeting_replan(request, compact: str, pk: int):
    compact = steered_compact(request, compact)
    planned = meeting_of(compact, pk, ProgressMeeting.objects.coming())
    initial = {name: getattr(planned, name) for name in ("held_on", "of", "place", "items")}
    return form_page(
        request, PlannedForm(posted(request), initial=initial),
        lambda **words: plan_meeting(plan=compact, meeting=planned, by=request.user, **words) and None,
        to=reverse("reviews:agenda", args=[compact.slug, pk]), title=_("Change the meeting"), done=_("Saved."), **of(compact),
    )  # fmt: skip


@both
def group_meeting_call_off(request, compact: str, pk: int):
    compact = steered_compact(request, compact)
    planned = meeting_of(compact, pk, ProgressMeeting.objects.coming())
    return form_page(
        request, PortalForm(posted(request)), lambda: call_off(meeting=planned, by=request.user),
        to=reverse("reviews:the_year", args=[compact.slug]), title=_("Call the meeting off?"), done=_("The meeting is called off."),
        lead=called_off_lead(planned), button=_("Call it off"), warning=True, **of(compact),
    )  # fmt: skip


@both
def decision_add(request, compact: str, pk: int):
    """By whoever steers; it stays with the minutes until there is a plan."""
    compact = steered_compact(request, compact)
    held = meeting_of(compact, pk, ProgressMeeting.objects.held())
    return form_page(
        request, NotedForm(posted(request)), lambda **words: note_decision(meeting=held, by=request.user, **words) and None,
        to=held.get_absolute_url(), title=_("What the meeting decided"), done=_("The decision is written down."), lead=f"{held}.", **of(compact),
    )  # fmt: skip


@both
def decision_into_plan(request, compact: str, pk: int):
    """For officers, once there is a plan."""
    compact = officered_compact(request, compact)
    waiting = GroupDecision.objects.filter(meeting__group=compact, action__isnull=True).select_related("meeting__group")
    decision = get_object_or_404(waiting, pk=pk)
    initial = {name: getattr(decision, name) for name in ("text", "owners", "by_when")}
    return form_page(
        request, IntoPlanForm(posted(request), compact=compact, initial=initial),
        lambda **words: put_into_plan(decision=decision, by=request.user, **words) and None,
        to=decision.meeting.get_absolute_url(), title=_("Put the decision into a plan"), done=_("It stands in the plan."),
        lead=_("%(meeting)s. The plan says that this meeting decided it.") % {"meeting": decision.meeting}, button=_("Add it to the plan"),
        **of(compact),
    )  # fmt: skip


def of(compact: Compact) -> dict:
    """What a page of one form shows of where it belongs."""
    return {"plan": None, "compact": compact, "caption": str(compact)}
