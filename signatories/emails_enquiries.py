"""Mail about questions to a Champion. It says that there is something to read and where; never what, and never who asked."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from compact_portal.days import in_words
from compact_portal.messaging.outbox import write_for
from signatories.mail_words import in_language_of, write_words
from signatories.models import Enquiry
from signatories.wordings_people import QUESTION, QUESTION_LATE


@in_language_of("compact")
def confirm(enquiry: Enquiry, token: str) -> None:
    parts = [
        _("Somebody gave this address with a question about %(called)s. If it was you, confirm it here. Only then is it sent on:")
        % {"called": enquiry.compact.called},
        _link(enquiry, token),
        _("If it was not you, do nothing: in three days the question is deleted."),
    ]
    _to_asker(enquiry, subject=_("Please confirm your question"), text="\n\n".join(parts))


def waiting(enquiry: Enquiry) -> None:
    if enquiry.champion is not None:
        write_words(enquiry.compact, QUESTION, to=enquiry.champion.person.email, day=enquiry.due_on, link=_page(enquiry))


def late(enquiry: Enquiry) -> None:
    """`about` ends with whom it waits for: it may be passed on before the reminder leaves."""
    about = f"signatories.enquiry:{enquiry.pk}:{enquiry.champion_id}"
    write_words(enquiry.compact, QUESTION_LATE, to=enquiry.champion.person.email, about=about, day=enquiry.due_on, link=_page(enquiry))


@in_language_of("compact")
def answered(enquiry: Enquiry, token: str) -> None:
    text = _("There is an answer to your question about %(called)s. Read it here in the next four weeks:") % {"called": enquiry.compact.called}
    _to_asker(enquiry, subject=_("Your question is answered"), text=f"{text}\n\n{_link(enquiry, token)}")


@in_language_of("compact")
def passed_on(enquiry: Enquiry) -> None:
    text = _("Your question about %(called)s has gone to somebody who can answer it better. You will hear by %(day)s.")
    known = {"called": enquiry.compact.called, "day": in_words(enquiry.due_on)}
    _to_asker(enquiry, subject=_("Your question was passed on"), text=text % known)


@in_language_of("compact")
def closed(enquiry: Enquiry) -> None:
    text = _("We are sorry: nobody could answer your question here.")
    if enquiry.compact.contact_email:
        text += " " + _("Please write to %(address)s instead.") % {"address": enquiry.compact.contact_email}
    _to_asker(enquiry, subject=_("Your question could not be answered"), text=text)


def _page(enquiry: Enquiry) -> str:
    return settings.PORTAL_URL + reverse("signatories:enquiry", args=[enquiry.compact.slug, enquiry.pk])


def _link(enquiry: Enquiry, token: str) -> str:
    return settings.PORTAL_URL + reverse("signatories:asked", args=[enquiry.compact.slug, token])


def _to_asker(enquiry: Enquiry, *, subject: str, text: str) -> None:
    compact = enquiry.compact
    reason = _("this address was given with a question")
    write_for(compact, to=enquiry.sent_to, subject=f"{compact}: {subject}", text=text, reason=reason, language=get_language())
