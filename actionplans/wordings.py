"""The mails of plans, in the portal's own words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from compact_portal.messaging.models import Message
from compact_portal.messaging.wordings import LINK, ORGANISATION, PAGE_LINK, Placeholder, Wording, paragraphs

PLAN = Placeholder("plan", _("the plan it is about"), _("Action plan 2026"))
LISTED = Placeholder("actions", _("what is asked about, a line each"), _("- Publish the guide (by June)"), needed=True)
PAPER = Placeholder("paper", _("the way to a sheet on paper, where it comes up at a meeting; else nothing"), "")

UPDATE = Wording(
    key="plan-update",
    title=_("How far have you come?"),
    when=_("to every organisation with a part in the plan, before a month or quarter ends or a day comes near"),
    subject=gettext_noop("{compact}: how far have you come? {period}"),
    text=paragraphs(
        gettext_noop("{organisation} has a part in “{plan}”. Please say how {these} stand:"),
        "{actions}",
        "{link}",
        "{paper}",
        gettext_noop("It takes about two minutes, and you need no password. What you write stands in the plan, for everybody to read."),
        gettext_noop("The link opens what {organisation} has promised and nothing else. Pass it on only to people who may speak for it."),
    ),
    reason=gettext_noop("your organisation has a part in “{plan}” of {agreement}"),
    many=True,
    placeholders=(
        LINK, ORGANISATION, PLAN, LISTED, PAPER,
        Placeholder("period", _("the month or quarter"), _("April to June 2026")),
        Placeholder("these", _("“these” and the plan’s word for what is done"), _("these actions")),
    ),
)  # fmt: skip
COMING_UP = Wording(
    key="plan-coming-up",
    title=_("Coming up in the plan"),
    when=_("to whoever takes an action forward by name, a week before its day"),
    subject=gettext_noop("{compact}: coming up in “{plan}”"),
    text=paragraphs(gettext_noop("Coming up in “{plan}”:"), "{actions}", gettext_noop("Sign in to say how far it has come:"), "{link}", "{paper}"),
    reason=gettext_noop("you look after a part of “{plan}” of {agreement}"),
    placeholders=(PAGE_LINK, PLAN, LISTED, PAPER),
    kind=Message.Kind.REMINDER,
    many=True,
)
NEWS = Wording(
    key="plan-news",
    title=_("News of an action"),
    when=_("to the organisations that support an action of the plan, when it moves"),
    subject=gettext_noop("{compact}: something you support has moved"),
    text=paragraphs(
        gettext_noop("There is news of something that your organisation supports in “{plan}”:"),
        "{action}",
        gettext_noop("Read what has been done:"),
        "{link}",
    ),
    reason=gettext_noop("your organisation supports this {action_word}"),
    placeholders=(
        PAGE_LINK, PLAN,
        Placeholder("action", _("what was planned"), _("Publish the guide")),
        Placeholder("action_word", _("the plan’s word for what is done"), _("action")),
    ),
    kind=Message.Kind.NEWS,
)  # fmt: skip
NEW_DATE = Wording(
    key="plan-new-date",
    title=_("A new date is decided"),
    when=_("to whoever asked for a new date, when an officer has decided"),
    subject=gettext_noop("{compact}: the new date you asked for"),
    text=paragraphs(gettext_noop("The new date that you asked for was {decided}."), "{link}"),
    reason=gettext_noop("you asked for a new date"),
    placeholders=(PAGE_LINK, Placeholder("decided", _("what was decided"), _("approved"))),
)
WORDINGS = (UPDATE, COMING_UP, NEWS, NEW_DATE)
