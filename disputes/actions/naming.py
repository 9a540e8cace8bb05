"""Naming somebody for cases takes two sectors: an officer proposes, somebody of the other sector confirms (security.md 3.18).

What custodians and the standing lists share. `row` is one of either, inside the transaction of the verb that calls here; it has
`compact`, `person`, `proposed_at` and `proposed_by`, `confirmed_at` and `confirmed_by`.
"""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.accounts.actions import know_person
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from disputes.roles import sectors_of
from signatories.roles import officer_only


def propose(row, *, email: str, name: str, by: User, verb: str, **detail):
    """Save `row` with its person, by an officer. Nobody is told before it is confirmed."""
    officer_only(by, row.compact)
    row.person = know_person(email=email, name=name, by=by)
    if not row.person.is_active:
        raise ValidationError(_("The account of this person is closed."))
    row.proposed_at, row.proposed_by = timezone.now(), by
    row.full_clean()
    row.save()
    record(verb, row, by=by, **detail)
    return row


def may_confirm(row, person: User, *, on: datetime.date | None = None) -> bool:
    """Somebody of the other sector than who proposed it; not the person themself."""
    if person.pk in (row.proposed_by_id, row.person_id):
        return False
    return bool(sectors_of(person, row.compact, on=on) - sectors_of(row.proposed_by, row.compact, on=on))


def confirm(row, *, by: User, verb: str):
    row = locked(row)
    if not may_confirm(row, by):
        raise PermissionDenied
    if row.is_confirmed or row.has_ended:
        raise ValidationError(_("This was confirmed already, or is over."))
    row.confirmed_at, row.confirmed_by = timezone.now(), by
    row.save(update_fields=["confirmed_at", "confirmed_by"])
    record(verb, row, by=by)
    return row


def end(row, *, by: User, verb: str, **detail):
    """By an officer, or by the person: nobody has to stay. What was never confirmed goes altogether."""
    row = locked(row)
    if row.person_id != by.pk:
        officer_only(by, row.compact)
    if row.has_ended:
        raise ValidationError(_("%(person)s has stopped already.") % {"person": row.person})
    record(verb, row, by=by, **detail)
    if row.is_confirmed:
        row.end()
    else:
        row.delete()
    return row


def locked(row):
    return type(row).objects.select_for_update(of=["self"]).select_related("compact", "person", "proposed_by").get(pk=row.pk)
