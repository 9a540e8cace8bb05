"""What can happen to the procedure of one Compact, and to its list of other places to turn to. Each verb is an officer's."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from disputes.models import Procedure, Signpost
from disputes.procedure import LIMITS, Setting, Stage
from signatories.models import Compact
from signatories.roles import officer_only


@transaction.atomic
def change_procedure(
    *, compact: Compact, setting: str, holds_from: datetime.date, limits: dict[str, int], stage_names: dict[str, str], by: User, **fields
) -> Procedure:
    """A new version from that day on; cases that were raised before keep theirs. Which stages there are changes at once.

    `limits` and `stage_names` may hold all of them: what is as usual is not kept.
    """
    officer_only(by, compact)
    compact = Compact.objects.select_for_update().get(pk=compact.pk)
    if holds_from < today():
        raise ValidationError({"holds_from": _("Choose today or a later day: cases that are under way keep the procedure they began with.")})
    if setting not in set(Setting):
        raise ValidationError({"setting": _("Choose which stages there are.")})
    usual = Procedure(compact=compact)
    made = Procedure(
        compact=compact,
        holds_from=holds_from,
        limits={name: days for name, days in limits.items() if LIMITS.get(name) != days},
        stage_names={key: name for key, name in stage_names.items() if name and name != usual.called(Stage(int(key)))},
        **fields,
    )
    made.full_clean()
    made.save()
    if compact.disputes != setting:
        compact.disputes = setting
        compact.save(update_fields=["disputes"])
    record("procedure.changed", made, by=by, setting=setting, holds_from=holds_from.isoformat())
    return made


@transaction.atomic
def add_signpost(*, compact: Compact, by: User, **fields) -> Signpost:
    officer_only(by, compact)
    made = Signpost(compact=compact, **fields)
    made.full_clean()
    made.save()
    record("signpost.added", made, by=by)
    return made


@transaction.atomic
def change_signpost(*, signpost: Signpost, by: User, **fields) -> Signpost:
    officer_only(by, signpost.compact)
    signpost = Signpost.objects.select_for_update().get(pk=signpost.pk)
    for name, value in fields.items():
        setattr(signpost, name, value)
    signpost.full_clean()
    signpost.save()
    record("signpost.changed", signpost, by=by)
    return signpost


@transaction.atomic
def remove_signpost(*, signpost: Signpost, by: User) -> None:
    officer_only(by, signpost.compact)
    record("signpost.removed", signpost, by=by)
    signpost.delete()
