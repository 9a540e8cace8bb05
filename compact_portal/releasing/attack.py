"""The rules' own attacker: everything that fits a question's published figures, as an insider would work it out.

The insider knows how many organisations of each group answered the survey, that no group is shown below the floor, and one
answer: their own. A figure is safe while at least SAFE true counts fit it, so that one known answer still leaves a doubt.
That holds for counts that are shown, and for those that are not: how many of a group gave an option, or agreed.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from compact_portal.releasing.flows import ANY, Edge, Network
from compact_portal.releasing.rounding import NEARLY, NEARLY_ALL, ROUND_TO, could_be, rounded, share

SAFE = 3
AGREED, REST = "agreed", "rest"
PART = ":"  # an option such as `first:codes` divides another, and is published for all together only


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


@dataclass(frozen=True)
class Told:
    """What can be worked out: `options` whose counts leave too few values, and whether the number that agreed does."""

    options: frozenset[str]
    agreement: bool

    def __bool__(self) -> bool:
        return bool(self.options) or self.agreement


def what_is_told(published: list[dict], groups: list[Group], *, agreement: tuple[str, ...], exclusive: bool, most: int, floor: int) -> Told:
    """Attack the figures of one question: of all respondents first, then of the groups. One answer has at most `most` options."""
    options, agreed = set(), False
    for block in blocks(groups, exclusive):
        network, watched = laid_out(published, groups, block, agreement=agreement, most=most, floor=floor)
        for name, edge in watched:
            if network.range_of(edge, SAFE) < SAFE:
                options.add(name)
                agreed = agreed or name == AGREED
    return Told(frozenset(options - {AGREED}), agreed)


@dataclass(frozen=True)
class Block:
    """Options that belong together: those of the question, or those that divide others. `sums`: one for each answer."""

    names: list[str]
    part: str
    sums: bool


def blocks(groups: list[Group], exclusive: bool) -> list[Block]:
    parts: dict[str, list[str]] = {}
    for name in groups[0].options:
        parts.setdefault(name.partition(PART)[0] if PART in name else "", []).append(name)
    return [
        Block(names, part, sums=(exclusive or bool(part)) and all(sum(g.options[name] for name in names) == g.answered for g in groups))
        for part, names in parts.items()
    ]


def laid_out(published, groups, block: Block, *, agreement, most: int, floor: int) -> tuple[Network, list[tuple[str, Edge]]]:
    """The network of one block, and the counts in it that must keep a doubt."""
    network, watched = Network(), []
    whole, everybody = published[0], groups[0]
    sides = {name: AGREED if name in agreement else REST for name in block.names}

    def add_sides(figures, group, ways) -> None:
        for side, (tail, head) in ways.items():
            flow = sum(group.options[name] for name in block.names if sides[name] == side)
            edge = network.add(tail, head, flow, agreeing(figures) if side == AGREED and agreement else ANY)
            if side == AGREED and agreement:
                watched.append((AGREED, edge))

    for figures, group in list(zip(published[1:], groups[1:], strict=True)) or [(whole, everybody)]:
        network.add("all", group.key, sum(group.options[name] for name in block.names), sums_of(group, block, most, floor))
        add_sides(figures, group, {side: (group.key, (group.key, side)) for side in (AGREED, REST)})
        for name in block.names:
            bounds = meet(option_bounds(figures, name), within(group, name, block))
            watched.append((name, network.add((group.key, sides[name]), name, group.options[name], bounds)))
    for name in block.names:
        watched.append((name, network.add(name, ("sum", sides[name]), everybody.options[name], option_bounds(whole, name))))
    add_sides(whole, everybody, {side: (("sum", side), "sum") for side in (AGREED, REST)})
    network.add("sum", "all", sum(everybody.options[name] for name in block.names), everybody.totals(floor) if block.sums else ANY)
    return network, watched


def sums_of(group: Group, block: Block, most: int, floor: int) -> range:
    """What the options of a group may add up to. Where an answer has several, the number of answers is taken as known."""
    if block.sums:
        return group.totals(floor)
    return ANY if block.part else range(min(group.answered, sum(group.options[name] for name in block.names)), most * group.answered + 1)


def within(group: Group, name: str, block: Block) -> range:
    """A part is no more than what it divides, as far as that has its name; an option no less than its part, no more than the answers."""
    if block.part:
        return range(group.options.get(name.partition(PART)[2], group.answered) + 1)
    return ANY if block.sums else range(group.options.get(f"first{PART}{name}", 0), group.answered + 1)


def agreeing(figures: dict) -> range:
    """The numbers of agreeing answers that are published as these figures are."""
    if figures["agree_share"] is not None:
        return counts_of(figures["agree_share"], figures["agree_share"], figures["answered"])
    if figures["agree_words"]:
        return (
            counts_of(NEARLY, 100, figures["answered"]) if figures["agree_words"] == NEARLY_ALL else counts_of(0, 100 - NEARLY, figures["answered"])
        )
    return ANY


def option_bounds(figures: dict, name: str) -> range:
    """The numbers of answers of one option that are published as these figures are."""
    if figures.get("common") == name:
        return counts_of(NEARLY, 100, figures["answered"])
    option = next((option for option in figures["options"] if option["value"] == name), None)
    if option is None:
        return ANY
    if option["count"] is not None:
        return could_be(option["count"])
    if option["share"] is not None:
        return counts_of(option["share"], option["share"], figures["answered"])
    return counts_of(NEARLY, 100, figures["answered"]) if option["words"] == NEARLY_ALL else ANY


def counts_of(least: int, most: int, answered: int) -> range:
    """The counts whose share of `answered`, both rounded, is from `least` to `most` percent. Shares grow with counts."""
    steps = range(0, answered + ROUND_TO, ROUND_TO)
    first = bisect_left(steps, least, key=lambda count: share(count, answered))
    last = bisect_right(steps, most, key=lambda count: share(count, answered)) - 1
    return range(could_be(steps[first])[0], could_be(steps[last])[-1] + 1)


def meet(one: range, other: range) -> range:
    return range(max(one[0], other[0]), min(one[-1], other[-1]) + 1)
