"""The mail with somebody's own link to the log."""

from django.conf import settings
from django.urls import reverse

from compact_portal.messaging.models import Round
from reviews.models import LogLink
from reviews.wordings import LOG_LINK
from signatories.mail_words import write_words
from signatories.models import Compact


def link(link: LogLink, token: str, compact: Compact, *, held: Round | None = None) -> None:
    """`about` ends with the beginning of the token's hash: a link that was replaced before it left is not sent."""
    write_words(
        compact, LOG_LINK, to=link.sent_to, about=f"reviews.loglink:{link.pk}:{link.token_hash[:16]}", round=held,
        organisation=link.signature.organisation, link=settings.PORTAL_URL + reverse("reviews:note_by_link", args=[compact.slug, token]),
    )  # fmt: skip
