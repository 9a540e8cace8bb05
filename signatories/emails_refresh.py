"""Mail of the yearly round: a request with its link, a reminder, thanks, and the quiet end of a signature."""

from django.conf import settings
from django.urls import reverse

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
        compact, REFRESH_REMINDER if reminder else REFRESH, link=address, organisation=organisation, day=f"{day:%-d %B %Y}", short_day=f"{day:%-d %B}"
    )
    kind = Message.Kind.REMINDER if reminder else Message.Kind.NEEDED
    _write(link.sent_to, refresh, subject=subject, text=text, kind=kind, about=f"signatories.refresh:{refresh.pk}", round=held)


def thanks(refresh: Refresh) -> None:
    """To the organisation's address, so that it notices an answer that it did not give."""
    compact, organisation = refresh.signature.compact, refresh.signature.organisation
    if organisation.contact_email:
        _write(
            organisation.contact_email,
            refresh,
            subject=f"{compact}: thank you for renewing",
            text=f"{organisation} has renewed its commitment to {compact.called}. Thank you. "
            f"If you did not do this, write at once to {contact_of(compact)}.",
        )


def lapsed(refresh: Refresh) -> None:
    compact, organisation = refresh.signature.compact, refresh.signature.organisation
    if organisation.contact_email:
        _write(
            organisation.contact_email,
            refresh,
            subject=f"{compact}: your signature has lapsed",
            text=f"As we wrote before, signatures that are not renewed lapse. {organisation} is no longer on the list of {compact.called}; nothing "
            f"is said about it anywhere. The link in our last mail still works: answering takes your signature up again. {_help(compact)}",
        )


def address_changed(organisation: Organisation, *, compact: Compact, before: str) -> None:
    for address in {before.lower(), organisation.contact_email.lower()} - {""}:
        write_for(
            compact,
            to=address,
            subject=f"A new address for the mail of {organisation}",
            text=f"Mail for {organisation} now goes to {organisation.contact_email}. "
            f"This was said when its details were checked for {compact.called}.\n\n"
            f"If it is right, there is nothing to do. If this is wrong, write at once to {contact_of(compact)}.",
            reason=f"it concerns {organisation}, for which this address stands in the portal",
        )


def _help(compact: Compact) -> str:
    return f"If anything stands in the way, tell us and we help: {contact_of(compact)}."


def _write(to: str, refresh: Refresh, *, subject: str, text: str, **more) -> None:
    compact = refresh.signature.compact
    write_for(compact, to=to, subject=subject, text=text, reason=f"your organisation is a {compact.terms.signatory} of {compact.called}", **more)
