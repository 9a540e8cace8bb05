"""Two organisations turn out to be one. Nothing is repointed: the duplicate only says what it is kept under, so one step undoes it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from signatories import emails
from signatories.models import Compact, KeptApart, Organisation, Signature
from signatories.roles import officer_only


@transaction.atomic
def merge(*, compact: Compact, kept: Organisation, duplicate: Organisation, by: User) -> Organisation:
    """`duplicate` is kept under `kept` from now on: both have signed here, or are on no other agreement's list.

    Raises PermissionDenied for who is no officer, ValidationError, in words for the page, for what would lose something. The officers
    of every other agreement on whose list one of them is are told.
    """
    kept, duplicate = _both(compact, kept, duplicate, by)
    if duplicate.merged_into_id or kept.merged_into_id:
        raise ValidationError(_("%(merged)s has been merged already: undo that first.") % {"merged": duplicate if duplicate.merged_into_id else kept})
    if kept.closed_on and not duplicate.closed_on:
        raise ValidationError(_("%(kept)s has closed: merge it into %(duplicate)s instead.") % {"kept": kept, "duplicate": duplicate})
    lists = Signature.objects.filter(organisation=duplicate).select_related("compact", "organisation")
    states = dict(kept.signatures.values_list("compact", "status"))
    for signature in lists:
        if signature.compact_id not in states:
            raise ValidationError(_stands_alone_there(signature, kept))
        if signature.is_in_force and states[signature.compact_id] not in Signature.IN_FORCE:
            raise ValidationError(
                _("%(duplicate)s has signed %(called)s and %(kept)s has not: merge the other way round.")
                % {"duplicate": duplicate, "called": signature.compact.called, "kept": kept}
            )
    duplicate.merged_into = kept
    duplicate.save(update_fields=["merged_into"])
    for signature in lists:
        record("organisation.merged", signature, by=by, done_under=compact.pk, kept=kept.pk)
    record("organisation.merged", duplicate, by=by, done_under=compact.pk, kept=kept.pk)
    emails.merged(duplicate, kept, compact=compact, by=by)
    return duplicate


@transaction.atomic
def undo_merge(*, compact: Compact, duplicate: Organisation, by: User) -> Organisation:
    """The duplicate stands for itself again, with everything that hangs on it. Refused while its name is another's."""
    officer_only(by, compact)
    duplicate = Organisation.objects.select_for_update().get(pk=duplicate.pk)
    if not duplicate.merged_into_id:
        raise ValidationError(_("%(duplicate)s stands for itself already.") % {"duplicate": duplicate})
    _known_here(compact, duplicate)
    kept = duplicate.merged_into_id
    if Organisation.objects.filter(merged_into__isnull=True, name__iexact=duplicate.name).exists():
        raise ValidationError(_("Another organisation is called %(duplicate)s now: rename one of them first.") % {"duplicate": duplicate})
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
        raise ValidationError(_("An organisation cannot be merged with itself."))
    locked = {each.pk: each for each in Organisation.objects.select_for_update().filter(pk__in=[one.pk, other.pk]).order_by("pk")}
    for each in locked.values():
        _known_here(compact, each)
    return [locked[one.pk], locked[other.pk]]


def _known_here(compact: Compact, organisation: Organisation) -> None:
    if not organisation.signatures.filter(compact=compact).exists():
        raise ValidationError(_("%(organisation)s is not on this list.") % {"organisation": organisation})
    if not organisation.is_open_to(compact):
        other = Compact.objects.filter(signatures__organisation=organisation).exclude(pk=compact.pk).first()
        officer = f"{other.terms.officer} ({other.contact_email})" if other.contact_email else other.terms.officer
        raise ValidationError(
            _("%(organisation)s has not signed here, and is on the list of %(called)s: its %(officer)s can merge it.")
            % {"organisation": organisation, "called": other.called, "officer": officer}
        )


def _stands_alone_there(signature: Signature, kept: Organisation) -> str:
    """Why a duplicate cannot vanish from the list of another agreement on which the other one is not."""
    duplicate, there = signature.organisation, signature.compact
    names = {"duplicate": duplicate, "called": there.called, "kept": kept, "officer": there.terms.officer}
    if set(kept.signatures.values_list("compact", flat=True)) - set(duplicate.signatures.values_list("compact", flat=True)):
        return _("%(duplicate)s is on the list of %(called)s, where %(kept)s is not: ask its %(officer)s to put %(kept)s on that list first.") % names
    return _("%(duplicate)s is on the list of %(called)s, where %(kept)s is not: merge the other way round.") % names
