"""The mail with somebody's own link to the log."""

from django.conf import settings
from django.urls import reverse

from compact_portal.messaging.models import Round
from compact_portal.messaging.wordings import Wording
from reviews.models import LogLink
from reviews.wordings import LOG_LINK, LOG_REMINDER
from signatories.mail_words import write_words
from signatories.models import Compact


def reminder(link: LogLink, token: str, compact: Compact, *, held: Round | None) -> None:
    """With the other reminders of the day, as each address wishes."""
    _write(LOG_REMINDER, link, token, compact, round=held)


def link(link: LogLink, token: str, compact: Compact, *, held: Round | None = None) -> None:
    _write(LOG_LINK, link, token, compact, round=held)


def _write(wording: Wording, link: LogLink, token: str, compact: Compact, *, round: Round | None) -> None:
    """`about` ends with the beginning of the token's hash: a link that was replaced before it left is not sent."""
    write_words(
        compact, wording, to=link.sent_to, about=f"reviews.loglink:{link.pk}:{link.token_hash[:16]}", round=round,
        organisation=link.signature.organisation, link=settings.PORTAL_URL + reverse("reviews:note_by_link", args=[compact.slug, token]),
    )  # fmt: skip
