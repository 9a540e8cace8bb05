"""Asking the steering group to put something right that one cannot change oneself, and answering that."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import months_after, today
from signatories import emails_corrections as emails
from signatories.models import Compact, CorrectionRequest

MOST_WAITING = 10  # of one person in one agreement


@transaction.atomic
def ask_correction(*, compact: Compact, wrong: str, right: str, by: User) -> CorrectionRequest:
    """Anybody who can sign in may ask. A month is what the law gives for the answer (UK GDPR, article 12(3))."""
    Compact.objects.select_for_update().get(pk=compact.pk)
    if CorrectionRequest.objects.waiting().filter(compact=compact, asked_by=by).count() >= MOST_WAITING:
        raise ValidationError(_("You have asked for many corrections already: wait until some are answered."))
    asked = CorrectionRequest(compact=compact, wrong=wrong, right=right, asked_by=by, asked_on=today(), due_on=months_after(today(), 1))
    asked.full_clean()
    asked.save()
    record("correction.asked", asked, by=by)
    emails.asked(asked)
    return asked


@transaction.atomic
def answer_correction(*, request: CorrectionRequest, outcome: str, answer: str, by: User) -> CorrectionRequest:
    """By somebody of the steering group, but not by whoever asked."""
    request = CorrectionRequest.objects.select_for_update(of=["self"]).select_related("compact", "asked_by").get(pk=request.pk)
    if by.pk == request.asked_by_id or not Compact.objects.steered_by(by).filter(pk=request.compact_id).exists():
        raise PermissionDenied
    if request.outcome:
        raise ValidationError(_("This request has been answered already."))
    request.outcome, request.answer, request.answered_at, request.answered_by = outcome, answer, timezone.now(), by
    request.full_clean()
    request.save(update_fields=["outcome", "answer", "answered_at", "answered_by"])
    record("correction.answered", request, by=by, outcome=outcome)
    emails.answered(request)
    return request
