"""Where a plan names a person."""

from django.urls import reverse
from django.utils.translation import gettext as _

from actionplans.models import ActionPerson, CalendarFeed, Update
from compact_portal.holding import Held


def named(person) -> list[Held]:
    """Actions that they take forward by name, updates that they gave, and the private address of their calendar."""
    actions = ActionPerson.objects.filter(person=person).select_related("action__target__plan__compact")
    named, said = _("Named in the plan as %(name)s: %(action)s"), _("You said how it stands: %(action)s")
    found = [Held(named % {"name": row.name, "action": row.action}, row.since, address=row.action.get_absolute_url()) for row in actions]
    updates = Update.objects.filter(given_by=person).select_related("action__target__plan__compact")
    found += [Held(said % {"action": row.action}, row.given_on, address=row.action.get_absolute_url()) for row in updates]
    for feed in CalendarFeed.objects.filter(person=person):
        found.append(Held(_("A private address of your calendar"), feed.made_on, address=reverse("actionplans:calendar")))
    return found
