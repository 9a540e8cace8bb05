"""Mail about joining and signing: a link and what it is for. What somebody typed into a form is in none that goes to an unproved address."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.messaging.outbox import queue
from signatories.mail_words import contact_of, in_language_of, write_words
from signatories.models import Compact, JoinRequest, Officer, Signature, SigningLink
from signatories.wordings_joining import REFUSED, SIGN, WELCOME


def confirm_address(request: JoinRequest, token: str) -> None:
    """In the language of the page on which it was asked."""
    compact = request.compact
    known = {"compact": compact, "called": compact.called}
    parts = [
        _("Somebody asked that an organisation may join %(called)s, and gave this address.") % known,
        _("If it was you, open this page and press its button. Only then is the request read:"),
        _address("signatories:join_confirm", compact.slug, token),
        _("If it was not you, do nothing: the request is deleted after 14 days."),
    ]
    queue(
        to=request.sent_to,
        compact_id=compact.pk,
        subject=_line(_("%(compact)s: confirm your address") % known),
        text="\n\n".join(parts),
        reason=_("this address was typed into the form to join %(called)s") % known,
        language=get_language(),
    )


@in_language_of("compact")
def somebody_asks(request: JoinRequest) -> None:
    """To the officers: they answer on the portal."""
    compact = request.compact
    known = {"compact": compact, "called": compact.called, "organisation": request.name}
    link = _address("signatories:join_request", compact.slug, request.pk)
    for officer in Officer.objects.serving().filter(compact=compact).select_related("person"):
        queue(
            to=officer.person.email,
            compact_id=compact.pk,
            subject=_line(_("%(compact)s: an organisation asks to join") % known),
            text=_("%(organisation)s asks to join %(called)s. Read the request and answer it here:") % known + f"\n\n{link}",
            reason=_("you are an officer of %(called)s") % known,
            language=get_language(),
        )


def request_approved(request: JoinRequest, *, by: User) -> None:
    compact = request.compact
    page = _address("signatories:agreement" if compact.edition else "signatories:compact", compact.slug)
    write_words(compact, WELCOME, to=request.sent_to, organisation=request.name, link=page, contact=contact_of(compact, by))


def request_refused(request: JoinRequest, *, by: User) -> None:
    compact = request.compact
    write_words(compact, REFUSED, to=request.sent_to, organisation=request.name, why=request.reason, contact=contact_of(compact, by))


def signing_link(link: SigningLink, token: str, *, by: User) -> None:
    signature = link.signature
    compact = signature.compact
    write_words(
        compact, SIGN, to=link.sent_to, organisation=signature.organisation, person=link.person, by=f"{by} ({by.email})",
        link=_address("signatories:sign_by_link", compact.slug, token), contact=contact_of(compact, by),
    )  # fmt: skip


@in_language_of("signature.compact")
def signed_by_link(link: SigningLink, signature: Signature) -> None:
    """To who signed, to the organisation, and to the officers: each can tell that it is wrong."""
    compact, organisation = signature.compact, signature.organisation
    known = {"compact": compact, "called": compact.called, "organisation": organisation}
    known |= {"person": signature.signed_by_name, "edition": link.edition.label}
    parts = [
        _("%(person)s signed %(called)s for %(organisation)s (%(edition)s).") % known,
        _("The page of the link offers the certificate as a PDF."),
        _("If this is right, there is nothing to do. If it is wrong, say so at once.") + f" {whom_to_ask(compact)}",
    ]
    officers = Officer.objects.serving().filter(compact=compact).values_list("person__email", flat=True)
    for address in {address.lower(): address for address in [link.sent_to, organisation.contact_email, *officers] if address}.values():
        queue(
            to=address,
            compact_id=compact.pk,
            subject=_line(_("%(organisation)s has signed: %(compact)s") % known),
            text="\n\n".join(parts),
            reason=_("it concerns the signature of %(organisation)s") % known,
            language=get_language(),
        )


@in_language_of("signature.compact")
def declined_by_link(link: SigningLink, signature: Signature) -> None:
    """To the officers: a reason, if one was given, is read on the portal."""
    compact, organisation = signature.compact, signature.organisation
    known = {"compact": compact, "called": compact.called, "organisation": organisation, "person": link.person}
    text = _("%(person)s answered for %(organisation)s that it does not sign %(called)s now. What was said stands here:") % known
    page = _address("signatories:signature", compact.slug, signature.pk)
    for address in Officer.objects.serving().filter(compact=compact).values_list("person__email", flat=True):
        queue(
            to=address,
            compact_id=compact.pk,
            subject=_line(_("%(organisation)s does not sign now: %(compact)s") % known),
            text=f"{text}\n\n{page}",
            reason=_("you are an officer of %(called)s") % known,
            language=get_language(),
        )


def whom_to_ask(compact: Compact, by: User | None = None) -> str:
    name, email = compact.contact_name or (by and str(by)) or compact.controller, compact.contact_email or (by and by.email)
    known = {"name": name, "email": email}
    return (_("Questions: %(name)s, %(email)s.") if email else _("Questions: %(name)s.")) % known


def _address(route: str, *args) -> str:
    return settings.PORTAL_URL + reverse(route, args=args)


def _line(subject: str) -> str:
    return " ".join(subject.split())
