"""Mail of the yearly round: a request with its link, a reminder, thanks, and the quiet end of a signature."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from compact_portal.days import in_words
from compact_portal.messaging.models import Message, Round
from compact_portal.messaging.outbox import write_for
from signatories.mail_words import contact_of, words_for
from signatories.models import Compact, Organisation, Refresh, RefreshLink
from signatories.wordings import REFRESH, REFRESH_REMINDER


def request(link: RefreshLink, token: str, *, reminder: bool, held: Round | None = None) -> None:
    """`held` is the round of mail in which it waits for an officer."""
    refresh = link.refresh
    round, organisation = refresh.round, refresh.signature.organisation
    compact = round.compact
    day = refresh.more_time_until or round.due_on
    address = settings.PORTAL_URL + reverse("signatories:refresh", args=[compact.slug, token])
    subject, text = words_for(
        compact,
        REFRESH_REMINDER if reminder else REFRESH,
        link=address,
        organisation=organisation,
        day=in_words(day),
        short_day=date_format(day, "j F"),
    )
    kind = Message.Kind.REMINDER if reminder else Message.Kind.NEEDED
    _write(link.sent_to, refresh, subject=subject, text=text, kind=kind, about=f"signatories.refresh:{refresh.pk}", round=held)


def thanks(refresh: Refresh) -> None:
    """To the organisation's address, so that it notices an answer that it did not give."""
    known = _known(refresh)
    if known["organisation"].contact_email:
        text = _("%(organisation)s has renewed its commitment to %(called)s. Thank you. If you did not do this, write at once to %(contact)s.")
        _write(known["organisation"].contact_email, refresh, subject=_("%(compact)s: thank you for renewing") % known, text=text % known)


def lapsed(refresh: Refresh) -> None:
    known = _known(refresh)
    if known["organisation"].contact_email:
        text = _(
            "As we wrote before, signatures that are not renewed lapse. %(organisation)s is no longer on the list of %(called)s; nothing is said "
            "about it anywhere. The link in our last mail still works: answering takes your signature up again. If anything stands in the way, tell "
            "us and we help: %(contact)s."
        )
        _write(known["organisation"].contact_email, refresh, subject=_("%(compact)s: your signature has lapsed") % known, text=text % known)


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
        )


def _known(refresh: Refresh) -> dict:
    compact, organisation = refresh.signature.compact, refresh.signature.organisation
    return {"compact": compact, "called": compact.called, "organisation": organisation, "contact": contact_of(compact)}


def _write(to: str, refresh: Refresh, *, subject: str, text: str, **more) -> None:
    compact = refresh.signature.compact
    reason = _("your organisation is a %(signatory)s of %(called)s") % {"signatory": compact.terms.signatory, "called": compact.called}
    write_for(compact, to=to, subject=subject, text=text, reason=reason, **more)
