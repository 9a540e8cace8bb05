"""What a signatory says of its own house: written, changed and taken away by its lead. Others only read it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from signatories.actions.rows import save_row
from signatories.models import Practice, Signature
from signatories.roles import is_lead


@transaction.atomic
def save_practice(*, signature: Signature, by: User, practice: Practice | None = None, **fields) -> Practice:
    """A new one, or the changed words of `practice`."""
    signature = _led(signature, by)
    if not signature.is_in_force:
        raise ValidationError(
            _("Only those who have signed the %(agreement)s say how they keep it.") % {"agreement": signature.compact.terms.agreement}
        )
    return save_row(Practice, practice, of={"signature": signature}, fields=fields, verb="practice", by=by)


@transaction.atomic
def remove_practice(*, practice: Practice, by: User) -> None:
    signature = _led(practice.signature, by)
    practice = Practice.objects.select_for_update(of=["self"]).get(pk=practice.pk, signature=signature)
    record("practice.removed", practice, by=by)
    practice.delete()


def _led(signature: Signature, by: User) -> Signature:
    signature = Signature.objects.select_for_update(of=["self"]).select_related("compact", "organisation").get(pk=signature.pk)
    if not is_lead(by, signature.organisation):
        raise PermissionDenied
    return signature
