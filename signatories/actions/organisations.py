"""What an officer keeps of an organisation: its details, its other names, its closing, and who belongs to a group.

Only of one that `is_open_to` the agreement: what another agreement's signatory says of itself is kept there.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from signatories.actions.signing import locked, signatures_touched
from signatories.models import GroupMembership, Organisation, OrganisationName, Signature


@transaction.atomic
def change_details(*, signature: Signature, by: User, other_names: list[tuple[str, str]], areas=(), themes=None, **fields) -> Organisation:
    """`other_names` are (name, kind), in place of those before; `themes` stay when not given. `fields` are those of Organisation."""
    signature, organisation = _open(signature, by)
    was = organisation.name
    for field, value in fields.items():
        setattr(organisation, field, value)
    wanted = {name.casefold(): (name, kind) for name, kind in other_names}
    if was.casefold() != organisation.name.casefold():
        wanted.setdefault(was.casefold(), (was, OrganisationName.Kind.FORMER))  # a renamed organisation is still found by its old name
    wanted.pop(organisation.name.casefold(), None)
    organisation.full_clean()
    organisation.save()
    organisation.areas.set(areas)
    if themes is not None:
        organisation.themes.set(themes)
    _keep_names(organisation, wanted)
    _record("organisation.changed", signature, by)
    return organisation


@transaction.atomic
def close_organisation(*, signature: Signature, closed_on: datetime.date, by: User, successor: Organisation | None = None) -> Organisation:
    """It is no more. Its signature no longer counts, under any agreement; everything about it stays in history."""
    signature, organisation = _open(signature, by)
    if organisation.closed_on:
        raise ValidationError(_("%(organisation)s has closed already.") % {"organisation": organisation})
    if closed_on > today():
        raise ValidationError(_("An organisation cannot be closed in the future: come back on that day."))
    organisation.closed_on, organisation.successor = closed_on, successor
    organisation.full_clean()
    organisation.save(update_fields=["closed_on", "successor"])
    _record("organisation.closed", signature, by, closed_on=closed_on.isoformat())
    return organisation


@transaction.atomic
def reopen_organisation(*, signature: Signature, by: User) -> Organisation:
    """It was closed by mistake, or began again."""
    signature, organisation = _open(signature, by)
    if not organisation.closed_on:
        raise ValidationError(_("%(organisation)s has not closed.") % {"organisation": organisation})
    organisation.closed_on, organisation.successor = None, None
    organisation.save(update_fields=["closed_on", "successor"])
    _record("organisation.reopened", signature, by)
    return organisation


@transaction.atomic
def add_member(*, signature: Signature, member: Organisation, by: User, role: str = "", since: datetime.date | None = None) -> GroupMembership:
    """`since` may be unknown."""
    signature, group = _open(signature, by)
    belonging = GroupMembership(group=group, member=member, role=role, since=since)
    belonging.full_clean()
    belonging.save()
    _record("group.member_added", signature, by, member=member.pk)
    return belonging


@transaction.atomic
def change_member(*, signature: Signature, membership: GroupMembership, by: User, **fields) -> GroupMembership:
    """Its part in the group, and from when until when it belongs or belonged: `role`, `since`, `until`."""
    signature, group = _open(signature, by)
    membership = GroupMembership.objects.select_for_update(of=["self"]).select_related("member", "group").get(pk=membership.pk, group=group)
    for field, value in fields.items():
        setattr(membership, field, value)
    membership.full_clean()
    membership.save(update_fields=list(fields))
    _record("group.member_changed", signature, by, member=membership.member_id)
    return membership


@transaction.atomic
def remove_member(*, signature: Signature, membership: GroupMembership, by: User) -> None:
    """It was never one. One that has left keeps its row, with its last day."""
    signature, group = _open(signature, by)
    membership = GroupMembership.objects.select_for_update().get(pk=membership.pk, group=group)
    _record("group.member_removed", signature, by, member=membership.member_id)
    membership.delete()


def _keep_names(organisation: Organisation, wanted: dict[str, tuple[str, str]]) -> None:
    """What is there already stays, so that history shows only what changed."""
    for one in organisation.names.all():
        if wanted.get(one.name.casefold()) == (one.name, one.kind):
            del wanted[one.name.casefold()]
        else:
            one.delete()
    for name, kind in wanted.values():
        one = OrganisationName(organisation=organisation, name=name, kind=kind)
        one.full_clean()
        one.save()


def _open(signature: Signature, by: User) -> tuple[Signature, Organisation]:
    signature = locked(signature, by)
    organisation = Organisation.objects.select_for_update().get(pk=signature.organisation_id)
    if not organisation.is_open_to(signature.compact):
        raise ValidationError(
            _("This organisation has not signed the %(agreement)s: its details are kept elsewhere.")
            % {"agreement": signature.compact.terms.agreement}
        )
    return signature, organisation


def _record(verb: str, signature: Signature, by: User, **detail) -> None:
    for each in signatures_touched(signature):
        record(verb, each, by=by, done_under=signature.compact_id, **detail)
