"""Mail to somebody who was at an event: may they be asked again?"""

from django.conf import settings
from django.urls import reverse

from signatories.mail_words import write_words
from signatories.models import Delegate
from signatories.wordings_training import STAY


def ask_delegate(delegate: Delegate, token: str) -> None:
    event, compact = delegate.event, delegate.event.compact
    write_words(
        compact, STAY, to=delegate.sent_to, event=event, day=event.held_on,
        codes=lambda: compact.terms.codes, officer=lambda: compact.terms.officer,
        link=settings.PORTAL_URL + reverse("signatories:stay_in_touch", args=[compact.slug, token]),
    )  # fmt: skip
