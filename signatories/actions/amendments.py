"""What can happen to a proposed change of the text. Every verb is an officer's, who keeps the list for the steering group."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from signatories.models import Amendment, AmendmentAgreement, Compact, Edition
from signatories.roles import officer_only

Status = Amendment.Status


@transaction.atomic
def propose(*, compact: Compact, text: str, by: User, reason: str = "", proposed_by_name: str = "") -> Amendment:
    officer_only(by, compact)
    amendment = Amendment(compact=compact, text=text, reason=reason, proposed_by_name=proposed_by_name)
    amendment.full_clean()
    amendment.save()
    record("amendment.proposed", amendment, by=by)
    return amendment


@transaction.atomic
def agree(*, amendment: Amendment, body: str, by: User, agreed_on: datetime.date | None = None, agreed_when: str = "") -> AmendmentAgreement:
    """A body agreed to the change, on a day or when its minutes say. The first one makes it agreed; each further one is kept beside it."""
    amendment = _open(amendment, by)
    if agreed_on and agreed_on > today():
        raise ValidationError(_("Nobody can have agreed on a day to come."))
    agreement = AmendmentAgreement(amendment=amendment, body=body, agreed_on=agreed_on, agreed_when="" if agreed_on else agreed_when)
    agreement.full_clean()
    agreement.save()
    if amendment.status == Status.PROPOSED:
        amendment.status = Status.AGREED
        amendment.save(update_fields=["status"])
    record("amendment.agreed", amendment, by=by, agreed=agreed_on.isoformat() if agreed_on else agreed_when)
    return agreement


@transaction.atomic
def make_in(*, amendment: Amendment, edition: Edition, by: User) -> Amendment:
    """The change stands in the text of `edition`."""
    amendment = _open(amendment, by)
    if amendment.status != Status.AGREED:
        raise ValidationError(_("Nobody has agreed to this change yet."))
    if edition.compact_id != amendment.compact_id:
        raise ValidationError(_("This edition belongs to another agreement."))
    amendment.status, amendment.edition = Status.DONE, edition
    amendment.save(update_fields=["status", "edition"])
    record("amendment.done", amendment, by=by)
    return amendment


@transaction.atomic
def drop(*, amendment: Amendment, because: str, by: User) -> Amendment:
    amendment = _open(amendment, by)
    if not because:
        raise ValidationError(_("Say why it is dropped."))
    amendment.status, amendment.dropped_because = Status.DROPPED, because
    amendment.save(update_fields=["status", "dropped_because"])
    record("amendment.dropped", amendment, by=by)
    return amendment


def _open(amendment: Amendment, by: User) -> Amendment:
    officer_only(by, amendment.compact)
    amendment = Amendment.objects.select_for_update(of=["self"]).select_related("compact").get(pk=amendment.pk)
    if amendment.status in (Status.DONE, Status.DROPPED):
        raise ValidationError(_("This proposal has been settled."))
    return amendment
