"""Writing to the steering group about one of its meetings, after reading what the mail will say and who gets it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from actionplans import meeting_mails
from actionplans.actions.telling import tell_group
from actionplans.models import MeetingNotice, ProgressMeeting
from actionplans.views.pages import form_page
from compact_portal.days import today
from compact_portal.forms import PortalForm
from signatories.mail_words import and_waits
from signatories.views.fetch import posted, steered_compact

Kind = MeetingNotice.Kind


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_tell(request, compact: str, pk: int):
    """Of a meeting with or without a plan, to come or held."""
    compact = steered_compact(request, compact)
    meeting = get_object_or_404(ProgressMeeting.objects.in_compacts([compact]).select_related("plan__compact", "group"), pk=pk)
    kind = Kind.MINUTES if meeting.is_held else Kind.PLANNED
    people, without = meeting_mails.invited(compact, on=max(today(), meeting.held_on))
    said = meeting_mails.said(meeting, meeting_mails.wording_of(meeting, kind), meeting_mails.link_to(meeting))

    def do() -> str:
        told = tell_group(meeting=meeting, by=request.user).people
        said = ngettext("A mail is on its way to %(people)s person.", "A mail is on its way to %(people)s people.", told)
        return and_waits(compact, said % {"people": told})

    return form_page(
        request, PortalForm(posted(request)), do, template="actionplans/meetings/tell.html",
        to=meeting.get_absolute_url() if meeting.is_held else reverse("reviews:agenda", args=[compact.slug, pk]),
        title=_("Tell the %(group)s") % {"group": compact.terms.steering_group}, caption=str(meeting), button=_("Send the mail"),
        compact=compact, plan=meeting.plan, people=people, without=without, subject=said.subject, text=said.text,
    )  # fmt: skip
