"""Somebody who has everything that was published of a question and tries every set of counts that would have given it.

Written apart from the rules' own check, and knowing more. A set of counts fits when each figure, rounded again, is the
published one, all respondents together are the sum of the groups, every group that is shown holds the floor, and the
attacker's own knowledge is met. Counts that only have to add up to a sum are kept as spans: between its least and its most
each value of one of them can be met by the others, so the search is exhaustive without listing every set.
"""

from dataclasses import dataclass, field

ALL = "all"
MOST = 10_000


@dataclass(frozen=True)
class Knows:
    """What is known besides: `own` is (group, options) of the attacker's own answer, `sizes` the exact responses by group."""

    own: tuple[str, tuple[str, ...]] | None = None
    sizes: dict[str, int] = field(default_factory=dict)


@dataclass
class Found:
    """How many counts were looked at, which of them have one value left, and which numbers of answers. No set: no attack."""

    cells: int = 0
    pinned: list[tuple[str, str, int]] = field(default_factory=list)
    totals: list[tuple[str, int]] = field(default_factory=list)
    possible: bool = True


def near(count: int, step: int = 5) -> int:
    return (count + step // 2) // step * step


def around(count: int, least: int = 0, most: int = MOST) -> range:
    """The true counts that are published as `count`."""
    return range(max(0, least, count - 2), min(most, count + 2) + 1)


def share_fits(group: dict, agree: int) -> bool:
    """Rounded count over rounded count, rounded again. A share that is not shown is no clue."""
    if group["agree_share"] is None and group["agree_words"] is None:
        return True
    percent = min(100, near(int(100 * near(agree) / group["answered"] + 0.5)))
    words = "nearly all" if percent >= 95 else "almost nobody" if percent <= 5 else None
    return (group["agree_share"], group["agree_words"]) == (None if words else percent, words)


def search(question: dict, *, options: list[str], agreement: tuple[str, ...], floor: int, several: bool, knows: Knows) -> Found:
    """Try everything that fits one question's published figures. `options` are the values of the question's options."""
    whole, *groups = question["groups"]
    leaves = groups or [whole]
    pairs = [pairs_of(group, agreement, floor, knows) for group in leaves]
    cells = cells_of(whole, options, knows)
    sums = {pair for pair in reached(pairs) if pair[1] in around(whole["answered"], floor) and (not agreement or share_fits(whole, pair[0]))}
    tables = {pair: spans(cells, pair, agreement, several) for pair in sums}
    sums = {pair for pair in sums if tables[pair]}
    found = Found(possible=bool(sums))
    for place, group in enumerate(leaves):
        others = reached(pairs[:place] + pairs[place + 1 :])
        left = {pair for pair in pairs[place] if any((pair[0] + a, pair[1] + n) in sums for a, n in others)}
        weigh(found, group["key"], "agreed", {agree for agree, _ in left} if agreement else None)
        totals = {total for _, total in left}
        if len(totals) == 1:
            found.totals.append((group["key"], totals.pop()))
    for place, value in enumerate(options):
        if whole["options"]:
            weigh(found, ALL, value, {count for pair in sums for count in tables[pair][place]})
    return found


def weigh(found: Found, group: str, what: str, values: set[int] | None) -> None:
    if values is not None:
        found.cells += 1
        if len(values) == 1:
            found.pinned.append((group, what, values.pop()))


def pairs_of(group: dict, agreement: tuple[str, ...], floor: int, knows: Knows) -> set[tuple[int, int]]:
    """(how many agreed, how many answered) that one group's figures allow; 0 agreed where the question has no agreement."""
    mine = knows.own[1] if knows.own and knows.own[0] == group["key"] else ()
    agreed = int(any(value in agreement for value in mine))
    not_agreed = int(bool(mine) and not agreed)
    totals = around(group["answered"], floor, knows.sizes.get(group["key"], MOST))
    if not agreement:
        return {(0, total) for total in totals}
    return {(n, total) for total in totals for n in range(agreed, total - not_agreed + 1) if share_fits(group, n)}


def reached(pairs: list[set[tuple[int, int]]]) -> set[tuple[int, int]]:
    sums = {(0, 0)}
    for choices in pairs:
        sums = {(a + x, n + y) for a, n in sums for x, y in choices}
    return sums


def cells_of(whole: dict, options: list[str], knows: Knows) -> dict[str, range]:
    """What each option's count can be by its own figure; anything where no table is shown."""
    published = {option["value"]: option["count"] for option in whole["options"] if option["count"] is not None}
    mine = knows.own[1] if knows.own else ()
    return {value: around(published[value], int(value in mine)) if value in published else range(int(value in mine), MOST) for value in options}


def spans(cells: dict[str, range], pair: tuple[int, int], agreement: tuple[str, ...], several: bool) -> list[range] | None:
    """For each option the counts that leave the others possible, when so many agreed and answered; None when nothing fits."""
    agree, total = pair
    if several:
        capped = [range(cell.start, min(cell.stop, total + 1)) for cell in cells.values()]
        most = sum(cell.stop - 1 for cell in capped)
        if not all(capped) or most < total:
            return None
        return [range(max(cell.start, total - most + cell.stop - 1), cell.stop) for cell in capped]
    sums = {value: agree if value in agreement else total - agree for value in cells}
    left = []
    for value, cell in cells.items():
        others = [other for name, other in cells.items() if name != value and (name in agreement) == (value in agreement)]
        least, most = sum(other.start for other in others), sum(other.stop - 1 for other in others)
        left.append(range(max(cell.start, sums[value] - most), min(cell.stop - 1, sums[value] - least) + 1))
    return left if all(left) else None
