"""Two organisations turn out to be one. Nothing is repointed: the duplicate only says what it is kept under, so one step undoes it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from signatories.models import Compact, KeptApart, Organisation, Signature
from signatories.roles import officer_only


@transaction.atomic
def merge(*, compact: Compact, kept: Organisation, duplicate: Organisation, by: User) -> Organisation:
    """`duplicate` is kept under `kept` from now on. Both must be on this list, and the duplicate on no other agreement's.

    Raises PermissionDenied for who is no officer, ValidationError, in words for the page, for what would lose something.
    """
    kept, duplicate = _both(compact, kept, duplicate, by)
    if duplicate.merged_into_id or kept.merged_into_id:
        raise ValidationError(f"{duplicate if duplicate.merged_into_id else kept} has been merged already: undo that first.")
    if kept.closed_on and not duplicate.closed_on:
        raise ValidationError(f"{kept} has closed: merge it into {duplicate} instead.")
    lists = Signature.objects.filter(organisation=duplicate).select_related("compact", "organisation")
    states = dict(kept.signatures.values_list("compact", "status"))
    for signature in lists:
        if signature.compact_id not in states:
            raise ValidationError(f"{duplicate} is on the list of {signature.compact.called}, where {kept} is not: merge the other way round.")
        if signature.is_in_force and states[signature.compact_id] not in Signature.IN_FORCE:
            raise ValidationError(f"{duplicate} has signed {signature.compact.called} and {kept} has not: merge the other way round.")
    duplicate.merged_into = kept
    duplicate.save(update_fields=["merged_into"])
    for signature in lists:
        record("organisation.merged", signature, by=by, done_under=compact.pk, kept=kept.pk)
    record("organisation.merged", duplicate, by=by, done_under=compact.pk, kept=kept.pk)
    return duplicate


@transaction.atomic
def undo_merge(*, compact: Compact, duplicate: Organisation, by: User) -> Organisation:
    """The duplicate stands for itself again, with everything that hangs on it. Refused while its name is another's."""
    officer_only(by, compact)
    duplicate = Organisation.objects.select_for_update().get(pk=duplicate.pk)
    if not duplicate.merged_into_id:
        raise ValidationError(f"{duplicate} stands for itself already.")
    _on_this_list_alone(compact, duplicate)
    kept = duplicate.merged_into_id
    if Organisation.objects.filter(merged_into__isnull=True, name__iexact=duplicate.name).exists():
        raise ValidationError(f"Another organisation is called {duplicate} now: rename one of them first.")
    duplicate.merged_into = None
    duplicate.save(update_fields=["merged_into"])
    for signature in Signature.objects.filter(organisation=duplicate).select_related("compact", "organisation"):
        record("organisation.unmerged", signature, by=by, done_under=compact.pk, kept=kept)
    record("organisation.unmerged", duplicate, by=by, done_under=compact.pk, kept=kept)
    return duplicate


@transaction.atomic
def keep_apart(*, compact: Compact, first: Organisation, second: Organisation, by: User) -> KeptApart:
    """They look like one and are two: they are not offered for merging again."""
    first, second = sorted(_both(compact, first, second, by), key=lambda organisation: organisation.pk)
    pair, made = KeptApart.objects.get_or_create(first=first, second=second, defaults={"decided_by": by})
    if made:
        record("organisation.kept_apart", first, by=by, done_under=compact.pk, other=second.pk)
    return pair


def _both(compact: Compact, one: Organisation, other: Organisation, by: User) -> list[Organisation]:
    """Lock both in one order, then look, so that two officers cannot merge each into the other."""
    officer_only(by, compact)
    if one.pk == other.pk:
        raise ValidationError("An organisation cannot be merged with itself.")
    locked = {each.pk: each for each in Organisation.objects.select_for_update().filter(pk__in=[one.pk, other.pk]).order_by("pk")}
    for each in locked.values():
        _on_this_list_alone(compact, each)
    return [locked[one.pk], locked[other.pk]]


def _on_this_list_alone(compact: Compact, organisation: Organisation) -> None:
    lists = set(organisation.signatures.values_list("compact", flat=True))
    if compact.pk not in lists:
        raise ValidationError(f"{organisation} is not on this list.")
    if lists - {compact.pk}:
        raise ValidationError(f"{organisation} is on the list of another agreement too: ask those who run the portal to merge it.")
