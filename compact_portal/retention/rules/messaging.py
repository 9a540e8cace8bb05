"""Mail, and the addresses that it was sent to."""

from django.db.models import Case, DateField, When
from django.utils.translation import gettext_lazy as _

from actionplans.about_me import links as links_of_plans
from actionplans.models import UpdateLink
from compact_portal.messaging.about_me import mail, mail_failed, unreachable
from compact_portal.messaging.models import Message, Unreachable
from compact_portal.retention.rule import Rule, after, after_moment, deletes, rewrites
from reviews.about_me import links as links_of_reviews
from reviews.models import Example, Invitation, LogLink, ReadingLink
from signatories.about_me import links as links_of_signatories
from signatories.models import RefreshLink, SigningLink

YEAR = 365
NOT_SENT = [Message.Status.BUNDLED, Message.Status.UNWANTED, Message.Status.THROWN]
LINKS = (Invitation, Example, ReadingLink, LogLink, SigningLink, RefreshLink, UpdateLink)


def not_lost():
    days = Case(
        When(status=Message.Status.SENT, then=after_moment("sent_at", 90)),
        When(status__in=NOT_SENT, then=after_moment("queued_at", 90)),
        output_field=DateField(),
    )
    return [Message.objects.exclude(status__in=Message.LOST).annotate(goes_on=days)]


def lost():
    return [Message.objects.lost().annotate(goes_on=after_moment("queued_at", 180))]


def came_back():
    return [Unreachable.objects.annotate(goes_on=after("last_on", YEAR))]


def linked():
    return [model.objects.exclude(sent_to="").annotate(goes_on=after_moment("sent_at", 2 * YEAR)) for model in LINKS]


MAIL = Rule(
    "mail",
    _("The address and subject of a mail that was sent (its words are removed as soon as it has left)"),
    _("so that somebody who says that nothing came can be answered"),
    _("90 days."),
    keeps=(Message,),
    rows=not_lost,
    clear=deletes(not_lost),
    about=(mail,),
    yours=_("Mail to you"),
)

MAIL_FAILED = Rule(
    "mail-failed",
    _("A mail that could not be delivered"),
    _("so that an officer can put the address right and send it again"),
    _("180 days."),
    rows=lost,
    clear=deletes(lost),
    seen_by=_("the officer of the agreement, and those who run the portal"),
    about=(mail_failed,),
    yours=_("Mail that did not reach you"),
)

UNREACHABLE = Rule(
    "unreachable",
    _("An address from which mail came back"),
    _("so that an officer can find another one, and mail is not sent to it again and again"),
    _("until mail reaches it again or its organisation has another one; at most a year after the last time."),
    keeps=(Unreachable,),
    rows=came_back,
    clear=deletes(came_back),
    seen_by=_("the officer of the agreement, and those who run the portal"),
    about=(unreachable,),
    yours=_("Your address, where mail came back from it"),
)

SENT_LINKS = Rule(
    "links",
    _("The address to which a link was mailed: to answer, to sign, to read, to say how something stands"),
    _("so that an officer can see where it went, and send it again"),
    _("two years after it was sent."),
    keeps=LINKS,
    rows=linked,
    clear=rewrites(linked, sent_to=""),
    whose=_("people who were asked for something by mail"),
    seen_by=_("the officer of the agreement"),
    about=(links_of_signatories, links_of_plans, links_of_reviews),
    yours=_("Links that were mailed to you"),
)
