"""Halves of case keys for the custodians, so that a case can be read again when everybody in it has lost their passphrase."""

from collections.abc import Iterable

from disputes.models import Audience, Case, CaseKey, Custodian, Share
from disputes.models.case import belonging_to
from disputes.vault.recovery import cut
from signatories.models import Organisation
from signatories.models.organisation import Sector


def custodians_for(case: Case) -> list[Custodian]:
    """Those who serve, have a key, and belong to no party of the case: neither by their custodianship nor by any other role. Three queries."""
    parties = list(case.parties.values_list("organisation", flat=True))
    tied = list(Organisation.objects.same_as(*Organisation.objects.filter(pk__in=parties)).order_by().values_list("pk", flat=True)) if parties else []
    serving = Custodian.objects.serving().filter(compact=case.compact_id, person__case_key__isnull=False)
    free = serving.exclude(organisation__in=tied).exclude(belonging_to(tied))
    return list(free.select_related("person__case_key"))


def share(case: Case, keys: Iterable[tuple[CaseKey, bytes]]) -> None:
    """Cut each key anew for the custodians of today; halves that were given before go. A draft has none: it is its author's alone."""
    keys = [(row, key) for row, key in keys if row.audience != Audience.DRAFT]
    if not keys:
        return
    custodians = custodians_for(case)
    sides = {side: [each for each in custodians if each.sector == side] for side in (Sector.STATUTORY, Sector.VOLUNTARY)}
    Share.objects.filter(key__in=[row for row, _ in keys]).delete()
    if not all(sides.values()):
        return
    made = []
    for row, key in keys:
        publics = {side: [bytes(each.person.case_key.public) for each in people] for side, people in sides.items()}
        halves = cut(key, statutory=publics[Sector.STATUTORY], voluntary=publics[Sector.VOLUNTARY])
        for people, sealed in ((sides[Sector.STATUTORY], halves.statutory), (sides[Sector.VOLUNTARY], halves.voluntary)):
            made += [
                Share(case=case, key=row, custodian=each, holder=each.person.case_key, sealed=half) for each, half in zip(people, sealed, strict=True)
            ]
    Share.objects.bulk_create(made)


def is_recoverable(case: Case) -> bool:
    """Whether every key but the draft's has halves on both sides. Two queries."""
    keys = set(case.keys.exclude(audience=Audience.DRAFT).values_list("pk", flat=True))
    shared = {side: set() for side in (Sector.STATUTORY, Sector.VOLUNTARY)}
    for key, side in Share.objects.filter(case=case).values_list("key", "custodian__sector"):
        shared[side].add(key)
    return bool(keys) and all(keys <= held for held in shared.values())


def are_as_they_should_be(case: Case, keys: Iterable[CaseKey]) -> bool:
    """Whether each of `keys` is shared among today's custodians, under the keys that these have now."""
    custodians = custodians_for(case)
    wanted = {(each.pk, each.person.case_key.pk) for each in custodians} if len({each.sector for each in custodians}) == 2 else set()
    held: dict = {key.pk: set() for key in keys if key.audience != Audience.DRAFT}
    for key, custodian, holder in Share.objects.filter(key__in=held).values_list("key", "custodian", "holder"):
        held[key].add((custodian, holder))
    return all(found == wanted for found in held.values())
