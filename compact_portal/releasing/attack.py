"""The rules' own attacker: everything that fits a question's published figures, as an insider would work it out.

The insider knows how many organisations of each group answered the survey, that no group is shown below the floor, and one
answer: their own. A figure is safe while at least SAFE true counts fit it, so that one known answer still leaves a doubt.
"""

from dataclasses import dataclass

from compact_portal.releasing.rounding import could_be, near_unanimous, rounded, share

SAFE = 3


@dataclass(frozen=True)
class Group:
    """True numbers of a group: how many answered the question, how many the survey, how many gave each option."""

    key: str
    label: str
    answered: int
    size: int
    options: dict[str, int]

    def totals(self, floor: int) -> range:
        """What the insider can make of the published number of answers."""
        return could_be(rounded(self.answered), floor, self.size)


def fits_share(figures: dict, agree: int) -> bool:
    """Whether `agree` would be published as these figures are."""
    percent = share(rounded(agree), figures["answered"])
    words = near_unanimous(percent)
    return (figures["agree_share"], figures["agree_words"]) == (None if words else percent, words)


def tells_a_count(published: list[dict], groups: list[Group], *, agreement: tuple[str, ...], exclusive: bool, floor: int) -> bool:
    """Whether fewer than SAFE true counts fit one of the published figures: all respondents first, then the groups.

    Works on pairs (how many agreed, how many answered): first each group's own, then their sums, then what each sum leaves
    for the options of the table.
    """
    (whole, everybody), *parts = zip(published, groups, strict=True)
    leaves = [pairs_of(figures, group, agreement, floor) for figures, group in parts or [(whole, everybody)]]
    within = everybody.totals(floor)
    sums = {(agree, total) for agree, total in sums_of(leaves) if total in within and (not agreement or fits_share(whole, agree))}
    cells = {option["value"]: could_be(option["count"]) for option in whole["options"] if option["count"] is not None}
    if cells and exclusive:
        tables = {pair: spans(cells, *pair, agreement) for pair in sums}
        sums = {pair for pair in sums if tables[pair]}
        left = [{count for pair in sums for count in tables[pair][place]} for place in range(len(cells))]
        if any(len(values) < SAFE for values in left):
            return True
    return bool(agreement) and any(len(values) < SAFE for values in agreeing(leaves, sums))


def pairs_of(figures: dict, group: Group, agreement: tuple[str, ...], floor: int) -> set[tuple[int, int]]:
    if not agreement:
        return {(0, total) for total in group.totals(floor)}
    return {(agree, total) for total in group.totals(floor) for agree in range(total + 1) if fits_share(figures, agree)}


def sums_of(leaves: list[set[tuple[int, int]]]) -> set[tuple[int, int]]:
    sums = {(0, 0)}
    for pairs in leaves:
        sums = {(agree + a, total + t) for agree, total in sums for a, t in pairs}
    return sums


def agreeing(leaves: list[set[tuple[int, int]]], sums: set[tuple[int, int]]) -> list[set[int]]:
    """For each group the numbers that may have agreed, given what all together may be."""
    left = []
    for place, pairs in enumerate(leaves):
        others = sums_of(leaves[:place] + leaves[place + 1 :])
        left.append({agree for agree, total in pairs if any((agree + a, total + t) in sums for a, t in others)})
    return left


def spans(cells: dict[str, range], agree: int, total: int, agreement: tuple[str, ...]) -> list[range] | None:
    """For each option the counts that leave the others possible, when so many agreed and answered; None when nothing fits."""
    left = []
    for value, cell in cells.items():
        wanted = agree if value in agreement else total - agree
        others = [other for name, other in cells.items() if name != value and (name in agreement) == (value in agreement)]
        least, most = sum(other[0] for other in others), sum(other[-1] for other in others)
        left.append(range(max(cell[0], wanted - most), min(cell[-1], wanted - least) + 1))
    return left if all(left) else None
