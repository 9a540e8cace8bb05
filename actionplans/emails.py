"""What plans write to people: a link and what it is for. The words of an action are public; what somebody reports of it is read on the page."""

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from actionplans.models import Action, DateChange, Plan, UpdateLink
from actionplans.wordings import COMING_UP, UPDATE
from compact_portal.messaging.models import Message, Round
from compact_portal.messaging.outbox import queue, write_for
from signatories.mail_words import words_for

MOST_LISTED = 12


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
    plan, organisation = link.plan, link.organisation
    subject, text = words_for(
        plan.compact, UPDATE, organisation=organisation, plan=plan, these=_("these %(actions)s") % {"actions": plan.terms.actions},
        period=plan.period_called(link.period_starts_on),
        actions=listed(actions), link=whole(reverse("actionplans:update_link", args=[token])), paper=for_the_meeting(plan, actions),
    )  # fmt: skip
    reason = _("your organisation has a part in “%(plan)s” of %(agreement)s") % {"plan": plan, "agreement": plan.compact.called}
    write_for(
        plan.compact, to=link.sent_to, subject=subject, text=text, reason=reason,
        about=f"actionplans.updatelink:{link.pk}", round=held,
    )  # fmt: skip


def remind_person(person, plan: Plan, actions: list[Action], held: Round | None = None) -> None:
    """Somebody who takes an action forward by name, or an officer where an owner cannot be reached."""
    subject, text = words_for(
        plan.compact, COMING_UP, plan=plan, actions=listed(actions), link=whole(plan.get_absolute_url()), paper=for_the_meeting(plan, actions)
    )
    reason = _("you look after a part of “%(plan)s” of %(agreement)s") % {"plan": plan, "agreement": plan.compact.called}
    write_for(plan.compact, to=person.email, subject=subject, text=text, reason=reason, kind=Message.Kind.REMINDER, round=held)


def action_moved(action: Action) -> None:
    """To the supporting organisations, each address once."""
    plan = action.target.plan
    addresses = dict.fromkeys(organisation.contact_email for organisation in action.supporters.all() if organisation.contact_email)
    for address in addresses:
        queue(
            to=address,
            compact_id=plan.compact_id,
            subject=_("%(compact)s: something you support has moved") % {"compact": plan.compact.name},
            text="\n\n".join(
                [
                    _("There is news of something that your organisation supports in “%(plan)s”:") % {"plan": plan},
                    Truncator(action.text).words(60),
                    _("Read what has been done:"),
                    whole(action.get_absolute_url()),
                ]
            ),
            reason=_("your organisation supports this %(action)s") % {"action": plan.terms.action},
            kind=Message.Kind.NEWS,
        )


def date_decided(change: DateChange) -> None:
    """To who asked for the new date."""
    action = change.action
    plan = action.target.plan
    to = change.proposed_by.email if change.proposed_by else change.for_organisation.contact_email
    if not to:
        return
    queue(
        to=to,
        compact_id=plan.compact_id,
        subject=_("%(compact)s: the new date you asked for") % {"compact": plan.compact.name},
        text=_("The new date that you asked for was %(state)s.") % {"state": change.get_state_display()} + f"\n\n{whole(action.get_absolute_url())}",
        reason=_("you asked for a new date"),
    )
