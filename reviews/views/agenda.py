"""The agenda of a meeting to come, drawn from what is open on the day on which it is read; and the paper of it and of its minutes."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.actions.meetings import record_meeting
from actionplans.forms.meetings import MeetingForm
from actionplans.models import MeetingNotice, ProgressMeeting
from actionplans.views.pages import form_page
from compact_portal.days import today
from compact_portal.documents.docx_out import DOCX
from compact_portal.documents.tables_out import file_response
from reviews.year.agenda import agenda_of, as_lines
from reviews.year.paper import paper_of
from signatories.models import Compact
from signatories.views.fetch import posted, steered_compact


def planned_meeting(request, compact: str, pk: int) -> ProgressMeeting:
    compact = steered_compact(request, compact)
    return meeting_among(ProgressMeeting.objects.coming(), compact, pk)


def meeting_among(meetings, compact: Compact, pk: int) -> ProgressMeeting:
    meeting = get_object_or_404(meetings.in_compacts([compact]).select_related("plan__strategy", "group"), pk=pk)
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


@require_safe
def paper(request, compact: str, pk: int, form: str):
    """What the meeting is to talk about, or what was said there, as `pdf` (tagged) or `docx`."""
    compact = steered_compact(request, compact)
    meeting, on = meeting_among(ProgressMeeting.objects.all(), compact, pk), today()
    if form not in ("pdf", "docx"):
        raise Http404
    made = paper_of(meeting, on=on)
    name = f"{compact.slug}-{'minutes' if meeting.is_held else 'agenda'}-{meeting.held_on}.{form}"
    return file_response(name, made.as_pdf(), "application/pdf") if form == "pdf" else file_response(name, made.as_docx(), DOCX)
