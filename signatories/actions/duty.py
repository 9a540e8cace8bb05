"""Laying promises of the agreement beside the aims of the equality duty: an officer's work, beside the text and never in it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from signatories.models import Commitment, DutyTie, Edition, Undertaking
from signatories.roles import officer_only


@transaction.atomic
def tie(*, edition: Edition, promise: Undertaking | Commitment, aim: str, how: str = "", by: User) -> DutyTie:
    officer_only(by, edition.compact)
    of = promise.edition_id if isinstance(promise, Undertaking) else promise.code.edition_id
    if of != edition.pk:
        raise ValidationError(_("This promise stands in another text."))
    tied = DutyTie(edition=edition, aim=aim, how=how.strip(), **{promise._meta.model_name: promise})
    tied.full_clean()
    tied.save()
    record("duty.tied", tied, by=by, aim=aim)
    return tied


@transaction.atomic
def untie(*, tied: DutyTie, by: User) -> None:
    officer_only(by, tied.edition.compact)
    record("duty.untied", tied, by=by)
    tied.delete()


@transaction.atomic
def carry(*, edition: Edition, by: User) -> int:
    """Brings the ties of the former text to the same words of this one. Returns how many; what was reworded is looked at anew."""
    officer_only(by, edition.compact)
    former = DutyTie.objects.filter(edition__compact=edition.compact_id).exclude(edition=edition).select_related("undertaking", "commitment")
    by_text = {one.text: one for one in [*edition.undertakings.all(), *Commitment.objects.filter(code__edition=edition)]}
    there = {(tied.promise.pk, type(tied.promise), tied.aim) for tied in edition.duty_ties.select_related("undertaking", "commitment")}
    new = {}
    for tied in former.order_by("-edition", "pk"):
        promise = by_text.get(tied.promise.text)
        key = promise and (promise.pk, type(promise), tied.aim)
        if promise and key not in there and key not in new:
            new[key] = DutyTie(edition=edition, aim=tied.aim, how=tied.how, **{promise._meta.model_name: promise})
    DutyTie.objects.bulk_create(new.values())
    record("duty.carried", edition, by=by, ties=len(new))
    return len(new)
