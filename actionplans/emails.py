"""What plans write to people: a link and what it is for. The words of an action are public; what somebody reports of it is read on the page."""

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from actionplans.models import Action, DateChange, Plan, UpdateLink
from actionplans.wordings import COMING_UP, NEW_DATE, NEWS, UPDATE
from compact_portal.messaging.models import Message, Round
from signatories.mail_words import write_words

MOST_LISTED = 12
LONGEST_ABOUT = Message._meta.get_field("about").max_length


def whole(address: str) -> str:
    return settings.PORTAL_URL + address


def listed(actions: list[Action]) -> str:
    lines = [f"- {Truncator(action.text).words(25)}" + (f" ({action.by_when})" if action.by_when else "") for action in actions[:MOST_LISTED]]
    more = len(actions) - MOST_LISTED
    return "\n".join(lines + ([_("- and %(number)d more") % {"number": more}] if more > 0 else []))


def for_the_meeting(plan: Plan, actions: list[Action]) -> str:
    """Where one of them comes up at a meeting: the way to the paper for it."""
    if not any(action.recurrence or action.meetings for action in actions):
        return ""
    return _("For the meeting, progress on paper: %(address)s") % {
        "address": whole(reverse("actionplans:papers", args=[plan.compact.slug, plan.period]))
    }


def ask_organisation(link: UpdateLink, token: str, actions: list[Action], held: Round | None = None) -> None:
    """`held` is the round of mail in which it waits for an officer."""
    plan = link.plan
    write_words(
        plan.compact, UPDATE, to=link.sent_to, about=f"actionplans.updatelink:{link.pk}", round=held,
        organisation=link.organisation, plan=plan, these=lambda: _("these %(actions)s") % {"actions": plan.terms.actions},
        period=lambda: plan.period_called(link.period_starts_on), actions=lambda: listed(actions),
        link=whole(reverse("actionplans:update_link", args=[token])), paper=lambda: for_the_meeting(plan, actions),
    )  # fmt: skip


def remind_person(person, plan: Plan, actions: list[Action], held: Round | None = None) -> None:
    """Somebody who takes an action forward by name, or an officer where an owner cannot be reached."""
    about = f"actionplans.coming_up:{'.'.join(str(action.pk) for action in actions)}"
    if len(about) > LONGEST_ABOUT:  # of so many that some are open whatever is done
        about = ""
    write_words(
        plan.compact, COMING_UP, to=person.email, about=about, round=held,
        plan=plan, actions=lambda: listed(actions), link=whole(plan.get_absolute_url()), paper=lambda: for_the_meeting(plan, actions),
    )  # fmt: skip


def action_moved(action: Action) -> None:
    """To the supporting organisations, each address once."""
    plan = action.target.plan
    addresses = dict.fromkeys(organisation.contact_email for organisation in action.supporters.all() if organisation.contact_email)
    for address in addresses:
        write_words(
            plan.compact, NEWS, to=address,
            plan=plan, action=Truncator(action.text).words(60), action_word=lambda: plan.terms.action, link=whole(action.get_absolute_url()),
        )  # fmt: skip


def date_decided(change: DateChange) -> None:
    """To who asked for the new date."""
    action = change.action
    to = change.proposed_by.email if change.proposed_by else change.for_organisation.contact_email
    if to:
        write_words(action.target.plan.compact, NEW_DATE, to=to, decided=change.get_state_display, link=whole(action.get_absolute_url()))
