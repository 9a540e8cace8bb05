"""The mail to those who were at a training event, in the portal's own words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from compact_portal.messaging.wordings import LINK, SOME_DAY, Placeholder, Wording, paragraphs

STAY = Wording(
    key="event-stay-in-touch",
    title=_("May we stay in touch?"),
    when=_("to somebody who was at an event, when an officer enters the address"),
    subject=gettext_noop("{compact}: may we stay in touch?"),
    text=paragraphs(
        gettext_noop("You were at “{event}” on {day}. We would like to ask you again when {agreement} or its {codes} are worked on."),
        gettext_noop("Say yes or no here; it takes a minute, and the same page takes you off the list later:"),
        "{link}",
        gettext_noop("If you do nothing, your address is deleted after 30 days."),
    ),
    reason=gettext_noop("the {officer} of {agreement} noted this address at the event"),
    placeholders=(
        LINK,
        Placeholder("event", _("the event"), _("Working together")),
        Placeholder("day", _("the day of the event"), SOME_DAY),
        Placeholder("codes", _("what the agreement calls its codes"), _("codes of practice")),
        Placeholder("officer", _("what the agreement calls who runs it"), _("Compact officer")),
    ),
)
WORDINGS = (STAY,)
