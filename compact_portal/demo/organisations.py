"""Organisations of the demonstration: real bodies as the public record names them, and invented ones that answer and are asked."""

from django.utils.text import slugify

from compact_portal.demo.content import read
from compact_portal.demo.people import address
from signatories.models import Area, Compact, GroupMembership, Organisation, OrganisationName, Signature
from signatories.models.organisation import Sector


def make_real_bodies(*, areas: dict[str, Area], compacts: dict[str, Compact]) -> dict[str, Organisation]:
    entries = read("real_bodies")["bodies"]
    made = save(
        [(Organisation(name=e["name"], acronym=e.get("acronym", ""), sector=e["sector"], kind=e["kind"]), e["areas"]) for e in entries], areas
    )
    OrganisationName.objects.bulk_create(
        OrganisationName(organisation=made[entry["name"]], name=name, kind=kind)
        for entry in entries
        for kind, key in [(OrganisationName.Kind.ALIAS, "aliases"), (OrganisationName.Kind.FORMER, "former")]
        for name in entry.get(key, [])
    )
    Signature.objects.bulk_create(
        signature(made[entry["name"]], compacts[slug], status=status) for entry in entries for slug, status in entry.get("signed", {}).items()
    )
    join({entry["name"]: entry["members"] for entry in entries if "members" in entry}, made)
    return made


def make_invented_bodies(*, areas: dict[str, Area], compact: Compact) -> dict[str, Organisation]:
    """46 signatories, each with an address for its mail."""
    content = read("invented_bodies")
    entries = [(sector, entry) for sector in (Sector.VOLUNTARY, Sector.STATUTORY) for entry in content[sector.value]]
    made = save([(invented(entry, sector), entry["areas"]) for sector, entry in entries], areas)
    Signature.objects.bulk_create(
        signature(made[entry["name"]], compact, status=Signature.Status.SIGNED, signed_on=entry["signed_on"]) for _, entry in entries
    )
    return made


def make_partnership(*, areas: dict[str, Area], organisations: dict[str, Organisation]) -> dict[str, Organisation]:
    """The invented partnership, whose members may be asked how it works for them."""
    entry = read("invented_bodies")["partnership"]
    group = Organisation(name=entry["name"], sector=Sector.CROSS, kind=Organisation.Kind.PARTNERSHIP)
    made = save([(group, entry["areas"])], areas)
    join({entry["name"]: entry["members"]}, organisations | made)
    return made


def invented(entry: dict, sector: str) -> Organisation:
    return Organisation(name=entry["name"], sector=sector, kind=entry["kind"], size=entry["size"], contact_email=address(slugify(entry["name"])))


def signature(organisation: Organisation, compact: Compact, *, status: str, signed_on=None) -> Signature:
    edition = compact.edition if status in Signature.IN_FORCE else None
    return Signature(organisation=organisation, compact=compact, edition=edition, status=status, signed_on=signed_on)


def save(organisations: list[tuple[Organisation, list[str]]], areas: dict[str, Area]) -> dict[str, Organisation]:
    """Insert each organisation with the areas it works in; the result is by name."""
    Organisation.objects.bulk_create(organisation for organisation, _ in organisations)
    place = Organisation.areas.through
    place.objects.bulk_create(place(organisation=organisation, area=areas[name]) for organisation, names in organisations for name in names)
    return {organisation.name: organisation for organisation, _ in organisations}


def join(groups: dict[str, list[str]], organisations: dict[str, Organisation]) -> None:
    GroupMembership.objects.bulk_create(
        GroupMembership(group=organisations[group], member=organisations[name]) for group, names in groups.items() for name in names
    )
