"""Where a plan names a person, and what that person said of it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.models import ActionPerson, Approval, CalendarFeed, DateChange, PlanComment, Update, UpdateLink
from compact_portal.holding import Held


def named(person) -> list[Held]:
    """Actions that they take forward by name, what they said of plans, and the private address of their calendar."""
    actions = ActionPerson.objects.filter(person=person).select_related("action__target__plan__compact")
    named = _("Named in the plan as %(name)s: %(action)s")
    found = [Held(named % {"name": row.name, "action": row.action}, row.since, address=row.action.get_absolute_url()) for row in actions]
    found += said(person)
    for feed in CalendarFeed.objects.filter(person=person):
        found.append(Held(_("A private address of your calendar"), feed.made_on, address=reverse("actionplans:calendar")))
    return found


def said(person) -> list[Held]:
    """Their own words: how actions stand and why dates change, what they think of a draft, whether they agree to it."""
    found = []
    for row in Update.objects.filter(given_by=person).select_related("note", "action__target__plan__compact"):
        words = joined(row.note.text, row.reason, row.next_steps, row.outcome)
        what = _("You said how it stands: %(action)s: %(words)s") if words else _("You said how it stands: %(action)s")
        found.append(Held(what % {"action": row.action, "words": words}, row.given_on, address=row.action.get_absolute_url()))
    for row in DateChange.objects.filter(proposed_by=person).select_related("action__target__plan__compact"):
        what = _("You asked for another date: %(action)s: %(words)s") % {"action": row.action, "words": row.reason}
        found.append(Held(what, row.proposed_on, address=row.action.get_absolute_url()))
    for row in PlanComment.objects.filter(written_by=person).select_related("consultation__plan__compact"):
        what = _("You commented on %(plan)s: %(words)s") % {"plan": row.consultation.plan, "words": row.text}
        found.append(Held(what, timezone.localdate(row.written_at)))
    for row in Approval.objects.filter(given_by=person).select_related("plan__compact"):
        agrees = _("You agreed to %(plan)s") if row.agrees else _("You did not agree to %(plan)s")
        found.append(Held(joined(agrees % {"plan": row.plan}, row.words), timezone.localdate(row.given_at)))
    return found


def links(person) -> list[Held]:
    rows = UpdateLink.objects.filter(sent_to__iexact=person.email).select_related("plan", "organisation")
    what = _("A link to say how the actions of %(organisation)s stand, %(plan)s")
    return [Held(what % {"organisation": row.organisation, "plan": row.plan}, row.asked_on) for row in rows]


def joined(*words: str) -> str:
    return "; ".join(filter(None, words))
