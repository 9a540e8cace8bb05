"""Organisations of one agreement's list that may be the same body: first those that share a number, then those whose names are much alike."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext, gettext_lazy

from signatories.known import bag, plain
from signatories.models import Compact, KeptApart, Organisation, OrganisationName

NUMBERS = {
    "charity_number": gettext_lazy("They have the same charity number, %(number)s."),
    "company_number": gettext_lazy("They have the same company number, %(number)s."),
    "org_id": gettext_lazy("They have the same org-id, %(number)s."),
}
ALIKE = 90  # of 100: how like two names must be
COMMON = 40  # a word that more names hold tells nobody apart, so pairs are not looked for by it


@dataclass(frozen=True)
class Pair:
    """Two organisations and why they may be one. `first` has the lower number."""

    first: Organisation
    second: Organisation
    why: str


def find_duplicates(compact: Compact) -> list[Pair]:
    """Surest first. Three queries, and about a second for 3,000 organisations; pairs that somebody has kept apart are left out."""
    listed = Organisation.objects.filter(merged_into__isnull=True, signatures__compact=compact).order_by("pk")
    organisations = {organisation.pk: organisation for organisation in listed}
    why: dict[tuple[int, int], str] = {}
    for pks, words in [*_by_number(organisations.values()), *_by_name(organisations)]:
        why.setdefault(tuple(sorted(pks)), words)
    apart = set(KeptApart.objects.values_list("first", "second"))
    return [Pair(organisations[a], organisations[b], words) for (a, b), words in why.items() if (a, b) not in apart]


def _by_number(organisations):
    sharing = defaultdict(list)
    for organisation in organisations:
        for field, words in NUMBERS.items():
            if number := getattr(organisation, field):
                sharing[field, number].append((organisation.pk, words % {"number": number}))
    for rows in sharing.values():
        for (first, words), (second, _) in combinations(rows, 2):
            yield (first, second), words


def _by_name(organisations: dict[int, Organisation]):
    """Names are only compared where they share a word that is not common: 3,000 names would else be 4.5 million pairs."""
    from rapidfuzz import fuzz

    names = [(pk, plain(organisation.name)) for pk, organisation in organisations.items()]
    names += [(pk, plain(name)) for pk, name in OrganisationName.objects.filter(organisation__in=organisations).values_list("organisation", "name")]
    holding = defaultdict(set)
    for place, (_, name) in enumerate(names):
        for word in bag(name):
            holding[word[:5]].add(place)
    likely = {pair for places in holding.values() if len(places) <= COMMON for pair in combinations(sorted(places), 2)}
    scored = []
    for a, b in likely:
        (first, one), (second, other) = names[a], names[b]
        if first != second and (score := fuzz.token_sort_ratio(one, other, score_cutoff=ALIKE)):
            scored.append((-score, (first, second)))
    for score, pks in sorted(scored):
        yield pks, gettext("They have the same name.") if score <= -99.9 else gettext("Their names are much alike.")
