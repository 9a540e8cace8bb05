"""Finding an organisation by words: accents, apostrophes and letter case do not count, and a typing error is forgiven.

The private PostgreSQL has no trigrams, so names are compared here: two queries, and some thousandths of a second for 3,000 names.
"""

from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from signatories.known import plain
from signatories.models import Organisation, OrganisationName

LONGEST = 8  # words of a search that count
ALIKE = 72  # of 100: how like a known word a typed one must be, to stand for it
OTHER_NAMES = ArraySubquery(OrganisationName.objects.filter(organisation=OuterRef("pk")).values("name"))


@dataclass
class Found:
    """`pks` in no order. `meant` is what was searched for instead, or "" when the words were found as they stand."""

    pks: list[int] = field(default_factory=list)
    meant: str = ""


def names_of(organisations) -> dict[int, str]:
    """Everything that each of `organisations` is called, in one line; the names of its duplicates count as its own."""
    called = {pk: plain(" ".join([name, acronym, *others])) for pk, name, acronym, others in _names(organisations)}
    kept = dict(Organisation.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into"))
    for pk, name, acronym, others in _names(Organisation.objects.filter(pk__in=kept)) if kept else []:
        at = pk
        while at in kept:  # the database allows no circle
            at = kept[at]
        if at in called:
            called[at] += " " + plain(" ".join([name, acronym, *others]))
    return called


def _names(organisations):
    return organisations.order_by().values_list("pk", "name", "acronym", OTHER_NAMES)


def find(words: str, organisations) -> Found:
    """Those of `organisations` that are called by every one of `words`, in any order, in whole or in part."""
    typed = plain(words).split()[:LONGEST]
    if not typed:
        return Found()
    called = names_of(organisations)
    if found := _called_by(typed, called):
        return Found(found)
    meant = _nearest(typed, called)
    return Found(_called_by(meant, called), " ".join(meant)) if meant else Found()


def _called_by(words: list[str], called: dict[int, str]) -> list[int]:
    return [pk for pk, names in called.items() if all(word in names for word in words)]


def _nearest(typed: list[str], called: dict[int, str]) -> list[str]:
    """The words with each unknown one replaced by the known one that is most like it; [] where one is like none."""
    from rapidfuzz import fuzz, process

    vocabulary = {word for names in called.values() for word in names.split()}
    meant = []
    for word in typed:
        if any(word in known for known in vocabulary):
            meant.append(word)
        elif nearest := process.extractOne(word, vocabulary, scorer=fuzz.ratio, score_cutoff=ALIKE):
            meant.append(nearest[0])
        else:
            return []
    return meant
