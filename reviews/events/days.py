"""When an event is, in words."""

from django.utils.translation import gettext as _

from compact_portal.days import in_words
from reviews.models import Event


def days_of(event: Event) -> str:
    """Its day, or its first and its last."""
    if event.starts_on == event.ends_on:
        return in_words(event.starts_on)
    return _("%(first)s to %(last)s") % {"first": in_words(event.starts_on), "last": in_words(event.ends_on)}
