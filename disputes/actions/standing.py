"""Who stands ready for cases: proposed by one sector, confirmed by the other (security.md: nobody is put there by one person's word)."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.accounts.actions import know_person
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from disputes import emails
from disputes.models import Standing
from disputes.roles import sectors_of
from signatories.models import Compact
from signatories.roles import officer_only


@transaction.atomic
def propose_standing(
    *,
    compact: Compact,
    kind: str,
    email: str,
    name: str,
    sector: str,
    by: User,
    organisation=None,
    about: str = "",
    until: datetime.date | None = None,
) -> Standing:
    """An officer proposes; it holds once somebody of the other sector confirms it."""
    officer_only(by, compact)
    person = know_person(email=email, name=name, by=by)
    if not person.is_active:
        raise ValidationError("The account of this person is closed.")
    if until is not None and until <= today():
        raise ValidationError({"until": "The last day is still to come."})
    made = Standing(
        compact=compact, person=person, kind=kind, sector=sector, organisation=organisation, about=about, until=until,
        proposed_at=timezone.now(), proposed_by=by,
    )  # fmt: skip
    if Standing.objects.filter(compact=compact, person=person, kind=kind).not_ended().exists():
        raise ValidationError(f"{person} is on this list already.")
    if {kind} & {"panel", "substitute"} and Standing.objects.filter(
        compact=compact, person=person, kind__in=["panel", "substitute"]
    ).not_ended().exists():
        raise ValidationError(f"{person} is on the panel's list already.")
    made.full_clean()
    made.save()
    record("standing.proposed", made, by=by, kind=kind, sector=sector)
    return made


@transaction.atomic
def confirm_standing(*, standing: Standing, by: User) -> Standing:
    """By an officer or member of the steering group of the other sector than who proposed it. The person is told then, not before."""
    standing = _locked(standing)
    if not may_confirm(standing, by):
        raise PermissionDenied
    if standing.is_confirmed or standing.has_ended:
        raise ValidationError("This entry is confirmed or over already.")
    standing.confirmed_at, standing.confirmed_by = timezone.now(), by
    standing.save(update_fields=["confirmed_at", "confirmed_by"])
    record("standing.confirmed", standing, by=by)
    emails.stands_ready(standing)
    return standing


@transaction.atomic
def end_standing(*, standing: Standing, by: User) -> Standing:
    """By an officer, or by the person: nobody has to stay. What was never confirmed goes altogether."""
    standing = _locked(standing)
    if standing.person_id != by.pk:
        officer_only(by, standing.compact)
    if standing.has_ended:
        raise ValidationError(f"{standing.person} has stopped already.")
    record("standing.ended", standing, by=by, kind=standing.kind)
    if standing.is_confirmed:
        standing.end()
    else:
        standing.delete()
    return standing


def may_confirm(standing: Standing, person: User, *, on: datetime.date | None = None) -> bool:
    """Somebody of the other sector than who proposed it; not the person themself."""
    if person.pk in (standing.proposed_by_id, standing.person_id):
        return False
    proposed = sectors_of(standing.proposed_by, standing.compact, on=on)
    return bool(sectors_of(person, standing.compact, on=on) - proposed)


def _locked(standing: Standing) -> Standing:
    return Standing.objects.select_for_update(of=["self"]).select_related("compact", "person", "proposed_by").get(pk=standing.pk)
