"""The mails of what comes after a survey: offers of help, good examples, papers for the board. In the portal's own words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from compact_portal.messaging.wordings import BY, LINK, ORGANISATION, PAGE_LINK, SOME_DAY, Placeholder, Wording, paragraphs

YEAR = Placeholder("year", _("the year of the survey"), "2026")
HELP_WITH = Placeholder("with_what", _("with which target of the plan; else the plan"), _("Target 3 of the plan"))
FOR_MEETING = Placeholder("for_meeting", _("for which meeting, as a sentence; else nothing"), _("It is for the meeting on 12 May 2026."))
EDITION = Placeholder("edition", _("which text it is"), _("Edition of 2026"))
OFFERED = gettext_noop("{organisation} offered help in the survey of {year}")
PARTNER = gettext_noop("{organisation} is a partner of {agreement}")

ACCEPTED = Wording(
    key="offer-accepted",
    title=_("An offer of help is accepted"),
    when=_("to an organisation whose offer of help an officer accepts"),
    subject=gettext_noop("{compact}: thank you for your offer of help"),
    text=gettext_noop("{organisation} offered help with {with_what}. Thank you: we gladly accept, and somebody will be in touch with you."),
    reason=OFFERED,
    placeholders=(ORGANISATION, HELP_WITH, YEAR),
)
THANKED = Wording(
    key="offer-thanked",
    title=_("An offer of help is not needed now"),
    when=_("to an organisation whose offer of help an officer thanks for"),
    subject=gettext_noop("{compact}: thank you for your offer of help"),
    text=gettext_noop("{organisation} offered help with {with_what}. Thank you. It is not needed just now; we keep it in mind."),
    reason=OFFERED,
    placeholders=(ORGANISATION, HELP_WITH, YEAR),
)
MAY_STAY = Wording(
    key="example-consent",
    title=_("May your example stay?"),
    when=_("once a year to every organisation that gave a good example in its name, a month before the year is over"),
    subject=gettext_noop("{compact}: may your example stay?"),
    text=paragraphs(
        gettext_noop(
            "{organisation} allowed {agreement} to show an example of good practice in its name. We ask once a year whether it may stay. "
            "Without an answer it is shown until {day} and then no more:"
        ),
        "{link}",
    ),
    reason=gettext_noop("{organisation} gave an example of good practice"),
    placeholders=(LINK, ORGANISATION, Placeholder("day", _("the last day on which it is shown without an answer"), SOME_DAY)),
    many=True,
)
PAPER = Wording(
    key="board-paper",
    title=_("A paper for the board"),
    when=_("to every member of the board when an officer sends a paper round, each with a link of their own"),
    subject=gettext_noop("{compact}: A paper for you to read"),
    text=paragraphs(
        gettext_noop("You sit on the board that hears how {agreement} is kept. {by} sends you a paper. {for_meeting}"),
        gettext_noop("This link opens it for you alone, without a password; you can read it and write what you think of it:"),
        "{link}",
    ),
    reason=gettext_noop("you sit on the board"),
    placeholders=(LINK, BY, FOR_MEETING),
    many=True,
)
PAPER_COPY = Wording(
    key="board-paper-copy",
    title=_("A copy of a paper"),
    when=_("to every partner when an officer sends copies of a paper that went to the board"),
    subject=gettext_noop("{compact}: A paper that went to the board"),
    text=paragraphs(gettext_noop("A paper about {agreement} went to the board. Read it here:"), "{link}"),
    reason=PARTNER,
    placeholders=(PAGE_LINK, ORGANISATION),
    many=True,
)
TEXT_COPY = Wording(
    key="board-text-copy",
    title=_("A copy of the agreement"),
    when=_("to every partner when an officer sends copies of the text along with a paper"),
    subject=gettext_noop("{compact}: The agreed text"),
    text=paragraphs(gettext_noop("The text of {agreement} ({edition}) is here:"), "{link}"),
    reason=PARTNER,
    placeholders=(PAGE_LINK, ORGANISATION, EDITION),
    many=True,
)
OF_ANSWERS = (ACCEPTED, THANKED, MAY_STAY)
OF_THE_BOARD = (PAPER, PAPER_COPY, TEXT_COPY)
WORDINGS = (*OF_ANSWERS, *OF_THE_BOARD)
