"""What a person did, as the record of events holds it: verbs and names, never what was written."""

from django.utils import timezone

from compact_portal.audit.models import Event
from compact_portal.holding import Held


def deeds(person) -> list[Held]:
    """All of them. What was done in a disagreement stands in that case alone, for whoever may see it."""
    events = Event.objects.filter(actor=person).exclude(target_model__startswith="disputes.")
    return [Held(f"{deed_of(verb)}: {name}", timezone.localdate(at)) for verb, name, at in events.values_list("verb", "target_name", "at")]


def deed_of(verb: str) -> str:
    """ "lead.handed_over" becomes "Lead handed over"."""
    return verb.replace(".", " ").replace("_", " ").capitalize()
