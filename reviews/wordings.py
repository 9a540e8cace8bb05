"""The mails of the survey and of the log, in the portal's own words."""

import datetime

from django.utils.translation import gettext_lazy, gettext_noop

from compact_portal.messaging.models import Message
from compact_portal.messaging.wordings import BY, DAY, LINK, ORGANISATION, SHORT_DAY, Placeholder, Wording, paragraphs

ONE_LINK = gettext_noop("The link opens this one survey and nothing else. Pass it on only to people who may answer for your organisation.")
IS_SIGNATORY = gettext_noop("your organisation is a {signatory} of {agreement}")
MAY_NOTE = gettext_noop("you may note for {organisation} how {agreement} is kept")
CLOSES = Placeholder("closes", gettext_lazy("the last day on which answers are taken"), datetime.date(2026, 11, 9))

CAME = gettext_lazy("What came of the answers of 2025:\n- Two actions of the plan answer what was said.")
INVITATION = Wording(
    key="survey-invitation",
    title=gettext_lazy("Invitation to the survey"),
    when=gettext_lazy("to every {signatory} when the survey opens, and again with a new link"),
    subject=gettext_noop("{compact}: your organisation’s answers, by {short_day}"),
    text=paragraphs(
        "{came}",
        gettext_noop("Once a year every {signatory} says how {agreement} was kept. This link is for {organisation}:"),
        "{link}",
        gettext_noop(
            "{takes} You can stop, and go on later with the same link, until {closes}. You see all questions before you answer, and before "
            "each one who will read the answer."
        ),
        ONE_LINK,
    ),
    reason=IS_SIGNATORY,
    many=True,
    placeholders=(
        Placeholder("came", gettext_lazy("what came of the answers before, a line each; nothing where there were none"), CAME),
        LINK, ORGANISATION, DAY, SHORT_DAY, CLOSES,
        Placeholder("takes", gettext_lazy("how long it takes, as a sentence"), gettext_lazy("It takes about 15 minutes.")),
    ),
)  # fmt: skip
REMINDER = Wording(
    key="survey-reminder",
    title=gettext_lazy("Reminder of the survey"),
    when=gettext_lazy("to every organisation that has not answered, on the days of the reminders"),
    subject=gettext_noop("{compact}: answers are asked for by {short_day}"),
    text=paragraphs(
        gettext_noop("{organisation} has not sent its answers yet. Your link works as before:"),
        "{link}",
        gettext_noop(
            "Answers are asked for by {day}. You can leave out any question. If you will not answer this year, say so on that page, and no "
            "further reminder comes."
        ),
        ONE_LINK,
    ),
    reason=IS_SIGNATORY,
    placeholders=(LINK, ORGANISATION, DAY, SHORT_DAY),
    kind=Message.Kind.REMINDER,
    many=True,
)
MORE_TIME = Wording(
    key="survey-more-time",
    title=gettext_lazy("More time for the survey"),
    when=gettext_lazy("to an organisation that an officer gives more time"),
    subject=gettext_noop("{compact}: you have more time, until {short_day}"),
    text=paragraphs(gettext_noop("{organisation} can answer until {day}. Your link works as before:"), "{link}", ONE_LINK),
    reason=IS_SIGNATORY,
    placeholders=(LINK, ORGANISATION, DAY, SHORT_DAY),
)
TYPED = Wording(
    key="survey-typed",
    title=gettext_lazy("Answers to confirm"),
    when=gettext_lazy("to an organisation whose answers came on paper or by telephone and were typed for it"),
    subject=gettext_noop("{compact}: please confirm your organisation’s answers"),
    text=paragraphs(
        gettext_noop(
            "{by} typed the answers that {organisation} gave {how}. They count only once you have confirmed them. Read them, correct what is wrong "
            "and send them, by {day}:"
        ),
        "{link}",
        ONE_LINK,
    ),
    reason=gettext_noop("answers for your organisation came {how}"),
    placeholders=(
        LINK, ORGANISATION, DAY, BY,
        Placeholder("how", gettext_lazy("how they came"), gettext_lazy("on paper")),
    ),
)  # fmt: skip
LOG_LINK = Wording(
    key="log-link",
    title=gettext_lazy("Link to the log of the year"),
    when=gettext_lazy(
        "to every {champion}, and to the lead of a {signatory} that has none, when an officer sends the links; and to whoever asks for one"
    ),
    subject=gettext_noop("{compact}: note it when it happens"),
    text=paragraphs(
        gettext_noop(
            "When something goes well or badly under {agreement}, note it while you remember it. It takes a minute, on a telephone too, and you "
            "need no password. Your notes for {organisation} are ready examples when the yearly survey comes:"
        ),
        "{link}",
        gettext_noop("Keep this mail. The link is yours: it adds notes and shows none. To read, change or delete them, sign in."),
    ),
    reason=MAY_NOTE,
    many=True,
    placeholders=(LINK, ORGANISATION),
)
LOG_REMINDER = Wording(
    key="log-reminder",
    title=gettext_lazy("Reminder of the log of the year"),
    when=gettext_lazy("a few times a year, on the days that officers choose, to every {champion} and to the lead of a {signatory} that has none"),
    subject=gettext_noop("{compact}: did anything go well or badly lately?"),
    text=paragraphs(
        gettext_noop(
            "Has anything gone well or badly between {organisation} and its partners in the last months? Note it while you remember it. It takes a "
            "minute, on a telephone too, and you need no password:"
        ),
        "{link}",
        gettext_noop(
            "If there is nothing to note, there is nothing to do. What you note waits for the yearly survey as a ready example, and nobody else "
            "reads it before, unless you put the organisation’s name to it."
        ),
    ),
    reason=MAY_NOTE,
    placeholders=(LINK, ORGANISATION),
    kind=Message.Kind.REMINDER,
    many=True,
)
WORDINGS = (INVITATION, REMINDER, MORE_TIME, TYPED, LOG_LINK, LOG_REMINDER)
