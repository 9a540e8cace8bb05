"""The mails of the yearly refresh, in the portal's own words."""

from django.utils.translation import gettext_lazy, gettext_noop

from compact_portal.messaging.models import Message
from compact_portal.messaging.wordings import DAY, LINK, ORGANISATION, SHORT_DAY, Wording, paragraphs

ONE_LINK = gettext_noop("The link opens this one page and nothing else. Pass it on only to people who may answer for your organisation.")
ONE_PAGE = gettext_noop(
    "Once a year every {signatory} checks its details, says who its {champion} is and renews its commitment. For {organisation} this is one page, "
    "already filled in:"
)
REMINDED = gettext_noop(
    "We have not heard from you yet. Once a year every {signatory} checks its details, says who its {champion} is and renews its commitment. "
    "For {organisation} this is one page, already filled in:"
)
BY = gettext_noop(
    "It takes ten minutes and needs no password. Please answer by {day}. If anything stands in the way, tell us and we help: {contact}."
)
IS_SIGNATORY = gettext_noop("your organisation is a {signatory} of {agreement}")

REFRESH = Wording(
    key="refresh-request",
    title=gettext_lazy("Request to renew"),
    when=gettext_lazy("to every {signatory} when the yearly refresh starts"),
    subject=gettext_noop("{compact}: are your details still right? By {short_day}"),
    text=paragraphs(ONE_PAGE, "{link}", BY, ONE_LINK),
    reason=IS_SIGNATORY,
    placeholders=(LINK, ORGANISATION, DAY, SHORT_DAY),
    many=True,
)
REFRESH_REMINDER = Wording(
    key="refresh-reminder",
    title=gettext_lazy("Reminder to renew"),
    when=gettext_lazy("to every {signatory} that has not answered, on the days of the reminders"),
    subject=gettext_noop("Reminder: {compact}: are your details still right? By {short_day}"),
    text=paragraphs(REMINDED, "{link}", BY, ONE_LINK),
    reason=IS_SIGNATORY,
    placeholders=(LINK, ORGANISATION, DAY, SHORT_DAY),
    kind=Message.Kind.REMINDER,
    many=True,
)
THANKS = Wording(
    key="refresh-thanks",
    title=gettext_lazy("Thanks for renewing"),
    when=gettext_lazy("to a {signatory} that has answered, so that it notices an answer that it did not give"),
    subject=gettext_noop("{compact}: thank you for renewing"),
    text=gettext_noop("{organisation} has renewed its commitment to {agreement}. Thank you. If you did not do this, write at once to {contact}."),
    reason=IS_SIGNATORY,
    placeholders=(ORGANISATION,),
)
LAPSED = Wording(
    key="refresh-lapsed",
    title=gettext_lazy("A signature has lapsed"),
    when=gettext_lazy("to a {signatory} that has not renewed, when its last day is over and help was offered before"),
    subject=gettext_noop("{compact}: your signature has lapsed"),
    text=gettext_noop(
        "As we wrote before, signatures that are not renewed lapse. {organisation} is no longer on the list of {agreement}; nothing is said "
        "about it anywhere. The link in our last mail still works: answering takes your signature up again. If anything stands in the way, tell "
        "us and we help: {contact}."
    ),
    reason=IS_SIGNATORY,
    placeholders=(ORGANISATION,),
    many=True,
)
WORDINGS = (REFRESH, REFRESH_REMINDER, THANKS, LAPSED)
