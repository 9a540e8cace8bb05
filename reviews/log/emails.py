"""The mail with somebody's own link to the log."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from compact_portal.messaging.models import Message, Round
from compact_portal.messaging.outbox import write_for
from reviews.models import LogLink
from reviews.wordings import LOG_LINK, LOG_REMINDER
from signatories.mail_words import words_for


def reminder(link: LogLink, token: str, held: Round | None) -> None:
    """With the other reminders of the day, as each address wishes, in the agreement's usual language."""
    compact, organisation = link.signature.compact, link.signature.organisation
    address = settings.PORTAL_URL + reverse("reviews:note_by_link", args=[compact.slug, token])
    with override(compact.language):
        subject, text = words_for(compact, LOG_REMINDER, organisation=organisation, link=address)
        reason = _("you may note for %(organisation)s how %(called)s is kept") % {"organisation": organisation, "called": compact.called}
    write_for(
        compact, to=link.sent_to, subject=subject, text=text, reason=reason, kind=Message.Kind.REMINDER, round=held, language=compact.language,
        about=f"reviews.loglink:{link.pk}:{link.token_hash[:16]}",
    )  # fmt: skip


def link(link: LogLink, token: str) -> None:
    compact, organisation = link.signature.compact, link.signature.organisation
    address = settings.PORTAL_URL + reverse("reviews:note_by_link", args=[compact.slug, token])
    subject, text = words_for(compact, LOG_LINK, organisation=organisation, link=address)
    reason = _("you may note for %(organisation)s how %(called)s is kept") % {"organisation": organisation, "called": compact.called}
    write_for(compact, to=link.sent_to, subject=subject, text=text, reason=reason)
