"""The mails of an event to those who sign up for it, in the portal's own words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from compact_portal.messaging.models import Message
from compact_portal.messaging.wordings import LINK, PAGE_LINK, Placeholder, Wording, paragraphs

EVENT = Placeholder("event", _("the event"), _("Compact week"))
DAYS = Placeholder("days", _("its day or days"), _("9 to 13 November 2026"))
WHERE = Placeholder("where", _("where it is, as a sentence; nothing where nobody has said"), _("Where: Wealdshire Hall."))
SIGNED_UP = gettext_noop("somebody signed up with this address for an event of {agreement}")

CONFIRM = Wording(
    key="event-confirm",
    title=_("Please confirm your place"),
    when=_("to whoever signs up for an event. The address is not proved yet: it names nobody"),
    subject=gettext_noop("{event}: please confirm that you are coming"),
    text=paragraphs(
        gettext_noop(
            "Somebody signed up with this address for {event} ({days}). If that was you, open this link and press the button. "
            "With the same link you can call off later. If it was not you, do nothing: we forget it after three days."
        ),
        "{link}",
    ),
    reason=SIGNED_UP,
    placeholders=(LINK, EVENT, DAYS),
)
NEAR = Wording(
    key="event-reminder",
    title=_("The event is near"),
    when=_("to everybody who is coming, three days before an event"),
    subject=gettext_noop("{event} is on {days}"),
    text=paragraphs(gettext_noop("{event} is on {days}. {where} Its programme is here:"), "{link}"),
    reason=SIGNED_UP,
    placeholders=(PAGE_LINK, EVENT, DAYS, WHERE),
    kind=Message.Kind.REMINDER,
    many=True,
)
FEEDBACK = Wording(
    key="event-feedback",
    title=_("What did you think of it?"),
    when=_("to everybody who came, on the day after an event"),
    subject=gettext_noop("{event}: what did you think of it?"),
    text=paragraphs(
        gettext_noop(
            "Thank you for coming to {event}. Three questions and room for your own words wait here. They are only counted; nobody can tell "
            "who said what, and your words are read by two people before anybody else sees them."
        ),
        "{link}",
    ),
    reason=SIGNED_UP,
    placeholders=(LINK, EVENT),
    many=True,
)
WORDINGS = (CONFIRM, NEAR, FEEDBACK)
