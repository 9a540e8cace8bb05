"""Where a plan names a person."""

from django.urls import reverse

from actionplans.models import ActionPerson, CalendarFeed, Update
from compact_portal.holding import Held


def named(person) -> list[Held]:
    """Actions that they take forward by name, updates that they gave, and the private address of their calendar."""
    actions = ActionPerson.objects.filter(person=person).select_related("action__target__plan__compact")
    found = [Held(f"Named in the plan as {row.name}: {row.action}", row.since, address=row.action.get_absolute_url()) for row in actions]
    updates = Update.objects.filter(given_by=person).select_related("action__target__plan__compact")
    found += [Held(f"You said how it stands: {row.action}", row.given_on, address=row.action.get_absolute_url()) for row in updates]
    for feed in CalendarFeed.objects.filter(person=person):
        found.append(Held("A private address of your calendar", feed.made_on, address=reverse("actionplans:calendar")))
    return found
