"""Somebody who has everything that was published of a question and tries every set of counts that would have given it.

Written apart from the rules' own check, and knowing more. A set of counts fits when each figure, rounded again, is the
published one, all respondents together are the sum of the groups, every group that is shown holds the floor, and the
attacker's own knowledge is met. Counts by group and by option are a flow between two families of sums; so, once one set that
fits is found from the published figures alone, a count has one value left exactly when no circle of counts can move it.
"""

import itertools
from collections import deque
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


def percent(count: int, answered: int) -> int:
    """Rounded count over rounded count, rounded again."""
    return min(100, near(int(100 * near(count) / answered + 0.5)))


def fitting(answered: int, fits) -> range:
    """The counts whose published share fits; shares grow with counts, so there is no gap."""
    counts = [count for count in range(answered + 3) if fits(percent(count, answered))]
    return range(counts[0], counts[-1] + 1) if counts else range(0)


def agreed_in(group: dict) -> range:
    """What the published share of agreement leaves; a share that is not shown is no clue."""
    if group["agree_words"] == "nearly all":
        return fitting(group["answered"], lambda share: share >= 95)
    if group["agree_words"]:
        return fitting(group["answered"], lambda share: share <= 5)
    return range(MOST) if group["agree_share"] is None else fitting(group["answered"], lambda share: share == group["agree_share"])


def given_in(group: dict, option: str) -> range:
    """What the published figures of one option leave."""
    if group["words"].startswith("nearly all") and group["common"] == option:
        return fitting(group["answered"], lambda share: share >= 95)
    for told in group["options"]:
        if told["value"] == option and told["count"] is not None:
            return around(told["count"])
        if told["value"] == option and told["words"] == "nearly all":
            return fitting(group["answered"], lambda share: share >= 95)
        if told["value"] == option and told["share"] is not None:
            return fitting(group["answered"], lambda share, told=told: share == told["share"])
    return range(MOST)


class Net:
    """Edges [tail, head, least, most, flow]; what comes in goes out again everywhere."""

    def __init__(self):
        self.edges: list[list] = []
        self.at: dict = {}

    def add(self, tail, head, bounds: range) -> int:
        place = len(self.edges)
        self.edges.append([tail, head, bounds.start, bounds.stop - 1, max(0, bounds.start)])
        self.at.setdefault(tail, []).append((place, 1, head))
        self.at.setdefault(head, []).append((place, -1, tail))
        return place

    def room(self, place: int, way: int) -> int:
        _, _, least, most, flow = self.edges[place]
        return most - flow if way > 0 else flow - least

    def walk(self, start, goals: set, without: int = -1):
        """(goal, steps) of the nearest of `goals` that one more unit can reach from `start`; None when there is none."""
        came, queue = {start: None}, deque([start])
        while queue:
            node = queue.popleft()
            if node in goals:
                goal, steps = node, []
                while came[node]:
                    node, place, way = came[node]
                    steps.append((place, way))
                return goal, steps
            for place, way, to in self.at[node]:
                if to not in came and place != without and self.room(place, way) > 0:
                    came[to] = (node, place, way)
                    queue.append(to)
        return None

    def push(self, steps, amount: int) -> None:
        for place, way in steps:
            self.edges[place][4] += way * amount

    def settle(self) -> bool:
        """Find one flow within all bounds; False when nothing fits."""
        if any(least > most for _, _, least, most, _ in self.edges):
            return False
        left: dict = dict.fromkeys(self.at, 0)
        for tail, head, _, _, flow in self.edges:
            left[head] += flow
            left[tail] -= flow
        while any(left.values()):
            start = next(node for node, count in left.items() if count > 0)
            found = self.walk(start, {node for node, count in left.items() if count < 0})
            if found is None:
                return False
            goal, steps = found
            amount = min(left[start], -left[goal], *(self.room(place, way) for place, way in steps))
            self.push(steps, amount)
            left[start] -= amount
            left[goal] += amount
        return True

    def fixed(self, place: int) -> bool:
        """Whether a count has one value left."""
        tail, head, *_ = self.edges[place]
        ways = ((1, head, tail), (-1, tail, head))
        return not any(self.room(place, way) > 0 and self.walk(start, {goal}, without=place) for way, start, goal in ways)


def search(question: dict, *, options: list[str], agreement: tuple[str, ...], floor: int, most: int, knows: Knows) -> Found:
    """Try everything that fits one question's published figures. `options` are the values of the question's options, of which
    one answer has at least one and at most `most`."""
    whole, *groups = question["groups"]
    leaves = groups or [whole]
    totals = [around(group["answered"], floor, knows.sizes.get(group["key"], MOST)) for group in leaves]
    plain, parts = [o for o in options if ":" not in o], [o for o in options if ":" in o]
    found = Found(possible=False)
    left: dict[tuple[str, str], set[int]] = {}
    for answered in [totals] if most == 1 else itertools.product(*([range(n, n + 1) for n in total] for total in totals)):
        if not any(answered) or (most > 1 and sum(n.start for n in answered) not in around(whole["answered"], floor)):
            continue
        net, watched = table(whole, leaves, list(answered), plain, agreement, most, knows)
        if not net.settle():
            continue
        found.possible = True
        for name, place in watched:
            if name not in left or len(left[name]) == 1:
                values = left.setdefault(name, set())
                values.add(net.edges[place][4])
                if not net.fixed(place):
                    values.add(-1)  # another value, whichever
        if most > 1 and all(len(values) > 1 for values in left.values()):
            break
    if parts and found.possible and all(part.startswith("first:") for part in parts):  # one first place for each answer
        net, watched = table(whole, leaves if not groups else [whole], [around(whole["answered"], floor)], parts, (), 1, Knows())
        found.possible = net.settle()
        left |= {name: {net.edges[place][4]} | ({-1} if not net.fixed(place) else set()) for name, place in watched}
    found.cells = len(left)
    found.pinned = [(group, what, *values) for (group, what), values in left.items() if len(values) == 1]
    found.totals = [(group["key"], total.start) for group, total in zip(leaves, totals, strict=True) if len(total) == 1]
    return found


def table(whole: dict, leaves: list[dict], answered: list[range], options: list[str], agreement, most: int, knows: Knows):
    """The flow from groups to options, and {(group, what): its place} of every count."""
    net, watched = Net(), []
    for group, total in zip(leaves, answered, strict=True):
        key = group["key"]
        mine = knows.own[1] if knows.own and knows.own[0] == key else ()
        net.add("top", key, total if most == 1 else range(total.start, most * total.start + 1))
        sides = [(True, agreed_in(group)), (False, range(MOST))]
        for agrees, bounds in sides:
            place = net.add(key, (key, agrees), bounds)
            if agrees and agreement:
                watched.append(((key, "agreed"), place))
        for option in options:
            told = given_in(group, option)
            cap = MOST if most == 1 else total.start
            bounds = range(max(told.start, int(option in mine)), min(told.stop, cap + 1))
            watched.append(((key, option), net.add((key, option in agreement), option, bounds)))
    for option in options:
        watched.append(((ALL, option), net.add(option, ("sum", option in agreement), given_in(whole, option))))
    for agrees, bounds in ((True, agreed_in(whole)), (False, range(MOST))):
        place = net.add(("sum", agrees), "bottom", bounds)
        if agrees and agreement:
            watched.append(((ALL, "agreed"), place))
    net.add("bottom", "top", around(whole["answered"]) if most == 1 else range(MOST))
    return net, watched
