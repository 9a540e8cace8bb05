"""Organisations by what people call them: one look at the database for a whole file of names."""

import difflib
import re
import unicodedata
from collections import defaultdict

from signatories.models import Organisation, OrganisationName

SMALL_WORDS = {"and", "the", "of", "for", "in"}
JOINTS = re.compile(r"\s*(/|,|;|&|\band\b)\s*", re.IGNORECASE)
GENERIC = re.compile(r"(?:other\s+)?partners", re.IGNORECASE)


APOSTROPHES = str.maketrans("", "", "'’‘`´ʼ")
NOT_A_WORD = re.compile(r"[^\w\s]")


def plain(name: str) -> str:
    """Letter case, accents (a Welsh "tŷ"), apostrophes, spacing and the sign for "and" do not tell two names apart."""
    name = name.translate(APOSTROPHES)
    if not name.isascii():
        name = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return " ".join(NOT_A_WORD.sub(" ", name.casefold().replace("&", " and ")).split())


def bag(name: str) -> tuple[str, ...]:
    """The words that carry a name, in no order: "East Sussex and Fire Rescue Service" holds those of "East Sussex Fire and Rescue Service"."""
    return tuple(sorted(word for word in plain(name).split() if word not in SMALL_WORDS))


class KnownOrganisations:
    """Two queries. A name that two organisations share finds neither; a duplicate leads to the one it was merged into."""

    def __init__(self):
        found, acronyms, spelt = defaultdict(set), defaultdict(set), {}
        self.by_pk = {organisation.pk: organisation for organisation in Organisation.objects.filter(closed_on__isnull=True)}
        for organisation in self.by_pk.values():
            kept = self.kept(organisation)
            found[plain(organisation.name)].add(kept)
            spelt[plain(organisation.name)] = organisation.name
            if organisation.acronym:
                acronyms[plain(organisation.acronym)].add(kept)
        for pk, name in OrganisationName.objects.filter(organisation__in=self.by_pk).values_list("organisation", "name"):
            found[plain(name)].add(self.kept(self.by_pk[pk]))
            spelt[plain(name)] = name
        self.spelt, self.bearers = spelt, {name: acronyms[name] | found[name] for name in {*acronyms, *found}}
        self.names = {**self.certain(acronyms), **self.certain(found)}
        bags = defaultdict(set)
        for name, organisations in found.items():
            bags[bag(name)] |= organisations
        self.bags = self.certain(bags)

    @staticmethod
    def certain(found: dict) -> dict:
        return {name: next(iter(organisations)) for name, organisations in found.items() if len(organisations) == 1}

    def kept(self, organisation: Organisation) -> Organisation:
        seen = set()
        while organisation.merged_into_id in self.by_pk and organisation.pk not in seen:
            seen.add(organisation.pk)
            organisation = self.by_pk[organisation.merged_into_id]
        return organisation

    def find(self, name: str) -> Organisation | None:
        """By name, acronym or another name, or by the same words in another order."""
        return self.names.get(plain(name)) or (self.bags.get(bag(name)) if len(bag(name)) > 1 else None)

    def is_called(self, name: str) -> bool:
        """Whether `name` itself is known, rather than one much like it."""
        return plain(name) in self.names

    def all_called(self, name: str) -> list[Organisation]:
        """Everybody who bears this very name, in the order of their full names: two or more where `find` gives none."""
        return sorted(self.bearers.get(plain(name), ()), key=lambda organisation: organisation.name)

    def nearest(self, name: str) -> str:
        """The known name that is most like `name`, or ""."""
        alike = difflib.get_close_matches(plain(name), self.spelt, n=1, cutoff=0.6)
        return self.spelt[alike[0]] if alike else ""

    def find_several(self, text: str) -> tuple[list[Organisation], list[str]]:
        """Everybody in "GOSE/RAISE/ Regional Compact Group", and the parts that name nobody known.

        "and" may join two bodies or stand inside one name, so the longest part that is known wins.
        """
        parts = JOINTS.split(text)  # names at even places, what joins them at odd ones
        organisations, unknown, place = [], [], 0
        while place < len(parts):
            for end in range(len(parts), place, -2):
                found = self.find("".join(f" {part} " for part in parts[place:end]))
                if found:
                    organisations += [found] if found not in organisations else []
                    break
            else:
                end = place + 1
                if parts[place] and not GENERIC.fullmatch(parts[place]):
                    unknown.append(parts[place])
            place = end + 1
        return organisations, unknown
