"""What its owners and the steering group say of an action, month by month or quarter by quarter."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans import emails
from actionplans.actions.acts import set_by_when
from actionplans.models import Action, DateChange, ProgressMeeting, ProgressNote, Update, UpdateLink
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from signatories.models import Compact
from signatories.roles import officer_only


class SaidMeanwhile(ValidationError):
    """Somebody else has reported on the same action for the same time, after this person began to write."""


@transaction.atomic
def give_update(
    *, action: Action, rating: str, done: str, reason: str = "", next_steps: str = "", outcome: str = "", new_date: str = "",
    completed_on: datetime.date | None = None, evidence: str = "", evidence_link: str = "", seen: int = 0,
    meeting: ProgressMeeting | None = None, by: User | None = None, link: UpdateLink | None = None, on: datetime.date | None = None,
) -> Update:  # fmt: skip
    """Say how an action stands: once for each month or quarter of its plan; said again, it takes the place of what was said before.

    Whoever reports is `by`, or the organisation of the mailed `link`, whose period then counts. `seen` is the revision that they had
    before them, 0 for none: SaidMeanwhile when there is another one by now. `meeting` decided it, where one did.
    `on` is the day on which this is said.
    """
    on = on or today()
    action = Action.objects.select_for_update(of=("self",)).select_related("target__plan__compact").get(pk=action.pk)
    plan = action.target.plan
    if not may_report(action, by=by, link=link, on=on):
        raise PermissionDenied
    check_open(action)
    if meeting and (link or meeting.plan_id != plan.pk or not Compact.objects.steered_by(by, on=on).filter(pk=plan.compact_id).exists()):
        raise PermissionDenied
    check_words(rating, done, reason, new_date, completed_on, evidence, evidence_link, on)
    first = link.period_starts_on if link else plan.period_of(on)
    before = Update.objects.filter(action=action, period_starts_on=first).select_related("note").first()
    if (before.revision if before else 0) != seen:
        raise SaidMeanwhile(
            _(
                "Somebody has reported on this for %(period)s meanwhile. Their words stand above; yours are still below: change what is left to "
                "say, and send it again."
            )
            % {"period": plan.period_called(first)}
        )
    moved = action.status
    update = before or Update(action=action, period_starts_on=first, revision=0, note=ProgressNote(action=action, number=next_note(action)))
    update.note.text, update.note.noted_on = done.strip(), completed_on or on
    update.note.save()
    update.rating, update.reason, update.next_steps, update.outcome = rating, reason.strip(), next_steps.strip(), outcome.strip()
    update.given_on, update.given_by, update.for_organisation = on, by, link.organisation if link else None
    update.meeting = meeting
    update.revision += 1
    update.save()
    is_done = rating == Update.Rating.DONE
    action.status = Update.STATUS[rating]
    action.completed_on = completed_on if is_done else None
    action.evidence, action.evidence_link = (evidence.strip(), evidence_link) if is_done else ("", "")
    action.save(update_fields=["status", "completed_on", "evidence", "evidence_link"])
    asks_date = bool(new_date.strip()) and " ".join(new_date.split()) != action.by_when
    if asks_date:
        propose_date(action, new_date, reason=reason, by=by, link=link, on=on)
    if action.status != moved or asks_date:
        emails.action_moved(action)
    record(
        "plan.progress_reported", plan, by=by, of_target=action.target.number, action=action.number, status=action.status,
        period=first.isoformat(), **({"organisation": link.organisation_id} if link else {}),
    )  # fmt: skip
    return update


def next_note(action: Action) -> int:
    return (action.notes.aggregate(last=Max("number"))["last"] or 0) + 1


def may_report(action: Action, *, by: User | None, link: UpdateLink | None, on: datetime.date) -> bool:
    if link is None:
        return by is not None and action.can_be_reported_by(by, on=on)
    still_good = UpdateLink.objects.filter(pk=link.pk, revoked_at__isnull=True, plan=action.target.plan_id).exists()
    return still_good and action.owners.filter(pk=link.organisation_id).exists()


def check_open(action: Action) -> None:
    plan = action.target.plan
    if not plan.takes_reports:
        raise ValidationError(_("This plan is %(status)s, so it takes no reports on progress.") % {"status": plan.get_status_display()})
    if action.status == Action.Status.DROPPED:
        raise ValidationError(_("This was dropped, so there is nothing to report on it any more."))
    if hasattr(action, "carried"):
        raise ValidationError(_("This goes on in “%(plan)s”: report on it there.") % {"plan": action.carried.into.target.plan})


def check_words(rating, done, reason, new_date, completed_on, evidence, evidence_link, on) -> None:
    if rating not in Update.Rating.values:
        raise ValidationError(_("Choose how it stands."))
    if not done.strip():
        raise ValidationError(_("Say what was done."))
    if rating in Update.NEED_A_REASON and not reason.strip():
        raise ValidationError(_("Say why it is not on track."))
    if new_date.strip() and not reason.strip():
        raise ValidationError(_("Say why the date changes."))
    if rating != Update.Rating.DONE:
        return
    if completed_on is None:
        raise ValidationError(_("Say on which day it was done."))
    if completed_on > on:
        raise ValidationError(_("Nothing can have been done on a day to come."))
    if not (evidence.strip() or evidence_link):
        raise ValidationError(_("Say what shows that it is done, or give a link to it."))


def propose_date(action: Action, words: str, *, reason: str, by: User | None, link: UpdateLink | None, on: datetime.date) -> DateChange:
    """It holds at once, unless the plan wants approval and who asks is no officer. A new proposal takes the place of one that waits."""
    plan = action.target.plan
    officer = by is not None and Compact.objects.officered_by(by, on=on).filter(pk=plan.compact_id).exists()
    waits = plan.dates_need_approval and not officer
    change = (waits and action.date_changes.filter(state=DateChange.State.PROPOSED).first()) or DateChange(action=action)
    change.before, change.after, change.reason = action.by_when, " ".join(words.split())[:200], reason.strip()
    change.proposed_on, change.proposed_by, change.for_organisation = on, by, link.organisation if link else None
    set_by_when(action, change.after)  # refuses days that cannot be, also those that wait
    change.state = DateChange.State.PROPOSED if waits else DateChange.State.ACCEPTED
    change.save()
    if not waits:
        save_date(action)
    return change


def save_date(action: Action) -> None:
    action.save(update_fields=["by_when", "starts_on", "due_on", "milestones", "ongoing", "recurrence", "after_plan"])


@transaction.atomic
def decide_date(*, change: DateChange, accept: bool, answer: str, by: User) -> DateChange:
    """An officer says yes or no to a new date. No needs an answer, which everybody can read."""
    change = DateChange.objects.select_for_update(of=("self",)).select_related("action__target__plan__compact", "proposed_by").get(pk=change.pk)
    plan = change.action.target.plan
    officer_only(by, plan.compact)
    if change.state != DateChange.State.PROPOSED:
        raise ValidationError(_("This new date was %(state)s meanwhile.") % {"state": change.get_state_display()})
    if not plan.takes_reports:
        raise ValidationError(_("This plan is %(status)s, so no date in it changes any more.") % {"status": plan.get_status_display()})
    if not accept and not answer.strip():
        raise ValidationError(_("Say why the new date is refused."))
    change.state = DateChange.State.ACCEPTED if accept else DateChange.State.REFUSED
    change.answer, change.decided_at, change.decided_by = answer.strip(), timezone.now(), by
    change.save(update_fields=["state", "answer", "decided_at", "decided_by"])
    if accept:
        set_by_when(change.action, change.after)
        save_date(change.action)
        emails.action_moved(change.action)
    emails.date_decided(change)
    record("plan.date_decided", plan, by=by, of_target=change.action.target.number, action=change.action.number, state=change.state)
    return change
