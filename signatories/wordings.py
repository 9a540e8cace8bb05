"""The mails of the yearly refresh that go to many, in the portal's own words."""

from compact_portal.messaging.wordings import DAY, LINK, ORGANISATION, SHORT_DAY, Wording

ONE_LINK = "The link opens this one page and nothing else. Pass it on only to people who may answer for your organisation."
ASKED = (
    "Once a year every {signatory} checks its details, says who its {champion} is and renews its commitment. For {organisation} this is one page, "
    "already filled in:\n\n{link}\n\nIt takes ten minutes and needs no password. Please answer by {day}. If anything stands in the way, tell us and "
    "we help: {contact}.\n\n" + ONE_LINK
)
REFRESH = Wording(
    key="refresh-request",
    title="Request to renew",
    when="to every {signatory} when the yearly refresh starts",
    subject="{compact}: are your details still right? By {short_day}",
    text=ASKED,
    placeholders=(LINK, ORGANISATION, DAY, SHORT_DAY),
)
REFRESH_REMINDER = Wording(
    key="refresh-reminder",
    title="Reminder to renew",
    when="to every {signatory} that has not answered, on the days of the reminders",
    subject="Reminder: {compact}: are your details still right? By {short_day}",
    text="We have not heard from you yet. " + ASKED,
    placeholders=(LINK, ORGANISATION, DAY, SHORT_DAY),
)
WORDINGS = (REFRESH, REFRESH_REMINDER)
