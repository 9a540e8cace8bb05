"""What members of the board and partners are told of a paper: where to read it, never what stands in it."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.days import in_words
from compact_portal.messaging.models import Round
from reviews.models import Paper, ReadingLink
from reviews.wordings_after import PAPER, PAPER_COPY, TEXT_COPY
from signatories.mail_words import write_words
from signatories.models import Edition, Organisation


def read_this(link: ReadingLink, token: str, *, by: User, held: Round | None) -> None:
    """The member's own link: no password is needed to read and to comment."""
    paper = link.paper

    def for_meeting() -> str:
        return _("It is for the meeting on %(day)s.") % {"day": in_words(paper.meeting_on)} if paper.meeting_on else ""

    write_words(
        paper.compact, PAPER, to=link.sent_to, about=f"reviews.readinglink:{link.pk}", round=held, by=by, for_meeting=for_meeting,
        link=settings.PORTAL_URL + reverse("reviews:reading", args=[token]),
    )  # fmt: skip


def copy_for(organisation: Organisation, paper: Paper, edition: Edition | None, *, held: Round | None) -> None:
    compact, to = paper.compact, organisation.contact_email
    if edition:
        page = settings.PORTAL_URL + compact.get_absolute_url()
        write_words(compact, TEXT_COPY, to=to, round=held, organisation=organisation, edition=edition.label, link=page)
    else:
        page = settings.PORTAL_URL + paper.get_absolute_url()
        write_words(compact, PAPER_COPY, to=to, round=held, organisation=organisation, link=page)
