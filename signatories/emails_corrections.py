"""Mail about a request for a correction: that there is one, and that it is answered; never what it says."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from compact_portal.days import in_words
from compact_portal.messaging.outbox import write_for
from signatories.mail_words import in_language_of
from signatories.models import CorrectionRequest


@in_language_of("compact")
def asked(request: CorrectionRequest) -> None:
    """To every officer; it waits on the to-do page of the whole steering group."""
    compact = request.compact
    page = settings.PORTAL_URL + reverse("signatories:correction", args=[compact.slug, request.pk])
    text = _("Somebody asks %(called)s to correct what is held about them. The law gives until %(due_on)s to answer. Look at it here:")
    said = text % {"called": compact.called, "due_on": in_words(request.due_on)}
    for officer in compact.officers.serving().select_related("person").exclude(person=request.asked_by):
        _write(request, officer.person.email, _("%(compact)s: Somebody asks for a correction"), f"{said}\n\n{page}", _("you are an officer of it"))


@in_language_of("compact")
def answered(request: CorrectionRequest) -> None:
    page = f"{settings.PORTAL_URL}{reverse('about_me:about_me')}#corrections"
    text = _("The correction that you asked %(called)s for is answered. Read the answer here:") % {"called": request.compact.called}
    _write(request, request.asked_by.email, _("%(compact)s: Your request for a correction"), f"{text}\n\n{page}", _("you asked for it"))


def _write(request: CorrectionRequest, to: str, subject: str, text: str, reason: str) -> None:
    write_for(request.compact, to=to, subject=subject % {"compact": request.compact}, text=text, reason=reason, language=get_language())
