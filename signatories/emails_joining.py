"""Mail about joining and signing: a link and what it is for. What somebody typed into a form is in none that goes to an unproved address."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.messaging.outbox import queue
from signatories.models import Compact, JoinRequest, Officer, Signature, SigningLink


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


@override(settings.LANGUAGE_CODE)
def somebody_asks(request: JoinRequest) -> None:
    """To the officers: they answer on the portal."""
    compact = request.compact
    link = _address("signatories:join_request", compact.slug, request.pk)
    for officer in Officer.objects.serving().filter(compact=compact).select_related("person"):
        queue(
            to=officer.person.email,
            compact_id=compact.pk,
            subject=_line(f"{compact}: an organisation asks to join"),
            text=f"{request.name} asks to join {compact.called}. Read the request and answer it here:\n\n{link}",
            reason=f"you are an officer of {compact.called}",
        )


def request_approved(request: JoinRequest, *, by: User) -> None:
    compact = request.compact
    page = _address("signatories:agreement" if compact.edition else "signatories:compact", compact.slug)
    queue(
        to=request.sent_to,
        compact_id=compact.pk,
        subject=_line(f"{compact}: {request.name} is welcome"),
        text=(
            f"Your request was approved: {request.name} is invited to sign {compact.called}.\n\nRead it here:\n{page}\n\n"
            "The next mail holds the link by which the person whom you name signs for the organisation. "
            f"{whom_to_ask(compact, by)}"
        ),
        reason=f"you asked that {request.name} may join {compact.called}",
    )


def request_refused(request: JoinRequest, *, by: User) -> None:
    compact = request.compact
    queue(
        to=request.sent_to,
        compact_id=compact.pk,
        subject=_line(f"{compact}: your request to join"),
        text=f"{request.name} cannot join {compact.called} now. The reason given:\n\n{request.reason}\n\n{whom_to_ask(compact, by)}",
        reason=f"you asked that {request.name} may join {compact.called}",
    )


def signing_link(link: SigningLink, token: str, *, by: User) -> None:
    signature = link.signature
    compact, organisation = signature.compact, signature.organisation
    queue(
        to=link.sent_to,
        compact_id=compact.pk,
        subject=_line(f"{compact}: sign for {organisation}"),
        text=(
            f"{link.person}, you are asked to sign {compact.called} for {organisation}.\n\n"
            f"This page shows the text, and what you sign. You need no password:\n\n{_address('signatories:sign_by_link', compact.slug, token)}\n\n"
            "It is not legally binding: it works because those who sign it keep their word. "
            f"The link is for you alone: who has it can sign. {whom_to_ask(compact, by)}"
        ),
        reason=f"{by} ({by.email}) named you as the person who signs for {organisation}",
    )


@override(settings.LANGUAGE_CODE)
def signed_by_link(link: SigningLink, signature: Signature) -> None:
    """To who signed, to the organisation, and to the officers: each can tell that it is wrong."""
    compact, organisation = signature.compact, signature.organisation
    officers = Officer.objects.serving().filter(compact=compact).values_list("person__email", flat=True)
    for address in {address.lower(): address for address in [link.sent_to, organisation.contact_email, *officers] if address}.values():
        queue(
            to=address,
            compact_id=compact.pk,
            subject=_line(f"{organisation} has signed: {compact}"),
            text=(
                f"{signature.signed_by_name} signed {compact.called} for {organisation} ({link.edition.label}).\n\n"
                "The page of the link offers the certificate as a PDF.\n\n"
                f"If this is right, there is nothing to do. If it is wrong, say so at once. {whom_to_ask(compact)}"
            ),
            reason=f"it concerns the signature of {organisation}",
        )


@override(settings.LANGUAGE_CODE)
def declined_by_link(link: SigningLink, signature: Signature) -> None:
    """To the officers: a reason, if one was given, is read on the portal."""
    compact, organisation = signature.compact, signature.organisation
    page = _address("signatories:signature", compact.slug, signature.pk)
    for address in Officer.objects.serving().filter(compact=compact).values_list("person__email", flat=True):
        queue(
            to=address,
            compact_id=compact.pk,
            subject=_line(f"{organisation} does not sign now: {compact}"),
            text=f"{link.person} answered for {organisation} that it does not sign {compact.called} now. What was said stands here:\n\n{page}",
            reason=f"you are an officer of {compact.called}",
        )


def whom_to_ask(compact: Compact, by: User | None = None) -> str:
    name, email = compact.contact_name or (by and str(by)) or compact.controller, compact.contact_email or (by and by.email)
    return f"Questions: {name}, {email}." if email else f"Questions: {name}."


def _address(route: str, *args) -> str:
    return settings.PORTAL_URL + reverse(route, args=args)


def _line(subject: str) -> str:
    return " ".join(subject.split())
