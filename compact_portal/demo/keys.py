"""Case passphrases of the demonstration's people, and East Sussex's four custodians, who have shown that their keys open."""

from django.utils import timezone

from compact_portal.demo.people import SINCE
from disputes.actions import custodians, passphrases
from disputes.models import Custodian
from disputes.sittings import Sitting
from signatories.models import Compact, Organisation

PASSPHRASE = "lantern harbour thistle meadow"  # noqa: S105 - public on purpose, as the password is
# The volunteer has none yet, so that its making can be looked at.
HOLDERS = ["officer", "deputy-officer", "statutory-member", "vcs-member", "champion", "charity", "council", "facilitator"]
HOLDERS += [f"panel-{number}" for number in range(1, 13)]
CUSTODIANS = {
    "statutory-custodian-1": "Saltmarsh Countryside Office",
    "statutory-custodian-2": "Marshland Drainage Office",
    "vcs-custodian-1": "Brede and Marsh Volunteer Exchange",
    "vcs-custodian-2": "Hollowbrook Hall Trust",
}


def passphrase_line() -> str:
    return f"  Case passphrase of all but the volunteer, the board and the administrator: {PASSPHRASE}"


def give_keys(people: dict) -> dict[str, Sitting]:
    """The open keys of everybody who has a passphrase, by who they are: what cases of the demonstration are written with."""
    return {key: Sitting(people[key], passphrases.make_key(person=people[key], passphrase=PASSPHRASE, quick=True)) for key in [*HOLDERS, *CUSTODIANS]}


def make_custodians(*, compact: Compact, people: dict, keys: dict[str, Sitting], organisations: dict[str, Organisation]) -> None:
    for key, name in CUSTODIANS.items():
        organisation, now = organisations[name], timezone.now()
        row = Custodian.objects.create(
            compact=compact, person=people[key], organisation=organisation, sector=organisation.sector, since=SINCE, proposed_at=now,
            proposed_by=people["officer"], confirmed_at=now, confirmed_by=people["deputy-officer"],
        )  # fmt: skip
        custodians.prove(custodian=row, sitting=keys[key])
