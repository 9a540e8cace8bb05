"""Somebody who has everything that was published of a question and tries every set of counts that would have given it.

A set of counts fits when each figure, rounded again, is the published one, all respondents together are the sum of the
groups, every group that is shown holds the floor, and the attacker's own knowledge is met. Instead of listing the sets
(5 to the power of 10 for one question), the sums that can be reached are kept as bits of one number: the search is
exhaustive all the same.
"""

import itertools
from dataclasses import dataclass, field
from functools import reduce

from compact_portal.releasing.rules import rounded

ALL = "all"


@dataclass(frozen=True)
class Knows:
    """What is known besides: `own` is (group, option) of the attacker's own answer, `sizes` the exact responses by group."""

    own: tuple[str, str] | None = None
    sizes: dict[str, int] = field(default_factory=dict)


@dataclass
class Found:
    """How many cells the attacker looked at, which were left with one value, and which totals were."""

    cells: int = 0
    pinned: list[tuple[str, str, int]] = field(default_factory=list)
    totals: list[tuple[str, int]] = field(default_factory=list)
    impossible: bool = False


def around(count: int, least: int = 0, most: int = 10_000) -> range:
    """The true counts that are published as `count`."""
    return range(max(0, least, count - 2), min(most, count + 2) + 1)


def share(count: int, total: int) -> int:
    return rounded(round(100 * rounded(count) / total))


class Search:
    """One question. Vectors have a place for each group that is shown, or one for all together when none is."""

    def __init__(self, question: dict, agreement: tuple[str, ...], floor: int, several: bool, responses: dict[str, int], knows: Knows):
        shown = {group["key"]: group for group in question["groups"]}
        self.leaves = [key for key in shown if key != ALL] or [ALL]
        self.groups, self.all, self.agreement, self.several, self.knows = [shown[key] for key in self.leaves], shown[ALL], agreement, several, knows
        self.joint = self.leaves != [ALL]
        most = [min(responses.get(key, 10_000) + 2, knows.sizes.get(key, 10_000)) for key in self.leaves]
        wanted = around(self.all["answered"], floor)
        totals = itertools.product(*(around(group["answered"], floor, cap) for group, cap in zip(self.groups, most, strict=True)))
        self.totals = [total for total in totals if sum(total) in wanted]
        self.values = [option["value"] for group in shown.values() for option in group["options"]]
        self.values = list(dict.fromkeys(self.values))

    def candidates(self, value: str) -> list[tuple[int, ...]]:
        """What one option's counts can be, group by group."""
        ranges = []
        for leaf, group in zip(self.leaves, self.groups, strict=True):
            least = 1 if self.knows.own == (leaf, value) else 0
            most = max(total[len(ranges)] for total in self.totals)
            published = next((option for option in group["options"] if option["value"] == value), None)
            ranges.append(around(published["count"], least, most) if published else range(least, most + 1))
        together = next((option["count"] for option in self.all["options"] if option["value"] == value), None)
        return [cell for cell in itertools.product(*ranges) if together is None or rounded(sum(cell)) == together]

    def agrees(self, agree: tuple[int, ...]) -> bool:
        pairs = [(self.all, sum(agree)), *(zip(self.groups, agree, strict=True) if self.joint else ())]
        return all(self.agree_fits(group, count) for group, count in pairs)

    @staticmethod
    def agree_fits(group: dict, count: int) -> bool:
        found = min(100, share(count, group["answered"]))
        if group["agree_share"] is not None:
            return found == group["agree_share"]
        return {"nearly all": found >= 95, "almost nobody": found <= 5}.get(group["agree_words"], True)

    def blocks(self) -> list[list[tuple[tuple[str, ...], tuple[tuple[int, ...], ...], tuple[int, ...]]]]:
        """Independent parts: the options of agreement together (one figure ties them), and each other option.

        A choice in a part is (options, their vectors, the sum of these).
        """
        tied = [value for value in self.values if value in self.agreement]
        parts = []
        if tied:
            combined = itertools.product(*(self.candidates(value) for value in tied))
            sums = ((cells, tuple(map(sum, zip(*cells, strict=True)))) for cells in combined)
            parts.append([(tuple(tied), cells, total) for cells, total in sums if self.agrees(total)])
        for value in self.values:
            if value not in tied:
                parts.append([((value,), (cell,), cell) for cell in self.candidates(value)])
        return parts

    def run(self) -> Found:
        found = Found()
        if not self.totals:
            found.impossible = True
            return found
        parts = self.blocks()
        width = max([sum(max(max(vector) for *_, vector in part) for part in parts if part), *map(max, self.totals)]) + 2 if parts else 1
        left = {value: [set() for _ in self.leaves] for value in self.values}
        possible = set()
        for ends, within in self.ends(width):
            masks = [self.mask(part, width, within) for part in parts]
            for place, part in enumerate(parts):
                others = reduce(lambda mask, other: shifted(mask, other), masks[:place] + masks[place + 1 :], 1)
                for options, cells, total in part:
                    if any(n > most for cell in cells for n, most in zip(cell, within, strict=True)):
                        continue
                    if all(len(values) > 1 for option in options for values in left[option]):
                        continue
                    if (others << position(total, width)) & ends:
                        for option, cell in zip(options, cells, strict=True):
                            for values, count in zip(left[option], cell, strict=True):
                                values.add(count)
            if parts and reduce(shifted, masks, 1) & ends:
                possible |= self.totals_in(reduce(shifted, masks, 1), width, within)
        return self.weigh(found, left, possible if parts else set(self.totals))

    def totals_in(self, reached: int, width: int, within: tuple[int, ...]) -> set:
        if self.several:
            return {within}
        return {total for total in self.totals if reached >> position(total, width) & 1}

    def ends(self, width: int):
        """The sums with which a set of counts may end, as bits, and how large one cell may be.

        Of one choice, the options add up to the total. Of several, each option is at most the total, and their sum at least.
        """
        if not self.several:
            most = tuple(max(total[place] for total in self.totals) for place in range(len(self.leaves)))
            yield sum(1 << position(total, width) for total in self.totals), most
            return
        for total in self.totals:
            yield at_least(total, width), total

    def mask(self, part, width: int, within) -> list[int]:
        fitting = (total for _, cells, total in part if all(n <= most for cell in cells for n, most in zip(cell, within, strict=True)))
        return sorted({position(total, width) for total in fitting})

    def weigh(self, found: Found, left: dict, possible: set) -> Found:
        for value, places in left.items():
            for leaf, counts in zip(self.leaves, places, strict=True):
                found.cells += 1
                found.impossible |= not counts
                if len(counts) == 1:
                    found.pinned.append((leaf, value, next(iter(counts))))
        for place, leaf in enumerate(self.leaves):
            counts = {total[place] for total in possible}
            if len(counts) == 1:
                found.totals.append((leaf, next(iter(counts))))
        return found


def position(vector: tuple[int, ...], width: int) -> int:
    """Where a vector stands among the bits; `width` is more than any coordinate of a sum."""
    return reduce(lambda place, count: place * width + count, vector, 0)


def at_least(least: tuple[int, ...], width: int) -> int:
    """The bits of every vector whose coordinates are not below `least`."""
    mask, size = 1, 1
    for count in reversed(least):
        mask, size = reduce(lambda whole, n, row=mask, step=size: whole | row << n * step, range(count, width), 0), size * width
    return mask


def shifted(mask: int, places: list[int]) -> int:
    """Every sum in `mask` with every one of `places` added."""
    return reduce(lambda whole, place: whole | mask << place, places, 0)
