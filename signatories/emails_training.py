"""Mail to somebody who was at an event: may they be asked again?"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from compact_portal.days import in_words
from compact_portal.messaging.outbox import write_for
from signatories.models import Delegate


def ask_delegate(delegate: Delegate, token: str) -> None:
    event, compact = delegate.event, delegate.event.compact
    link = settings.PORTAL_URL + reverse("signatories:stay_in_touch", args=[compact.slug, token])
    known = {"compact": compact, "called": compact.called, "codes": compact.terms.codes, "officer": compact.terms.officer}
    known |= {"event": event, "day": in_words(event.held_on)}
    parts = [
        _("You were at “%(event)s” on %(day)s. We would like to ask you again when %(called)s or its %(codes)s are worked on.") % known,
        _("Say yes or no here; it takes a minute, and the same page takes you off the list later:"),
        link,
        _("If you do nothing, your address is deleted after 30 days."),
    ]
    write_for(
        compact,
        to=delegate.sent_to,
        subject=_("%(compact)s: may we stay in touch?") % known,
        text="\n\n".join(parts),
        reason=_("the %(officer)s of %(called)s noted this address at the event") % known,
    )
