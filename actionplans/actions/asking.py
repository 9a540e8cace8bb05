"""Owners are asked for an update, by a link that needs no password."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans import emails
from actionplans.models import Action, Plan, Reminder, UpdateLink
from actionplans.recurrence import days_of
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from signatories.mail_words import held_round
from signatories.models import Officer, Organisation
from signatories.roles import officer_only

BEFORE = datetime.timedelta(days=7)
# After the last day of its period a plan is closed soon: until then its owners are asked once more.
AFTER_THE_END = datetime.timedelta(days=31)


@transaction.atomic
def ask_now(*, plan: Plan, organisation: Organisation, by: User, on: datetime.date | None = None) -> UpdateLink:
    """An officer has a fresh link sent, whatever the day. The link that was sent before stops working."""
    officer_only(by, plan.compact)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("compact").get(pk=plan.pk)
    if not plan.takes_reports:
        raise ValidationError(_("This plan is %(status)s, so nobody is asked about it.") % {"status": plan.get_status_display()})
    if not organisation.contact_email:
        raise ValidationError(_("%(organisation)s has no address for mail: add one first.") % {"organisation": organisation})
    on = on or today()
    first = plan.period_of(on)
    actions = list(waiting(plan, first).owned_by([organisation.pk]))
    if not actions:
        raise ValidationError(
            _("%(organisation)s has said everything for %(period_called)s already.")
            % {"organisation": organisation, "period_called": plan.period_called(first)}
        )
    link = send_link(plan, organisation, first, actions, on=on, anew=True)
    record("plan.update_asked", plan, by=by, organisation=organisation.pk, actions=len(actions))
    return link


def waiting(plan: Plan, first: datetime.date):
    """The actions of a plan that want an update for the period that begins on the day `first`."""
    return Action.objects.filter(target__plan=plan).wanting_update(first).filter(carried__isnull=True)


def send_link(
    plan: Plan, organisation: Organisation, first: datetime.date, actions: list[Action], *, on: datetime.date, anew: bool = False, held=None
) -> UpdateLink:
    """A mail that the portal sends by itself repeats the link of the period, since it may wait for an officer (`held`)."""
    link = UpdateLink.objects.filter(plan=plan, organisation=organisation, period_starts_on=first).first()
    link = link or UpdateLink(plan=plan, organisation=organisation, period_starts_on=first)
    same = link.sent_to == organisation.contact_email and not link.revoked_at and not anew
    token = link.token_again() if same else link.new_token()
    link.sent_to, link.sent_at, link.asked_on, link.revoked_at = organisation.contact_email, timezone.now(), on, None
    link.save()
    emails.ask_organisation(link, token, actions, held)
    return link


def ask_all_due(*, on: datetime.date) -> int:
    """Everything of which owners should hear on the day `on`. Returns how many organisations and people were written to. Safe to run
    twice: a link and a reminder are kept for each mail."""
    plans = Plan.objects.filter(status=Plan.Status.ADOPTED, starts_on__lte=on, ends_on__gte=on - AFTER_THE_END)
    return sum(ask_due(plan, on=on) for plan in plans)


@transaction.atomic
def ask_due(plan: Plan, *, on: datetime.date) -> int:
    """One mail for each organisation that has an action whose month or quarter is about to end, or which falls due within a week."""
    plan = Plan.objects.select_for_update(of=("self",), skip_locked=True).select_related("compact").filter(pk=plan.pk).first()
    if plan is None or not plan.takes_reports:
        return 0
    first = plan.period_of(on)
    asked = set(UpdateLink.objects.filter(plan=plan, period_starts_on=first).values_list("organisation", flat=True))
    ends_soon = on >= plan.period_end(first) - BEFORE
    due = due_actions(plan, on=on)
    to_ask: dict[Organisation, list[Action]] = {}
    for action in waiting(plan, first).order_by("target__number", "number").prefetch_related("owners"):
        for organisation in action.owners.all():
            if organisation.contact_email and (action.pk in due or (ends_soon and organisation.pk not in asked)):
                to_ask.setdefault(organisation, []).append(action)
    people = people_of(due, plan)
    held = held_round(plan.compact, f"Questions and reminders about {plan}") if to_ask or people else None
    for organisation, actions in to_ask.items():
        send_link(plan, organisation, first, actions, on=on, held=held)
    for person, actions in people.items():
        emails.remind_person(person, plan, actions, held)
    return len(to_ask) + len(people)


def due_actions(plan: Plan, *, on: datetime.date) -> dict[int, Action]:
    """Those that have a day within the next week of which nobody was reminded yet. The reminder is kept here and now."""
    found, reminders = {}, []
    unfinished = Action.objects.filter(target__plan=plan).unfinished().exclude(status=Action.Status.DEFERRED)
    for action in unfinished.prefetch_related("reminders", "owners", "people__person").order_by("target__number", "number"):
        known = {reminder.day for reminder in action.reminders.all()}
        days = [day for day in days_of(action, plan) if on <= day <= on + BEFORE and day not in known]
        if days:
            found[action.pk] = action
            reminders += [Reminder(action=action, day=day, sent_on=on) for day in days]
    Reminder.objects.bulk_create(reminders)
    return found


def people_of(due: dict[int, Action], plan: Plan) -> dict[User, list[Action]]:
    """Those who take an action forward by name; and the officers, where no owner can be reached."""
    people: dict[User, list[Action]] = {}
    officers = [officer.person for officer in Officer.objects.serving().filter(compact=plan.compact_id).select_related("person")] if due else []
    for action in due.values():
        named = [holder.person for holder in action.people.all() if holder.person]
        reached = named or any(organisation.contact_email for organisation in action.owners.all())
        for person in named if reached else officers:
            people.setdefault(person, []).append(action)
    return people
