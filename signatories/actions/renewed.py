"""What a signatory says of itself when it renews: what is right about it now, and who its main Champion is. Inside the caller's transaction."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from compact_portal.audit.recording import record
from signatories import emails_refresh
from signatories.actions import champions
from signatories.actions.signing import signatures_touched
from signatories.models import Champion, Compact, Organisation, Refresh, Signature


def keep_details(signature: Signature, details: dict, *, by) -> None:
    """What is right about the organisation now. A changed address is told to the old one and the new one."""
    organisation = Organisation.objects.select_for_update().get(pk=signature.organisation_id)
    before = organisation.contact_email
    organisation.website, organisation.contact_email = details["website"], details["contact_email"]
    organisation.full_clean(exclude=["name"])
    organisation.save(update_fields=["website", "contact_email"])
    organisation.areas.remove(*[area for area in details["offered"] if area not in details["areas"]])
    organisation.areas.add(*details["areas"])
    if organisation.contact_email != before:
        for each in signatures_touched(signature):
            record("organisation.address_changed", each, by=by, done_under=signature.compact_id)
        emails_refresh.address_changed(organisation, compact=signature.compact, before=before)
    signature.organisation = organisation


def keep_champion(signature: Signature, main: Champion | None, said: str, successor, codes, *, by) -> str:
    """Returns what came of it, one of Refresh.Outcome. Raises ValidationError where one must be named, or what was said does not fit."""
    outcomes, terms = Refresh.Outcome, signature.compact.terms
    if said == outcomes.NOBODY:
        if signature.compact.champion_rule == Compact.ChampionRule.REQUIRED:
            raise ValidationError(
                _("Every %(signatory)s of %(called)s names a main %(champion)s: name one.")
                % {"signatory": terms.signatory, "called": signature.compact.called, "champion": terms.champion}
            )
        if main:
            known = {"person": main.person, "contact_email": signature.compact.contact_email}
            if known["contact_email"]:
                raise ValidationError(_("%(person)s is still in post. If they stop, say so to %(contact_email)s.") % known)
            raise ValidationError(_("%(person)s is still in post. If they stop, say so to the officer.") % known)
        return outcomes.NOBODY
    if said == outcomes.KEPT:
        if main is None:
            raise ValidationError(_("There is no main %(champion)s now: name one.") % {"champion": terms.champion})
        main.codes.set(codes)
        record("champion.confirmed", main, by=by, codes=[code.number for code in codes])
        return outcomes.KEPT
    email, name = successor
    if main is None:
        champions.appoint(signature, email, name, by, main=True, codes=codes)
        return outcomes.NAMED
    main.signature = signature
    main.codes.set(codes)
    champions.hand_over(main, email, name, by)
    return outcomes.HANDED_OVER
