"""The mails about joining and signing, in the portal's own words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from compact_portal.messaging.wordings import BY, LINK, ORGANISATION, PAGE_LINK, Placeholder, Wording, paragraphs

SIGNER = Placeholder("person", _("whom the organisation named to sign for it"), "Alex Reed")
REFUSAL = Placeholder("why", _("the reason that was given"), _("It works outside our area."), needed=True)
SUMMARY = Placeholder(
    "summary", _("what the agreement is, as its first page says; nothing where it says nothing"), _("How public bodies and charities work together.")
)
EDITION = Placeholder("edition", _("which text it is"), _("Edition of 2026"))
ASKED_TO_JOIN = gettext_noop("you asked that {organisation} may join {agreement}")
HAS_SIGNED = gettext_noop("{organisation} has signed {agreement}")

LETTER = Wording(
    key="joining-letter",
    title=_("Invitation to sign"),
    when=_("to an organisation that an officer puts on the list as invited, where the officer wants it written to"),
    subject=gettext_noop("An invitation to {organisation}: {compact}"),
    text=paragraphs(
        gettext_noop("{organisation} is invited to sign {agreement}."),
        "{summary}",
        gettext_noop("Read it here:"),
        "{link}",
        gettext_noop(
            "It is not legally binding: it works because those who sign it keep their word. To sign it, or to ask anything, write to {contact}. "
            "If you do nothing, nothing happens."
        ),
    ),
    reason=gettext_noop("{by} put {organisation} on the list of those invited to sign {agreement}"),
    placeholders=(PAGE_LINK, ORGANISATION, SUMMARY, BY),
)
WELCOME = Wording(
    key="joining-welcome",
    title=_("Welcome: a request to join is approved"),
    when=_("to whoever asked that an organisation may join, when an officer approves it"),
    subject=gettext_noop("{compact}: {organisation} is welcome"),
    text=paragraphs(
        gettext_noop("Your request was approved: {organisation} is invited to sign {agreement}."),
        gettext_noop("Read it here:"),
        "{link}",
        gettext_noop("The next mail holds the link by which the person whom you name signs for the organisation. Questions: {contact}."),
    ),
    reason=ASKED_TO_JOIN,
    placeholders=(PAGE_LINK, ORGANISATION),
)
REFUSED = Wording(
    key="joining-refused",
    title=_("A request to join is refused"),
    when=_("to whoever asked that an organisation may join, when an officer refuses it"),
    subject=gettext_noop("{compact}: your request to join"),
    text=paragraphs(gettext_noop("{organisation} cannot join {agreement} now. The reason given:"), "{why}", gettext_noop("Questions: {contact}.")),
    reason=ASKED_TO_JOIN,
    placeholders=(REFUSAL, ORGANISATION),
)
SIGN = Wording(
    key="joining-sign",
    title=_("Link to sign"),
    when=_("to the person who signs for an organisation, when an officer sends the link"),
    subject=gettext_noop("{compact}: sign for {organisation}"),
    text=paragraphs(
        gettext_noop("{person}, you are asked to sign {agreement} for {organisation}."),
        gettext_noop("This page shows the text, and what you sign. You need no password:"),
        "{link}",
        gettext_noop(
            "It is not legally binding: it works because those who sign it keep their word. The link is for you alone: who has it can sign. "
            "Questions: {contact}."
        ),
    ),
    reason=gettext_noop("{by} named you as the person who signs for {organisation}"),
    placeholders=(LINK, ORGANISATION, SIGNER, BY),
)
TEXT_IN_FORCE = Wording(
    key="text-in-force",
    title=_("The text in force"),
    when=_("to every {signatory} when an officer sends copies of the text"),
    subject=gettext_noop("{compact}: {edition}"),
    text=paragraphs(
        gettext_noop("This is the text of {agreement} that is in force now, {edition}:"),
        "{link}",
        gettext_noop("It can be downloaded there. Please pass it on to those who work with you. Questions: {contact}."),
    ),
    reason=HAS_SIGNED,
    placeholders=(PAGE_LINK, ORGANISATION, EDITION),
    many=True,
)
WORDINGS = (LETTER, WELCOME, REFUSED, SIGN, TEXT_IN_FORCE)
