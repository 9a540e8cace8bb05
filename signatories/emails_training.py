"""Mail to somebody who was at an event: may they be asked again?"""

from django.conf import settings
from django.urls import reverse

from compact_portal.messaging.outbox import write_for
from signatories.models import Delegate


def ask_delegate(delegate: Delegate, token: str) -> None:
    event, compact = delegate.event, delegate.event.compact
    link = settings.PORTAL_URL + reverse("signatories:stay_in_touch", args=[compact.slug, token])
    write_for(
        compact,
        to=delegate.sent_to,
        subject=f"{compact}: may we stay in touch?",
        text=(
            f"You were at “{event}” on {event.held_on:%-d %B %Y}. We would like to ask you again when {compact.called} or its "
            f"{compact.terms.codes} are worked on.\n\nSay yes or no here; it takes a minute, and the same page "
            f"takes you off the list later:\n\n{link}\n\n"
            "If you do nothing, your address is deleted after 30 days."
        ),
        reason=f"the {compact.terms.officer} of {compact.called} noted this address at the event",
    )
