"""Asking for a pack, taking it, and removing it again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.leaving import emails
from compact_portal.leaving.models import Pack
from signatories.models import Compact
from signatories.roles import officer_only


@transaction.atomic
def ask_for_pack(*, compact: Compact, by: User) -> Pack:
    """The worker makes it. Somebody of the other sector is told. Raises ValidationError while one is being made."""
    officer_only(by, compact)
    compact = Compact.objects.select_for_update(of=["self"]).get(pk=compact.pk)
    if compact.packs.under_way().exists():
        raise ValidationError(_("One is being made already: wait until it is there."))
    pack = Pack.objects.create(compact=compact, asked_at=timezone.now(), asked_by=by)
    record("everything.asked_for", pack, by=by, told=emails.asked_for(pack))
    return pack


@transaction.atomic
def take_pack(*, pack: Pack, by: User) -> Pack:
    """Each download leaves a line in the record. Raises ValidationError when it has gone."""
    officer_only(by, pack.compact)
    found = Pack.objects.ready(timezone.now()).select_related("compact").filter(pk=pack.pk).first()
    if found is None:
        raise ValidationError(_("This file is not here any more: ask for a new one."))
    record("everything.downloaded", found, by=by, bytes=found.size, sha256=found.sha256)
    return found


@transaction.atomic
def remove_pack(*, pack: Pack, by: User) -> None:
    """Before its week is over, or instead of waiting for it."""
    officer_only(by, pack.compact)
    pack = Pack.objects.select_for_update(of=["self"]).select_related("compact").get(pk=pack.pk)
    record("everything.removed", pack, by=by)
    pack.delete()
