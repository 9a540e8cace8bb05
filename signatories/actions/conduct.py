"""What can happen to policies that were weighed, to signatories' own consultations, and to the map of services.

A lead writes what their own organisation does; an officer anything. The map is the officers'. PermissionDenied otherwise.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from signatories.actions.records import may_report
from signatories.models import Compact, OwnConsultation, PolicyAppraisal, ServiceEntry
from signatories.roles import officer_only, roles_of


def may_write(person, compact: Compact, organisation) -> bool:
    return roles_of(person, compact).officer or may_report(person, compact, organisation)


@transaction.atomic
def save_appraisal(*, compact: Compact, by: User, appraisal: PolicyAppraisal | None = None, **fields) -> PolicyAppraisal:
    return _save_own(PolicyAppraisal, "appraisal", compact, appraisal, by, fields)


@transaction.atomic
def save_own_consultation(*, compact: Compact, by: User, consultation: OwnConsultation | None = None, **fields) -> OwnConsultation:
    return _save_own(OwnConsultation, "own_consultation", compact, consultation, by, fields)


def _save_own(model, word: str, compact: Compact, kept: Model | None, by: User, fields: dict):
    """A lead may neither write for another organisation nor take over what another one wrote."""
    row = (
        model.objects.select_for_update(of=["self"]).select_related("organisation").get(pk=kept.pk, compact=compact)
        if kept
        else model(compact=compact)
    )
    concerned = {fields["organisation"], row.organisation if kept else fields["organisation"]}
    if not all(may_write(by, compact, organisation) for organisation in concerned):
        raise PermissionDenied
    return _save(row, f"{word}.{'changed' if kept else 'written'}", by, fields)


@transaction.atomic
def save_service(*, compact: Compact, by: User, entry: ServiceEntry | None = None, **fields) -> ServiceEntry:
    officer_only(by, compact)
    row = ServiceEntry.objects.select_for_update(of=["self"]).get(pk=entry.pk, compact=compact) if entry else ServiceEntry(compact=compact)
    return _save(row, f"service.{'changed' if entry else 'mapped'}", by, fields)


def _save(row: Model, verb: str, by: User, fields: dict):
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    record(verb, row, by=by)
    return row


@transaction.atomic
def remove_entry(*, row: PolicyAppraisal | OwnConsultation | ServiceEntry, by: User) -> None:
    """For what was written by mistake. Its history stays."""
    officer_only(by, row.compact)
    record(f"{row._meta.model_name}.removed", row, by=by)
    row.delete()
