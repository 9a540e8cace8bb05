"""Two custodians of each sector, who have proved their keys."""

from django.utils import timezone

from disputes.actions import custodians
from disputes.models import Custodian
from tests.cast import SINCE, organisation, person
from tests.disputes.conftest import with_key


def four_custodians(cast) -> dict:
    """Sittings by name: s1 and s2 of the statutory sector, v1 and v2 of the voluntary one. `cast.custodians` holds the rows."""
    bodies = {
        "s": organisation(cast.compact, "Wealdshire Fire Service", "statutory", "fire"),
        "v": organisation(cast.compact, "Wealdshire CVS", "voluntary", "infrastructure"),
    }
    cast.custodians, sittings = {}, {}
    for name in ("s1", "s2", "v1", "v2"):
        body = bodies[name[0]]
        sittings[name] = with_key(person(f"custodian {name}"))
        cast.custodians[name] = Custodian.objects.create(
            compact=cast.compact, person=sittings[name].person, organisation=body, sector=body.sector, since=SINCE, proposed_at=timezone.now(),
            proposed_by=cast.officer, confirmed_at=timezone.now(), confirmed_by=cast.vcs_member,
        )  # fmt: skip
        custodians.prove(custodian=cast.custodians[name], sitting=sittings[name])
    return sittings
