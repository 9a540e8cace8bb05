"""Which people a case needs, found by rule."""

from disputes import keeping
from disputes.models import Case, Part, PersonKey, Role, Side, Standing
from disputes.models.case import organisations_of
from signatories.models import Champion, Compact, Membership, Organisation
from signatories.models.organisation import Sector


def bodies_of(organisations) -> set[int]:
    """Their keys, under every name they were kept as."""
    return set(Organisation.objects.same_as(*organisations).order_by().values_list("pk", flat=True))


def is_tied(person, organisations: set[int]) -> bool:
    return bool(set(organisations_of(person)) & organisations)


def officer_for(compact: Compact, parties: list[Organisation]):
    """The case officer: nobody of a party; of the other sector than whom the concern is about, where there is one (domain.md C3.6). None
    when every officer belongs to a party."""
    tied = bodies_of(parties)
    free = [officer for officer in compact.officers.serving().select_related("person") if not is_tied(officer.person, tied)]
    about = {organisation.sector for organisation in parties[-1:]}
    free.sort(key=lambda officer: (officer.sector in about, officer.pk))
    ready = set(PersonKey.objects.filter(person__in=[officer.person_id for officer in free]).values_list("person", flat=True))
    return next((officer for officer in free if officer.person_id in ready), free[0] if free else None)


def speakers_of(organisation: Organisation, compact: Compact) -> list:
    """Whom a concern about an organisation is told to: its main Champion, and whoever leads for it here."""
    known = Organisation.objects.same_as(organisation).values("pk")
    champions = Champion.objects.serving().filter(signature__compact=compact, signature__organisation__in=known, main=True).select_related("person")
    leads = Membership.objects.serving().filter(organisation__in=known, role=Membership.Role.LEAD).select_related("person")
    people = {row.person_id: row.person for row in [*champions, *leads] if row.person.is_active}
    return list(people.values())


def standing(compact: Compact, kinds, parties) -> list[Standing]:
    """Those of the lists who belong to no party, and whose entry names none."""
    tied = bodies_of(parties)
    found = Standing.objects.serving().filter(compact=compact, kind__in=kinds, person__is_active=True).select_related("person", "organisation")
    return [row for row in found.order_by("pk") if not is_tied(row.person, tied) and row.organisation_id not in tied]


def bring_in(*, case: Case, person, role: str, by, sitting=None, organisation=None) -> Part:
    """Name somebody to take part. With a case passphrase of their own they are let in at once by who is there; else they wait."""
    there = case.parts.serving().filter(person=person, role=role).first()
    part = there or keeping.add_part(case=case, person=person, role=role, by=by, organisation=organisation)
    if sitting is not None and PersonKey.objects.filter(person=person).exists():
        keeping.let_in(part=part, sitting=sitting)
    return part


def bring_in_responder(*, case: Case, by, sitting) -> None:
    for organisation in (party.organisation for party in case.parties.filter(side=Side.RESPONDER).select_related("organisation")):
        for person in speakers_of(organisation, case.compact):
            bring_in(case=case, person=person, role=Role.RESPONDER, by=by, sitting=sitting, organisation=organisation)


def sector_of(case: Case, side: str) -> str:
    """Of a side's first organisation; one of both sectors counts as it is."""
    party = case.parties.filter(side=side).select_related("organisation").first()
    return party.organisation.sector if party else Sector.VOLUNTARY


def sides_people(case: Case, side: str) -> list:
    """Those of a party who take part now, with their companions."""
    return [part.person for part in case.parts.serving().filter(side=side).select_related("person")]
