"""What the demonstration shows of organisations' own houses, of things worth knowing, and of a week that several hold together."""

import datetime

from compact_portal.demo.content import read
from signatories.models import Compact, Organisation, Practice, Resource, TrainingEvent

DAYS = datetime.timedelta(days=1)


def load_inside(*, compact: Compact, organisations: dict[str, Organisation], on: datetime.date) -> None:
    content = read("inside")
    signatures = {signature.organisation.name: signature for signature in compact.signatures.select_related("organisation")}
    Practice.objects.bulk_create(
        Practice(signature=signatures[name], noted_on=on - 60 * DAYS, **said) for name, said in map(parted, content["practices"])
    )
    Resource.objects.bulk_create(Resource(compact=compact, noted_on=on - 90 * DAYS, **entry) for entry in content["resources"])
    for days, title, names in [
        (40, "Open morning: who does what here", ["Oast Lane Lunch Club", "Marlstone Town Council"]),
        (42, "Funding without surprises", ["Brambleford Befriending", "Weald and Shore Community Health Trust"]),
    ]:
        event = TrainingEvent.objects.create(compact=compact, title=title, kind="event", held_on=on + days * DAYS, programme="Compact Week")
        event.organisations.set(organisations[name] for name in names)


def parted(entry: dict) -> tuple[str, dict]:
    """Whose it is, and the rest."""
    return entry["organisation"], {key: value for key, value in entry.items() if key != "organisation"}
