"""What members of the board and partners are told of a paper: where to read it, never what stands in it."""

from django.conf import settings
from django.urls import reverse

from compact_portal.accounts.models import User
from compact_portal.days import in_words
from compact_portal.messaging.outbox import queue
from compact_portal.text import one_line
from reviews.models import Paper, ReadingLink
from signatories.models import Compact, Edition, Organisation


def read_this(link: ReadingLink, token: str, *, by: User) -> None:
    """The member's own link: no password is needed to read and to comment."""
    paper, compact = link.paper, link.paper.compact
    when = f" for the meeting on {in_words(paper.meeting_on)}" if paper.meeting_on else ""
    page = settings.PORTAL_URL + reverse("reviews:reading", args=[token])
    _queue(
        compact,
        to=link.sent_to,
        subject=f"A paper for you to read{when}",
        text=(
            f"You sit on the board that hears how {compact.called} is kept. {by} sends you a paper{when}. "
            f"This link opens it for you alone, without a password; you can read it and write what you think of it:\n\n{page}"
        ),
        reason="you sit on the board",
    )


def copy_for(organisation: Organisation, paper: Paper, edition: Edition | None) -> None:
    compact = paper.compact
    if edition:
        subject, what = f"The text of the {compact.terms.agreement}", f"The text of {compact.called} ({edition.label}) is here"
        page = compact.get_absolute_url()
    else:
        subject, what = "A paper that went to the board", f"A paper about {compact.called} went to the board. Read it here"
        page = paper.get_absolute_url()
    _queue(
        compact,
        to=organisation.contact_email,
        subject=subject,
        text=f"{what}:\n\n{settings.PORTAL_URL}{page}",
        reason=f"{organisation} is a partner of {compact.called}",
    )


def _queue(compact: Compact, *, to: str, subject: str, text: str, reason: str) -> None:
    queue(to=to, compact_id=compact.pk, subject=one_line(f"{compact}: {subject}"), text=text, reason=reason)
