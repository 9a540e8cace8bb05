"""What people of a body do around its answers: evidence, items given to somebody, and an action or a reason for each gap."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplans.actions.acts import save_action
from actionplans.models import Action, Target
from compact_portal.audit.recording import record
from compact_portal.documents.uploads import Clean, discard, keep
from reviews.checklists import emails
from reviews.checklists.refusals import Refused
from reviews.checklists.who import assessments_of, people_of
from reviews.models import Assessment, ChecklistItem, Evidence, Gap, ItemTask
from signatories.roles import officer_only

REPLACED = _("A newer version of these answers is there: go on with that one.")


def taking_part(assessment: Assessment, by, on: datetime.date) -> Assessment:
    """Locked. Raises PermissionDenied for who does not belong to the body, Refused for a version that was replaced."""
    if not assessments_of(by, on).filter(pk=assessment.pk).exists():
        raise PermissionDenied
    assessment = Assessment.objects.select_for_update(of=["self"]).select_related("compact", "checklist", "body").get(pk=assessment.pk)
    if assessment.status == Assessment.Status.REOPENED:
        raise Refused(REPLACED)
    return assessment


@transaction.atomic
def add_evidence(
    *, assessment: Assessment, item: ChecklistItem, text: str, dated_on: datetime.date, by, on: datetime.date, link: str = "",
    file: Clean | None = None, stale_on: datetime.date | None = None, at=None,
) -> Evidence:  # fmt: skip
    """Also after the answers were sent: newer evidence changes no answer."""
    assessment = taking_part(assessment, by, on)
    if dated_on > on:
        raise Refused(_("The day of the evidence cannot be in the future."))
    upload = keep(file, by=by, at=at or timezone.now()) if file else None
    evidence = Evidence.objects.create(
        assessment=assessment, item=item, text=text, link=link, upload=upload, dated_on=dated_on, stale_on=stale_on, added_by=by
    )
    record("evidence.added", assessment, by=by, item=item.number)
    return evidence


@transaction.atomic
def renew_evidence(*, evidence: Evidence, by, on: datetime.date, stale_on: datetime.date | None) -> Evidence:
    """It was looked at, and still holds, until another day or for good."""
    taking_part(evidence.assessment, by, on)
    if stale_on and stale_on <= on:
        raise Refused(_("Choose a day in the future."))
    evidence.stale_on, evidence.reminded_on = stale_on, None
    evidence.save(update_fields=["stale_on", "reminded_on"])
    record("evidence.renewed", evidence.assessment, by=by, item=evidence.item.number)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by, on: datetime.date) -> None:
    """Only while the answers are open: what was sent stands with what it stood on. The file goes with the last evidence that names it."""
    assessment = taking_part(evidence.assessment, by, on)
    if not assessment.is_open:
        raise Refused(_("These answers have been sent, with this evidence: it stands."))
    upload, number = evidence.upload, evidence.item.number
    evidence.delete()
    if upload and not Evidence.objects.filter(upload=upload).exists():
        discard(upload)
    record("evidence.removed", assessment, by=by, item=number)


@transaction.atomic
def give_item(*, assessment: Assessment, item: ChecklistItem, person, by, on: datetime.date, due_on: datetime.date | None = None) -> ItemTask:
    """Somebody of the body looks after one item, and is told."""
    assessment = taking_part(assessment, by, on)
    if not assessment.is_open:
        raise Refused(_("These answers have been sent: nothing is left to look after."))
    if person not in people_of(assessment.body, on):
        raise Refused(
            _("%(person)s does not act for %(body)s or one of its members: choose somebody who does.") % {"person": person, "body": assessment.body}
        )
    task, new = ItemTask.objects.update_or_create(
        assessment=assessment,
        item=item,
        person=person,
        defaults={"due_on": due_on, "done_on": None},
        create_defaults={"due_on": due_on, "asked_by": by},
    )
    record("checklist_item.given", assessment, by=by, item=item.number)
    if new and person != by:
        emails.item_given(task, by=by)
    return task


@transaction.atomic
def finish_item(*, task: ItemTask, by, on: datetime.date) -> None:
    taking_part(task.assessment, by, on)
    ItemTask.objects.filter(pk=task.pk).update(done_on=None if task.done_on else on)


def locked_gap(gap: Gap, by, on: datetime.date) -> Gap:
    assessment = taking_part(gap.assessment, by, on)
    gap = Gap.objects.select_for_update(of=["self"]).select_related("item").get(pk=gap.pk)
    gap.assessment = assessment
    if gap.action_id:
        raise Refused(_("This action stands in the plan already: what becomes of it is said there."))
    return gap


@transaction.atomic
def act_on_gap(*, gap: Gap, what: str, owner: str, due_on: datetime.date, by, on: datetime.date, at=None) -> Gap:
    """Something is done about it: what, by whom, by when."""
    gap = locked_gap(gap, by, on)
    gap.decision, gap.what, gap.owner, gap.due_on, gap.reason = Gap.Decision.ACTION, what, owner, due_on, ""
    gap.settled_at, gap.settled_by = at or timezone.now(), by
    gap.save()
    record("gap.action", gap.assessment, by=by, item=gap.item.number)
    return gap


@transaction.atomic
def explain_gap(*, gap: Gap, reason: str, by, on: datetime.date, at=None) -> Gap:
    """Nothing is done about it, and why not."""
    gap = locked_gap(gap, by, on)
    gap.decision, gap.reason, gap.what, gap.owner, gap.due_on, gap.done_on = Gap.Decision.REASON, reason, "", "", None, None
    gap.settled_at, gap.settled_by = at or timezone.now(), by
    gap.save()
    record("gap.reason", gap.assessment, by=by, item=gap.item.number)
    return gap


@transaction.atomic
def finish_gap(*, gap: Gap, by, on: datetime.date) -> Gap:
    """The action is done; said again, it is not done after all."""
    gap = locked_gap(gap, by, on)
    if gap.decision != Gap.Decision.ACTION:
        raise Refused(_("There is no action for this item."))
    gap.done_on = None if gap.done_on else on
    gap.save(update_fields=["done_on"])
    record("gap.done" if gap.done_on else "gap.not_done", gap.assessment, by=by, item=gap.item.number)
    return gap


@transaction.atomic
def put_into_plan(*, gap: Gap, target: Target, text: str, owners: str, by_when: str, by, reason: str = "") -> Action:
    """An officer takes the action of a result that the steering group sees into a plan. `reason` is for one that is adopted:
    everybody reads it. Raises ValidationError."""
    officer_only(by, gap.assessment.compact)
    gap = Gap.objects.select_for_update(of=["self"]).select_related("assessment__compact", "item").get(pk=gap.pk)
    if not Assessment.objects.shown_to_steering().filter(pk=gap.assessment_id).exists():
        raise PermissionDenied
    if gap.decision != Gap.Decision.ACTION:
        raise Refused(_("The group has not said yet what is to be done about this."))
    if gap.action_id:
        raise Refused(_("It stands in a plan already."))
    if target.plan.compact_id != gap.assessment.compact_id:
        raise Refused(_("Choose a plan of this agreement."))
    action = save_action(
        target=target, action=None, text=text, owners=owners, supporters="", people=[], by_when=by_when, meetings=[], by=by, reason=reason
    )
    promise = gap.item.commitment
    if promise:
        action.commitments.add(promise)
        action.codes.add(promise.code_id)
    elif code := gap.assessment.checklist.code_id:
        action.codes.add(code)
    gap.action = action
    gap.save(update_fields=["action"])
    record("gap.planned", gap.assessment, by=by, item=gap.item.number, plan=target.plan.period, number=action.number)
    return action
