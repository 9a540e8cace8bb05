"""The mails of the yearly refresh that go to many, in the portal's own words."""

from django.utils.translation import gettext_lazy, gettext_noop

from compact_portal.messaging.wordings import DAY, LINK, ORGANISATION, SHORT_DAY, Wording

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
REFRESH = Wording(
    key="refresh-request",
    title=gettext_lazy("Request to renew"),
    when=gettext_lazy("to every {signatory} when the yearly refresh starts"),
    subject=gettext_noop("{compact}: are your details still right? By {short_day}"),
    text="\n\n".join([ONE_PAGE, "{link}", BY, ONE_LINK]),
    placeholders=(LINK, ORGANISATION, DAY, SHORT_DAY),
)
REFRESH_REMINDER = Wording(
    key="refresh-reminder",
    title=gettext_lazy("Reminder to renew"),
    when=gettext_lazy("to every {signatory} that has not answered, on the days of the reminders"),
    subject=gettext_noop("Reminder: {compact}: are your details still right? By {short_day}"),
    text="\n\n".join([REMINDED, "{link}", BY, ONE_LINK]),
    placeholders=(LINK, ORGANISATION, DAY, SHORT_DAY),
)
WORDINGS = (REFRESH, REFRESH_REMINDER)
