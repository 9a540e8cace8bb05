"""The mails about meetings, in the portal's own words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from compact_portal.messaging.models import Message
from compact_portal.messaging.wordings import PAGE_LINK, SOME_DAY, Placeholder, Wording, paragraphs

OF = Placeholder("of", _("whose meeting it is"), _("Steering group"))
MEETS_ON = Placeholder("day", _("the day of the meeting"), SOME_DAY)
WHERE = Placeholder("where", _("where it is, as a sentence; nothing where nobody has said"), _("Where: Wealdshire Hall."))
IN_THE_GROUP = gettext_noop("you sit in the {steering_group} of {agreement}, or run it")
WITH_PLACE = (PAGE_LINK, OF, MEETS_ON, WHERE)
WITHOUT_PLACE = (PAGE_LINK, OF, MEETS_ON)

PLANNED = Wording(
    key="meeting-planned",
    title=_("A meeting is planned"),
    when=_("to everybody in the {steering_group} when somebody of them has it sent"),
    subject=gettext_noop("{compact}: {of}, {day}"),
    text=paragraphs(
        gettext_noop("{of} meets on {day}. {where}"),
        gettext_noop("The agenda is drawn from what is open. Sign in to read it, and to have something put on it:"),
        "{link}",
    ),
    reason=IN_THE_GROUP,
    many=True,
    placeholders=WITH_PLACE,
)
MOVED = Wording(
    key="meeting-moved",
    title=_("A meeting has another day or place"),
    when=_("to everybody in the {steering_group} when somebody of them has it sent"),
    subject=gettext_noop("{compact}: {of} is now on {day}"),
    text=paragraphs(
        gettext_noop("Something changed since we wrote to you: {of} meets on {day}. {where}"),
        gettext_noop("What is on the agenda:"),
        "{link}",
    ),
    reason=IN_THE_GROUP,
    many=True,
    placeholders=WITH_PLACE,
)
NEAR = Wording(
    key="meeting-near",
    title=_("A meeting is near"),
    when=_("to everybody in the {steering_group}, three days before a meeting of which they were told"),
    subject=gettext_noop("{compact}: {of} meets on {day}"),
    text=paragraphs(gettext_noop("{of} meets on {day}. {where}"), gettext_noop("What is open by then:"), "{link}"),
    reason=IN_THE_GROUP,
    kind=Message.Kind.REMINDER,
    many=True,
    placeholders=WITH_PLACE,
)
CALLED_OFF = Wording(
    key="meeting-called-off",
    title=_("A meeting is called off"),
    when=_("to everybody in the {steering_group} when a meeting of which they were told is called off"),
    subject=gettext_noop("{compact}: {of} on {day} is called off"),
    text=paragraphs(
        gettext_noop("{of} does not meet on {day}. What stood on its agenda stays open."), gettext_noop("The year and its meetings:"), "{link}"
    ),
    reason=IN_THE_GROUP,
    many=True,
    placeholders=WITHOUT_PLACE,
)
MINUTES = Wording(
    key="meeting-minutes",
    title=_("Minutes are written"),
    when=_("to everybody in the {steering_group} when somebody of them has it sent"),
    subject=gettext_noop("{compact}: minutes of {day}"),
    text=paragraphs(gettext_noop("The minutes of {of}, {day}, and what it decided, are there to read:"), "{link}"),
    reason=IN_THE_GROUP,
    many=True,
    placeholders=WITHOUT_PLACE,
)
WORDINGS = (PLANNED, MOVED, NEAR, CALLED_OFF, MINUTES)
