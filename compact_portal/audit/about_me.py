"""What a person did, as the record of events holds it: verbs and names, never what was written."""

from django.utils import timezone

from compact_portal.audit.models import Event
from compact_portal.holding import Held

MOST = 1000


def deeds(person) -> list[Held]:
    """The newest MOST. What was done in a disagreement stands in that case alone, for whoever may see it."""
    events = Event.objects.filter(actor=person).exclude(target_model__startswith="disputes.")[:MOST]
    return [Held(f"{deed_of(event.verb)}: {event.target_name}", timezone.localdate(event.at)) for event in events]


def deed_of(verb: str) -> str:
    """ "lead.handed_over" becomes "Lead handed over"."""
    return verb.replace(".", " ").replace("_", " ").capitalize()
