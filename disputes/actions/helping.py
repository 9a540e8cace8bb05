"""What somebody who is asked to help says: first whether they are willing, then, knowing who it is about, that they are independent."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext

from compact_portal.days import today
from disputes.actions.effects import end_offer
from disputes.actions.moving import advance
from disputes.emails import tell_others
from disputes.models import Case, HelperOffer, Part, Role
from disputes.sittings import Sitting

Outcome = HelperOffer.Outcome


def offer_to(case: Case, parts) -> tuple[HelperOffer, Part]:
    """The open offer to one of these parts. Raises PermissionDenied."""
    part = next((part for part in parts if part.role == Role.CANDIDATE), None)
    offer = case.helper_offers.select_for_update().filter(part=part, ended_on__isnull=True).first() if part else None
    if offer is None:
        raise PermissionDenied
    return offer, part


@transaction.atomic
def be_willing(*, case: Case, parts, willing: bool, sitting: Sitting) -> None:
    """Who is willing learns the names; who is not leaves, and somebody else is asked."""
    offer, _ = offer_to(case, parts)
    if offer.willing_on:
        raise ValidationError(gettext("You have said so already."))
    if not willing:
        _give_up(case, Outcome.UNWILLING, sitting)
        return
    offer.willing_on = today()
    offer.save(update_fields=["willing_on"])


@transaction.atomic
def declare(*, case: Case, parts, independent: bool, sitting: Sitting) -> None:
    """Both sides see that they declared. With an interest the offer ends; nobody is told what the interest is."""
    offer, _ = offer_to(case, parts)
    if not offer.willing_on or offer.declared_on:
        raise ValidationError(gettext("First say whether you are willing.") if not offer.willing_on else gettext("You have declared already."))
    if not independent:
        _give_up(case, Outcome.INTEREST, sitting)
        return
    offer.declared_on = today()
    offer.save(update_fields=["declared_on"])
    tell_others(case, sitting.person)


def _give_up(case: Case, outcome: str, sitting: Sitting) -> None:
    """Somebody else is asked. It does not count among the three names that the sides may refuse."""
    end_offer(case, outcome, by=sitting.person)
    advance(case=case, event="refuse helper", part=None)
    tell_others(case, sitting.person)
