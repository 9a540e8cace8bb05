"""Letting somebody back in when nobody in the case can: one custodian of each sector together, after a day in which anybody may object.

The two halves of a key meet only in the hands of the person who asked, sealed to their new key: no custodian, and not the portal,
has the whole of it at any moment before that.
"""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from compact_portal.audit.recording import record
from disputes.emails import tell, tell_others
from disputes.keeping import waiting
from disputes.keeping.holders import begin_theirs, give
from disputes.keeping.shares import custodians_for
from disputes.models import Agreement, Audience, Case, Custodian, Half, Part, PersonKey, Recovery, Share
from disputes.models.custodians import WAIT
from disputes.sittings import Sitting
from disputes.vault import CannotOpen
from disputes.vault.audiences import seal
from disputes.vault.recovery import joined, opened_half


@transaction.atomic
def ask(*, part: Part, by) -> Recovery:
    """By the person who waits. The custodians are told that somebody needs them, and everybody else in the case that it was asked."""
    case = Case.objects.select_for_update().get(pk=part.case_id)
    if part.person_id != by.pk or part.has_ended:
        raise PermissionDenied
    if part.pk not in waiting(case):
        raise ValidationError(gettext("You can read everything that is yours to read."))
    if not PersonKey.objects.filter(person=by).exists():
        raise ValidationError(gettext("Make a case passphrase first."))
    custodians = custodians_for(case)
    if len({each.sector for each in custodians}) < 2 or not Share.objects.filter(case=case).exists():
        raise ValidationError(gettext("No custodian can help in this case: ask somebody in it to let you back in."))
    if Recovery.objects.filter(part=part, stopped_at=None, done_at=None).exists():
        raise ValidationError(gettext("You have asked already: the custodians have been told."))
    made = Recovery.objects.create(case=case, part=part, asked_at=timezone.now(), asked_by=by)
    record("case.recovery_asked", case, by=by, person=by.pk)
    for custodian in custodians:
        tell([custodian.person])
    tell_others(case, by, quiet=())
    return made


@transaction.atomic
def agree(*, recovery: Recovery, custodian: Custodian, reason: str, checked: str, sitting: Sitting, at: datetime.datetime | None = None) -> Agreement:
    """The custodian's halves, sealed to whoever asked. With the second sector's word the day of waiting begins, and all are told again."""
    at = at or timezone.now()
    recovery = _open(recovery)
    case = recovery.case
    if custodian.person_id != sitting.person.pk or custodian.pk not in {each.pk for each in custodians_for(case)}:
        raise PermissionDenied
    if recovery.asked_by_id == sitting.person.pk:
        raise ValidationError(gettext("You asked yourself: another custodian of your sector has to agree."))
    there = list(recovery.agreements.all())
    if any(each.sector == custodian.sector for each in there):
        raise ValidationError(gettext("A custodian of your sector has agreed already."))
    holder = PersonKey.objects.get(person=recovery.asked_by_id)
    made = Agreement(
        recovery=recovery, custodian=custodian, sector=custodian.sector, reason=reason, checked=checked, agreed_at=at, agreed_by=sitting.person,
    )  # fmt: skip
    made.full_clean(exclude=["recovery"])
    made.save()
    shares = Share.objects.filter(case=case, custodian=custodian, key__audience__in=Audience.of(recovery.part)).select_related("key")
    halves = [(share.key, opened_half(bytes(share.sealed), sitting.private)) for share in shares]
    Half.objects.bulk_create([Half(agreement=made, key=key, holder=holder, sealed=seal(half, bytes(holder.public))) for key, half in halves])
    record("case.recovery_agreed", case, by=sitting.person, sector=custodian.sector, reason=reason, checked=checked)
    if there:
        recovery.opens_after = at + WAIT
        recovery.save(update_fields=["opens_after"])
        tell([recovery.asked_by], case)
        tell_others(case, recovery.asked_by, quiet=())
    return made


@transaction.atomic
def object_to(*, recovery: Recovery, by) -> Recovery:
    """By anybody in the case (whoever asked takes it back so), or a custodian of it, until it is done. The halves go; whoever asked may ask again."""
    recovery = _open(recovery)
    of_case = recovery.case.parts.serving().filter(person=by)
    if not of_case.exists() and by.pk not in {each.person_id for each in custodians_for(recovery.case)}:
        raise PermissionDenied
    recovery.stopped_at, recovery.stopped_by = timezone.now(), by
    recovery.save(update_fields=["stopped_at", "stopped_by"])
    Half.objects.filter(agreement__recovery=recovery).delete()
    record("case.recovery_stopped", recovery.case, by=by)
    tell([recovery.asked_by], recovery.case)
    return recovery


@transaction.atomic
def finish(*, recovery: Recovery, sitting: Sitting, at: datetime.datetime | None = None) -> Recovery:
    """By whoever asked, after the day of waiting: the halves are joined, and the keys sealed to them. Raises CannotOpen."""
    at = at or timezone.now()
    recovery = _open(recovery)
    if recovery.asked_by_id != sitting.person.pk or recovery.part.has_ended:
        raise PermissionDenied
    if recovery.opens_after is None:
        raise ValidationError(gettext("One custodian of each sector has to agree first."))
    if at < recovery.opens_after:
        raise ValidationError(
            gettext("This can be finished from %(localtime)s.") % {"localtime": date_format(timezone.localtime(recovery.opens_after), "j F, H:i")}
        )
    holder = PersonKey.objects.get(person=sitting.person)
    pairs: dict = {}
    for half in Half.objects.filter(agreement__recovery=recovery, holder=holder).select_related("key"):
        pairs.setdefault(half.key, []).append(opened_half(bytes(half.sealed), sitting.private))
    whole = [(key, joined(*halves, expected=bytes(key.fingerprint))) for key, halves in pairs.items() if len(halves) == 2]
    if not whole:
        raise CannotOpen
    for key, secret in whole:
        give(key, secret, [holder], by=sitting.person)
    begin_theirs(recovery.part, by=sitting.person)
    recovery.done_at, recovery.done_by = at, sitting.person
    recovery.save(update_fields=["done_at", "done_by"])
    Half.objects.filter(agreement__recovery=recovery).delete()
    record("case.recovered", recovery.case, by=sitting.person, audiences=sorted({key.audience for key, _ in whole}))
    tell_others(recovery.case, sitting.person, quiet=())
    return recovery


def _open(recovery: Recovery) -> Recovery:
    found = Recovery.objects.select_for_update(of=["self"]).select_related("case", "part__person", "asked_by").get(pk=recovery.pk)
    if not found.is_open:
        raise ValidationError(gettext("This is over already."))
    return found
