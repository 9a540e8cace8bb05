"""The mails to Champions, and to those who sit in the steering group, in the portal's own words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from compact_portal.messaging.models import Message
from compact_portal.messaging.wordings import BY, DAY, ORGANISATION, PAGE_LINK, SOME_DAY, Placeholder, Wording, paragraphs
from signatories.wordings_joining import HAS_SIGNED, REFUSAL

POST = Placeholder("post", _("what the reader is now"), _("the main Champion"))
NAMED_BY = Placeholder("named_by", _("who named the reader"), _("Your organisation"))
GUIDE = Placeholder("guidance", _("the way to the guidance, where there is any; else nothing"), "")
BEFORE = Placeholder("person", _("who hands over"), "Alex Reed")
WAITING = Placeholder("questions", _("how many questions wait, as a sentence; nothing where none does"), _("Questions that wait for an answer: 2."))
VERSION = Placeholder("version", _("the number of the version"), "3")
CHAMPIONS = Placeholder("champions", _("what it calls all who keep it alive in their organisations"), "Champions")
GROUP = Placeholder("group", _("the partnership whose lead asks"), "Wealdshire Alliance")
ENDED_ON = Placeholder("day", _("the first day without the seat"), SOME_DAY)
UNTIL = Placeholder("in_place_of", _("in whose place, and for how long, as a sentence; else nothing"), "")
NAMED_YOU = gettext_noop("{organisation} named you as {champion}")
IS_CHAMPION = gettext_noop("you are a {champion}")
YOUR_PART = gettext_noop("Your part, with your codes and areas. Sign in with this e-mail address:")
IF_WRONG = gettext_noop("If this is wrong, write to {contact}.")
CONCERNS_GROUP = gettext_noop("it concerns the {steering_group} of {agreement}")

NAMED = Wording(
    key="champion-named",
    title=_("You are named"),
    when=_("to whoever is named as {champion}"),
    subject=gettext_noop("You are {post} of {organisation}"),
    text=paragraphs(
        gettext_noop("{named_by} has named you as {post} of {organisation} for {agreement}."), "{guidance}", YOUR_PART, "{link}", IF_WRONG
    ),
    reason=NAMED_YOU,
    placeholders=(PAGE_LINK, ORGANISATION, POST, NAMED_BY, GUIDE),
)
TAKES_OVER = Wording(
    key="champion-takes-over",
    title=_("You take over"),
    when=_("to whoever takes over as {champion} from somebody else"),
    subject=gettext_noop("You take over as {champion} of {organisation}"),
    text=paragraphs(
        gettext_noop("{person} hands over to you as {champion} of {organisation} for {agreement}. {questions}"),
        "{guidance}",
        YOUR_PART,
        "{link}",
        IF_WRONG,
    ),
    reason=NAMED_YOU,
    placeholders=(PAGE_LINK, ORGANISATION, BEFORE, WAITING, GUIDE),
)
GUIDANCE = Wording(
    key="champion-guidance",
    title=_("New guidance"),
    when=_("to every {champion} when an officer issues a new version of the guidance"),
    subject=gettext_noop("Guidance for {champions}, version {version}"),
    text=paragraphs(
        gettext_noop("There is a new version of the guidance for {champions} of {agreement}. Read it here:"),
        "{link}",
        gettext_noop("When you have signed in you can say there that you have read it."),
    ),
    reason=NAMED_YOU,
    placeholders=(PAGE_LINK, ORGANISATION, CHAMPIONS, VERSION),
    kind=Message.Kind.NEWS,
    many=True,
)
WANTED = Wording(
    key="champion-wanted",
    title=_("Name somebody"),
    when=_("to every member of a partnership that has signed and has no {champion}, when an officer asks them"),
    subject=gettext_noop("{compact}: a {champion} of {organisation}"),
    text=paragraphs(
        gettext_noop(
            "{organisation} belongs to {group} and has signed {agreement}. It has no {champion} yet: somebody in it who keeps that alive there. "
            "{by} asks whether you name one. Its lead does so here:"
        ),
        "{link}",
    ),
    reason=HAS_SIGNED,
    placeholders=(PAGE_LINK, ORGANISATION, GROUP, BY),
    many=True,
)
QUESTION = Wording(
    key="champion-question",
    title=_("A question waits"),
    when=_("to the {champion} who is asked something. It never says what, nor who asked"),
    subject=gettext_noop("{compact}: A question waits for you"),
    text=paragraphs(
        gettext_noop("Somebody asks you about {agreement}. Please answer it, or pass it on, by {day}:"),
        "{link}",
        gettext_noop("Sign in with this e-mail address. Only you can read the question."),
    ),
    reason=IS_CHAMPION,
    placeholders=(PAGE_LINK, DAY),
)
QUESTION_LATE = Wording(
    key="champion-question-late",
    title=_("A question still waits"),
    when=_("to the {champion} who was asked, once, when the day has passed"),
    subject=gettext_noop("{compact}: A question still waits for you"),
    text=paragraphs(gettext_noop("An answer was hoped for by {day}. If you cannot give one, pass the question on:"), "{link}"),
    reason=IS_CHAMPION,
    placeholders=(PAGE_LINK, DAY),
    kind=Message.Kind.REMINDER,
)
SEAT = Wording(
    key="group-seat",
    title=_("You sit in the group"),
    when=_("to whoever gets a seat in the {steering_group}, or stands in for somebody"),
    subject=gettext_noop("{compact}: You sit in the {steering_group}"),
    text=paragraphs(
        gettext_noop("You sit in the {steering_group} of {agreement} for {organisation}. This was entered by {by}. {in_place_of}"),
        gettext_noop("Sign in with this e-mail address to see its pages:"),
        "{link}",
    ),
    reason=CONCERNS_GROUP,
    placeholders=(PAGE_LINK, ORGANISATION, BY, UNTIL),
)
SEAT_DECLINED = Wording(
    key="group-seat-declined",
    title=_("A request for a seat is declined"),
    when=_("to whoever asked to join the {steering_group}, when an officer declines it"),
    subject=gettext_noop("{compact}: Your request to join the {steering_group}"),
    text=gettext_noop("Thank you for asking to join the {steering_group} of {agreement}. It is not possible now. The reason given: {why}"),
    reason=CONCERNS_GROUP,
    placeholders=(REFUSAL,),
)
SEAT_ENDED = Wording(
    key="group-seat-ended",
    title=_("A seat has ended"),
    when=_("to whoever held a seat in the {steering_group}, or stood in for somebody, when an officer ends that"),
    subject=gettext_noop("{compact}: Your seat in the {steering_group} has ended"),
    text=paragraphs(
        gettext_noop("From {day} on you no longer sit in the {steering_group} of {agreement} for {organisation}. This was entered by {by}."),
        gettext_noop("If this is wrong, or you want to know more, write to {contact}."),
    ),
    reason=CONCERNS_GROUP,
    placeholders=(ORGANISATION, BY, ENDED_ON),
)
OF_CHAMPIONS = (NAMED, TAKES_OVER, GUIDANCE, WANTED, QUESTION, QUESTION_LATE)
OF_THE_GROUP = (SEAT, SEAT_DECLINED, SEAT_ENDED)
WORDINGS = (*OF_CHAMPIONS, *OF_THE_GROUP)
