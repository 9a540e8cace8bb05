"""The agenda of a meeting to come, drawn from what is open on the day on which it is read; printed from the browser."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.actions.meetings import record_meeting
from actionplans.forms.meetings import MeetingForm
from actionplans.models import MeetingNotice, ProgressMeeting
from actionplans.views.pages import form_page
from compact_portal.days import today
from reviews.year.agenda import agenda_of, as_lines
from signatories.views.fetch import posted, steered_compact


def planned_meeting(request, compact: str, pk: int) -> ProgressMeeting:
    compact = steered_compact(request, compact)
    coming = ProgressMeeting.objects.coming().in_compacts([compact]).select_related("plan__strategy", "group")
    meeting = get_object_or_404(coming, pk=pk)
    if meeting.plan:
        meeting.plan.compact = compact
    else:
        meeting.group = compact
    return meeting


@require_safe
def agenda(request, compact: str, pk: int):
    meeting = planned_meeting(request, compact, pk)
    compact = meeting.compact
    own = [line for line in meeting.items.splitlines() if line.strip()]
    context = {"compact": compact, "meeting": meeting, "plan": meeting.plan, "parts": agenda_of(compact, today()), "own": own, "today": today()}
    context["notice"] = meeting.told_of(MeetingNotice.Kind.PLANNED)
    context |= {"replan": meeting.page("replan"), "call_off": meeting.page("call_off")}
    return render(request, "reviews/year/agenda.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request, compact: str, pk: int):
    """What was said; the agenda of the day is kept with it."""
    meeting = planned_meeting(request, compact, pk)
    compact = meeting.compact
    initial = {"held_on": meeting.held_on, "of": meeting.of, "noted": "\n\n".join(as_lines([], meeting.items))}

    def do(**said):
        agenda = as_lines(agenda_of(compact, today()), meeting.items)
        record_meeting(plan=meeting.plan or compact, meeting=meeting, agenda=agenda, by=request.user, **said)

    return form_page(
        request, MeetingForm(posted(request), terms=meeting.terms, initial=initial), do, to=meeting.get_absolute_url(), plan=meeting.plan,
        compact=compact, caption=meeting.plan.label if meeting.plan else str(compact),
        title=_("Minutes of the meeting"), done=_("The minutes are written. Add what the meeting decided."),
    )  # fmt: skip
