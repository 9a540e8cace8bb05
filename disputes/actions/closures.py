"""Days that count in no limit: noted and taken off by an officer. Limits that run already keep their day either way."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from disputes.models import Closure
from signatories.models import Compact
from signatories.roles import officer_only


@transaction.atomic
def note_closure(*, compact: Compact, first_on: datetime.date, last_on: datetime.date, why: str, by: User) -> Closure:
    officer_only(by, compact)
    if first_on <= today():
        raise ValidationError({"first_on": _("Choose a first day that is still to come.")})
    made = Closure(compact=compact, first_on=first_on, last_on=last_on, why=why)
    made.full_clean()
    made.save()
    record("closure.noted", made, by=by, first_on=first_on.isoformat(), last_on=last_on.isoformat())
    return made


@transaction.atomic
def drop_closure(*, closure: Closure, by: User) -> Closure:
    """The row stays: limits that began while it stood are counted with it to their end."""
    officer_only(by, closure.compact)
    closure = Closure.objects.select_for_update(of=["self"]).select_related("compact").get(pk=closure.pk)
    if closure.dropped_on:
        raise ValidationError(_("This was taken off the list already."))
    closure.dropped_on = today()
    closure.save(update_fields=["dropped_on"])
    record("closure.dropped", closure, by=by)
    return closure
