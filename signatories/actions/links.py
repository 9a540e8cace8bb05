"""The named senior person signs for the organisation through a mailed link, without a password, seeing the text they sign."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from signatories import emails_joining as emails
from signatories.actions.signing import locked
from signatories.models import Compact, Signature, SigningLink
from signatories.models.signature import refuse_outside_life


@transaction.atomic
def send_link(*, signature: Signature, person: str, email: str, by: User, post: str = "", on: datetime.date | None = None) -> SigningLink:
    """Mail `person` the link to sign the published edition. A link that was sent before stops working."""
    signature = locked(signature, by)
    compact = signature.compact
    if compact.edition is None:
        raise ValidationError(_("The %(agreement)s has no published edition that could be signed.") % {"agreement": compact.terms.agreement})
    if compact.status == Compact.Status.ENDED:
        raise ValidationError(_("This %(agreement)s has ended.") % {"agreement": compact.terms.agreement})
    if signature.organisation.merged_into_id or signature.organisation.closed_on:
        raise ValidationError(_("This organisation has closed, or is kept under another name."))
    link = SigningLink.objects.select_for_update().filter(signature=signature).first() or SigningLink(signature=signature)
    link.edition, link.person, link.post, link.sent_to = compact.edition, person, post, email
    link.sent_at, link.sent_on, link.revoked_at, link.signed_on = timezone.now(), on or today(), None, None
    link.declined_on, link.decline_reason = None, ""
    token = link.new_token()
    link.full_clean()
    link.save()
    if signature.status in (Signature.Status.INVITED, Signature.Status.DECLINED):
        signature.status = Signature.Status.CONSIDERING
        signature.save(update_fields=["status"])
    record("signature.link_sent", signature, by=by)
    emails.signing_link(link, token, by=by)
    return link


@transaction.atomic
def revoke_link(*, signature: Signature, by: User) -> None:
    signature = locked(signature, by)
    link = SigningLink.objects.select_for_update().filter(signature=signature).first()
    if link is None or not link.is_open:
        raise ValidationError(_("There is no link that could still be used."))
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    record("signature.link_revoked", signature, by=by)


@transaction.atomic
def sign_by_link(
    *,
    link: SigningLink,
    listed: bool,
    details_listed: bool,
    contact_listed: bool,
    post: str = "",
    endorsed_by: str = "",
    on: datetime.date | None = None,
) -> Signature:
    """The person whom the link names signs the edition that it shows, and says what may be shown of the organisation."""
    on = on or today()
    signatures = Signature.objects.select_for_update(of=["self"]).select_related("compact", "organisation")
    signature = signatures.get(pk=link.signature_id)
    link = SigningLink.objects.select_for_update().get(pk=link.pk)
    if reason := why_unusable(link, signature):
        raise ValidationError(reason)
    refuse_outside_life(signature.organisation, on)
    renewed = signature.is_in_force
    signature.status = Signature.Status.REFRESHED if renewed else Signature.Status.SIGNED
    signature.edition, signature.signed_on, signature.signed_by_name = link.edition, on, link.person
    signature.signed_by_post, signature.endorsed_by = post or link.post, endorsed_by
    signature.ended_on, signature.end_reason = None, ""
    signature.listed, signature.details_listed, signature.contact_listed = listed, listed and details_listed, listed and contact_listed
    signature.save()
    link.signed_on, link.declined_on, link.decline_reason = on, None, ""
    link.save(update_fields=["signed_on", "declined_on", "decline_reason"])
    record("signature.refreshed" if renewed else "signature.signed", signature, by=None, signed_on=on.isoformat(), by_link=True)
    emails.signed_by_link(link, signature)
    return signature


@transaction.atomic
def decline_by_link(*, link: SigningLink, reason: str = "", on: datetime.date | None = None) -> Signature:
    """The person whom the link names does not sign now. A signature that is in force stays so: nothing was withdrawn."""
    signatures = Signature.objects.select_for_update(of=["self"]).select_related("compact", "organisation")
    signature = signatures.get(pk=link.signature_id)
    link = SigningLink.objects.select_for_update().get(pk=link.pk)
    if unusable := why_unusable(link, signature):
        raise ValidationError(unusable)
    link.declined_on, link.decline_reason = on or today(), reason
    link.save(update_fields=["declined_on", "decline_reason"])
    if signature.is_asked:
        signature.status = Signature.Status.DECLINED
        signature.save(update_fields=["status"])
    record("signature.declined", signature, by=None, by_link=True)
    emails.declined_by_link(link, signature)
    return signature


def why_unusable(link: SigningLink, signature: Signature) -> str:
    """A sentence for whoever opens the link, or "" when it may be used."""
    known = {"organisation": signature.organisation, "agreement": signature.compact.terms.agreement}
    if link.signed_on:
        return _("%(organisation)s has signed by this link already.") % known
    if link.revoked_at:
        return _("This link was taken back.")
    if signature.compact.status == Compact.Status.ENDED:
        return _("This %(agreement)s has ended.") % known
    if signature.organisation.merged_into_id or signature.organisation.closed_on:
        return _("%(organisation)s has closed, or is kept under another name.") % known
    if signature.compact.edition is None or signature.compact.edition.pk != link.edition_id:
        return _("The text has changed since this link was sent: ask for a new link, so that you sign what is in force.")
    return ""
