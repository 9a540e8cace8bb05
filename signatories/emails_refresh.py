"""Mail of the yearly round: a request with its link, a reminder, thanks, and the quiet end of a signature."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from compact_portal.messaging.models import Round
from compact_portal.messaging.outbox import write_for
from signatories.mail_words import contact_of, in_language_of, write_words
from signatories.models import Compact, Organisation, Refresh, RefreshLink
from signatories.wordings import LAPSED, REFRESH, REFRESH_REMINDER, THANKS


def request(link: RefreshLink, token: str, *, reminder: bool, held: Round | None = None) -> None:
    """`held` is the round of mail in which it waits for an officer."""
    refresh = link.refresh
    compact = refresh.round.compact
    write_words(
        compact, REFRESH_REMINDER if reminder else REFRESH, to=link.sent_to, about=f"signatories.refresh:{refresh.pk}", round=held,
        link=settings.PORTAL_URL + reverse("signatories:refresh", args=[compact.slug, token]),
        organisation=refresh.signature.organisation, day=refresh.more_time_until or refresh.round.due_on,
    )  # fmt: skip


def thanks(refresh: Refresh) -> None:
    """To the organisation's address, so that it notices an answer that it did not give."""
    signature = refresh.signature
    if signature.organisation.contact_email:
        write_words(signature.compact, THANKS, to=signature.organisation.contact_email, organisation=signature.organisation)


def lapsed(refresh: Refresh, *, held: Round | None) -> None:
    signature = refresh.signature
    if address := signature.organisation.contact_email:
        about = f"signatories.lapsed:{refresh.pk}"
        write_words(signature.compact, LAPSED, to=address, about=about, round=held, organisation=signature.organisation)


@in_language_of("compact")
def address_changed(organisation: Organisation, *, compact: Compact, before: str) -> None:
    known = {"organisation": organisation, "address": organisation.contact_email, "called": compact.called, "contact": contact_of(compact)}
    parts = [
        _("Mail for %(organisation)s now goes to %(address)s. This was said when its details were checked for %(called)s.") % known,
        _("If it is right, there is nothing to do. If this is wrong, write at once to %(contact)s.") % known,
    ]
    for address in {before.lower(), organisation.contact_email.lower()} - {""}:
        write_for(
            compact,
            to=address,
            subject=_("A new address for the mail of %(organisation)s") % known,
            text="\n\n".join(parts),
            reason=_("it concerns %(organisation)s, for which this address stands in the portal") % known,
            language=get_language(),
        )
