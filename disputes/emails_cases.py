"""Mail about a case: that there is a message, and never which case, about what, or of whom."""

from django.conf import settings
from django.urls import reverse

from compact_portal.messaging.outbox import queue
from disputes.models import Case

SUBJECT = "You have a message"
REASON = "something on the portal waits for you"


def tell(person, *, compact_id: int | None = None) -> None:
    """To one person. The way leads to their list of things to do, which asks them to sign in."""
    page = settings.PORTAL_URL + reverse("home")
    text = f"You have a message on the portal. Sign in to read it:\n\n{page}"
    queue(to=person.email, subject=SUBJECT, text=text, reason=REASON, compact_id=compact_id)


def tell_others(case: Case, *, but) -> None:
    """To everybody in the case besides `but`, once each."""
    people = {part.person_id: part.person for part in case.parts.serving().exclude(person=but).select_related("person")}
    for person in people.values():
        tell(person, compact_id=case.compact_id)
