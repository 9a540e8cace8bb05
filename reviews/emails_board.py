"""What members of the board and partners are told of a paper: where to read it, never what stands in it."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.days import in_words
from compact_portal.messaging.outbox import queue
from compact_portal.text import one_line
from reviews.models import Paper, ReadingLink
from signatories.models import Compact, Edition, Organisation


def read_this(link: ReadingLink, token: str, *, by: User) -> None:
    """The member's own link: no password is needed to read and to comment."""
    paper, compact = link.paper, link.paper.compact
    known = {"called": compact.called, "by": by}
    subject = _("A paper for you to read")
    said = _("You sit on the board that hears how %(called)s is kept. %(by)s sends you a paper.")
    if paper.meeting_on:
        known["day"] = in_words(paper.meeting_on)
        subject = _("A paper for you to read for the meeting on %(day)s")
        said = _("You sit on the board that hears how %(called)s is kept. %(by)s sends you a paper for the meeting on %(day)s.")
    alone = _("This link opens it for you alone, without a password; you can read it and write what you think of it:")
    page = settings.PORTAL_URL + reverse("reviews:reading", args=[token])
    _queue(compact, to=link.sent_to, subject=subject % known, text=f"{said % known} {alone}\n\n{page}", reason=_("you sit on the board"))


def copy_for(organisation: Organisation, paper: Paper, edition: Edition | None) -> None:
    compact = paper.compact
    if edition:
        subject = _("The text of the %(agreement)s") % {"agreement": compact.terms.agreement}
        what = _("The text of %(called)s (%(edition)s) is here:") % {"called": compact.called, "edition": edition.label}
        page = compact.get_absolute_url()
    else:
        subject = _("A paper that went to the board")
        what = _("A paper about %(called)s went to the board. Read it here:") % {"called": compact.called}
        page = paper.get_absolute_url()
    _queue(
        compact,
        to=organisation.contact_email,
        subject=subject,
        text=f"{what}\n\n{settings.PORTAL_URL}{page}",
        reason=_("%(organisation)s is a partner of %(called)s") % {"organisation": organisation, "called": compact.called},
    )


def _queue(compact: Compact, *, to: str, subject: str, text: str, reason: str) -> None:
    queue(to=to, compact_id=compact.pk, subject=one_line(f"{compact}: {subject}"), text=text, reason=reason)
