"""Mail about questions to a Champion. It says that there is something to read and where; never what, and never who asked."""

from django.conf import settings
from django.urls import reverse

from compact_portal.messaging.models import Message
from compact_portal.messaging.outbox import write_for
from signatories.models import Enquiry


def confirm(enquiry: Enquiry, token: str) -> None:
    _to_asker(
        enquiry,
        subject="Please confirm your question",
        text=f"Somebody gave this address with a question about {enquiry.compact.called}. If it was you, confirm it here. "
        f"Only then is it sent on:\n\n{_link(enquiry, token)}\n\nIf it was not you, do nothing: in three days the question is deleted.",
    )


def waiting(enquiry: Enquiry) -> None:
    if enquiry.champion is None:
        return
    page = reverse("signatories:enquiry", args=[enquiry.compact.slug, enquiry.pk])
    _to_champion(
        enquiry,
        subject="A question waits for you",
        text=f"Somebody asks you about {enquiry.compact.called}. Please answer it, or pass it on, by {enquiry.due_on:%-d %B %Y}:\n\n"
        f"{settings.PORTAL_URL}{page}\n\nSign in with this e-mail address. Only you can read the question.",
    )


def late(enquiry: Enquiry) -> None:
    page = reverse("signatories:enquiry", args=[enquiry.compact.slug, enquiry.pk])
    _to_champion(
        enquiry,
        subject="A question still waits for you",
        text=f"An answer was hoped for by {enquiry.due_on:%-d %B %Y}. If you cannot give one, pass the question on:\n\n{settings.PORTAL_URL}{page}",
        kind=Message.Kind.REMINDER,
    )


def answered(enquiry: Enquiry, token: str) -> None:
    _to_asker(
        enquiry,
        subject="Your question is answered",
        text=f"There is an answer to your question about {enquiry.compact.called}. Read it here in the next four weeks:\n\n{_link(enquiry, token)}",
    )


def passed_on(enquiry: Enquiry) -> None:
    _to_asker(
        enquiry,
        subject="Your question was passed on",
        text=f"Your question about {enquiry.compact.called} has gone to somebody who can answer it better. "
        f"You will hear by {enquiry.due_on:%-d %B %Y}.",
    )


def closed(enquiry: Enquiry) -> None:
    compact = enquiry.compact
    whom = f" Please write to {compact.contact_email} instead." if compact.contact_email else ""
    _to_asker(enquiry, subject="Your question could not be answered", text=f"We are sorry: nobody could answer your question here.{whom}")


def _link(enquiry: Enquiry, token: str) -> str:
    return settings.PORTAL_URL + reverse("signatories:asked", args=[enquiry.compact.slug, token])


def _to_asker(enquiry: Enquiry, *, subject: str, text: str) -> None:
    compact = enquiry.compact
    write_for(compact, to=enquiry.sent_to, subject=f"{compact}: {subject}", text=text, reason="this address was given with a question")


def _to_champion(enquiry: Enquiry, *, subject: str, text: str, kind: str = Message.Kind.NEEDED) -> None:
    compact = enquiry.compact
    reason = f"you are a {compact.terms.champion}"
    write_for(compact, to=enquiry.champion.person.email, subject=f"{compact}: {subject}", text=text, reason=reason, kind=kind)
