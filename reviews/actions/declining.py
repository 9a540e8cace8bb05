"""What somebody with a link says instead of answering, and which form a small body wants."""

import datetime

from django.db import transaction
from django.utils import timezone

from compact_portal.audit.recording import record
from reviews.actions.changing_invitations import locked, unanswered
from reviews.models import Invitation


@transaction.atomic
def decline(*, invitation: Invitation, how: str, on: datetime.date, at=None) -> Invitation:
    """Whoever has the link says why no answer will come. Reminders stop; a link that reached the wrong people stops as well."""
    invitation = locked(invitation)
    unanswered(invitation)
    invitation.declined, invitation.declined_on = Invitation.Declined(how), on
    if how == Invitation.Declined.NOT_US:
        invitation.revoked_at = at or timezone.now()
    invitation.save(update_fields=["declined", "declined_on", "revoked_at"])
    record("invitation.declined", invitation.survey, by=None, organisation=invitation.organisation_id, how=how)
    return invitation


@transaction.atomic
def ask_for_whole_form(*, invitation: Invitation, whole: bool) -> Invitation:
    """A small body that is asked the short form may answer everything, or go back to the short form."""
    invitation = locked(invitation)
    unanswered(invitation)
    invitation.whole_form = whole
    invitation.save(update_fields=["whole_form"])
    return invitation
