"""Who stands ready for cases: people who help, who may sit on the panel, co-convenors. Both sectors name them together (naming.py)."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.days import today
from disputes import emails
from disputes.actions import naming
from disputes.models import Standing
from signatories.models import Compact
from signatories.roles import officer_only

PANEL = (Standing.Kind.PANEL, Standing.Kind.SUBSTITUTE)


@transaction.atomic
def propose_standing(
    *, compact: Compact, kind: str, email: str, name: str, sector: str, by: User, organisation=None, about: str = "",
    until: datetime.date | None = None,
) -> Standing:  # fmt: skip
    officer_only(by, compact)
    if until is not None and until <= today():
        raise ValidationError({"until": _("The last day is still to come.")})
    # Nobody is both a member of the panel and a substitute for it.
    there = Standing.objects.filter(compact=compact, person__email__iexact=email, kind__in=PANEL if kind in PANEL else [kind]).not_ended().first()
    if there:
        known = _("%(person)s is on the panel’s list already.") if kind in PANEL else _("%(person)s is on this list already.")
        raise ValidationError(known % {"person": there.person})
    made = Standing(compact=compact, kind=kind, sector=sector, organisation=organisation, about=about, until=until)
    return naming.propose(made, email=email, name=name, by=by, verb="standing.proposed", kind=kind, sector=sector)


@transaction.atomic
def confirm_standing(*, standing: Standing, by: User) -> Standing:
    """The person is told then, not before."""
    standing = naming.confirm(standing, by=by, verb="standing.confirmed")
    emails.stands_ready(standing)
    return standing


@transaction.atomic
def end_standing(*, standing: Standing, by: User) -> Standing:
    return naming.end(standing, by=by, verb="standing.ended", kind=standing.kind)
