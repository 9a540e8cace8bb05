"""What the steering group learns from a review, what is done about it, and how the review itself is improved."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext

from actionplans.actions.acts import save_action
from actionplans.models import Action, Target
from compact_portal.audit.recording import record
from reviews.models import Finding, ProcessReview, Review
from reviews.moderating import names_of
from reviews.naming import first_named
from signatories.models import Compact, Organisation
from signatories.roles import officer_only


def steering_only(by, compact: Compact) -> None:
    if not Compact.objects.steered_by(by).filter(pk=compact.pk).exists():
        raise PermissionDenied


@transaction.atomic
def write_finding(
    *, review: Review, text: str, by, kind: str = Finding.Kind.FINDING, times: int | None = None, sector: str = "", code=None
) -> Finding:
    """A theme of bad examples may name no organisation that ever signed: raises ValidationError with the name."""
    steering_only(by, review.compact)
    if kind == Finding.Kind.THEME and (name := named_in(text, review.compact)):
        raise ValidationError(gettext("A theme names nobody. Leave out “%(name)s”.") % {"name": name})
    review = Review.objects.select_for_update(of=["self"]).get(pk=review.pk)
    number = (review.findings.aggregate(last=Max("number"))["last"] or 0) + 1
    finding = Finding.objects.create(review=review, number=number, kind=kind, text=text, times=times, sector=sector, code=code)
    record("finding.written", finding, by=by, kind=kind)
    return finding


def named_in(text: str, compact: Compact) -> str | None:
    """A name of a signatory, past ones too, that stands in `text`, perhaps with a slip of the pen."""
    signatories = [signature.organisation for signature in compact.signatures.select_related("organisation")]
    return first_named(text, names_of(list(Organisation.objects.same_as(*signatories).values_list("pk", flat=True))))


@transaction.atomic
def remove_finding(*, finding: Finding, by) -> None:
    """Raises ValidationError once something is done about it."""
    steering_only(by, finding.review.compact)
    finding = Finding.objects.select_for_update(of=["self"]).get(pk=finding.pk)
    if finding.action_id:
        raise ValidationError(gettext("An action answers this finding. Take the action out of the plan first."))
    record("finding.removed", finding, by=by)
    finding.delete()


@transaction.atomic
def make_action(*, finding: Finding, target: Target, text: str, by, owners: str = "", by_when: str = "", reason: str = "") -> Action:
    """A new action of a plan, with the finding as its origin. `reason` is for a plan that is adopted: everybody reads it.

    Raises ValidationError.
    """
    officer_only(by, finding.review.compact)
    finding = Finding.objects.select_for_update(of=["self"]).select_related("review").get(pk=finding.pk)
    if finding.action_id:
        raise ValidationError(gettext("An action answers this finding already."))
    if target.plan.compact_id != finding.review.compact_id:
        raise ValidationError(gettext("Choose a plan of this agreement."))
    action = save_action(
        target=target, action=None, text=text, owners=owners, supporters="", people=[], by_when=by_when, meetings=[], by=by, reason=reason
    )
    finding.action = action
    finding.save(update_fields=["action"])
    record("finding.answered", finding, by=by, plan=target.plan.period, number=target.number)
    return action


@transaction.atomic
def record_process_review(*, review: Review, reviewed_on: datetime.date, worked: str, changes: str, by, at=None) -> ProcessReview:
    """The steering group's look at the review itself; written again, it replaces what was there."""
    steering_only(by, review.compact)
    at = at or timezone.now()
    said = {"reviewed_on": reviewed_on, "worked": worked, "changes": changes, "recorded_at": at, "recorded_by": by}
    process, _ = ProcessReview.objects.update_or_create(review=review, defaults=said)
    record("process.reviewed", process, by=by, reviewed_on=reviewed_on.isoformat())
    return process
