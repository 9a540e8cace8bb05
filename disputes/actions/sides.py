"""Who goes with a side of a case."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.accounts.actions import know_person
from disputes import keeping
from disputes.emails import tell
from disputes.models import Case, Part, PersonKey, Role
from disputes.sittings import Sitting


def speaks_for_side(parts) -> bool:
    return any(part.role in (Role.RAISER, Role.RESPONDER) for part in parts)


@transaction.atomic
def add_companion(*, case: Case, email: str, name: str, parts, sitting: Sitting) -> Part:
    """A companion reads what the side reads. Nobody who has another part in this case can be one."""
    own = next((part for part in parts if part.role in (Role.RAISER, Role.RESPONDER)), None)
    if own is None:
        raise PermissionDenied
    person = know_person(email=email, name=name, by=sitting.person)
    if not person.is_active or case.parts.serving().filter(person=person).exists():
        raise ValidationError(_("This person takes part already, or cannot."))
    part = keeping.add_part(case=case, person=person, role=Role.COMPANION, side=own.side, by=sitting.person, organisation=own.organisation)
    if PersonKey.objects.filter(person=person).exists():
        keeping.let_in(part=part, sitting=sitting)
    tell([person], case)
    return part
