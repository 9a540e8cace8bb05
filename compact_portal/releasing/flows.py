"""Counts that only have to add up, as a flow: what one of them may be while all the bounds hold.

Cells that are summed in two ways, by group and by option, with sums of sums, are a flow from the groups to the options. Each
count has a least and a most that was published of it. Starting from the true counts, a unit moves round a circle of edges, so
every count's whole range is found without listing the tables, whatever the size of the numbers. All ranges are without gaps.
"""

from collections import deque
from dataclasses import dataclass, field
from functools import cached_property

ANY = range(10**9)


@dataclass
class Edge:
    tail: object
    head: object
    flow: int
    bounds: range

    def room(self, way: int) -> int:
        """How many units more (`way` 1) or fewer (-1) the bounds allow."""
        return self.bounds[-1] - self.flow if way > 0 else self.flow - self.bounds[0]


@dataclass
class Network:
    """`edges` carry the true counts; at every place but none left over, as much goes out as comes in."""

    edges: list[Edge] = field(default_factory=list)

    def add(self, tail, head, flow: int, bounds: range = ANY) -> Edge:
        """Raises ValueError when the true count is outside what was published of it: then the attack would prove nothing."""
        if flow not in bounds:
            raise ValueError(f"{flow} is not in {bounds}")
        edge = Edge(tail, head, flow, bounds)
        self.edges.append(edge)
        return edge

    def range_of(self, edge: Edge, enough: int) -> int:
        """How many values `edge` may have; no more than `enough` are looked for."""
        true = [each.flow for each in self.edges]
        found = 1
        for way in (1, -1):
            while found < enough and self.moved(edge, way):
                found += 1
            for each, flow in zip(self.edges, true, strict=True):
                each.flow = flow
        return found

    def moved(self, edge: Edge, way: int) -> bool:
        """Move `edge` by one unit and others with it, so that all still adds up; False when the bounds do not allow it."""
        if not edge.room(way):
            return False
        start, goal = (edge.head, edge.tail) if way > 0 else (edge.tail, edge.head)
        path = self.path(start, goal, edge)
        if path is None:
            return False
        for other, direction in [*path, (edge, way)]:
            other.flow += direction
        return True

    @cached_property
    def ways(self) -> dict:
        """{place: (edge, direction, where it leads)}: asked for once all edges are there."""
        ways: dict = {}
        for edge in self.edges:
            ways.setdefault(edge.tail, []).append((edge, 1, edge.head))
            ways.setdefault(edge.head, []).append((edge, -1, edge.tail))
        return ways

    def path(self, start, goal, without: Edge) -> list[tuple[Edge, int]] | None:
        """Edges and directions by which one unit gets from `start` to `goal`."""
        came: dict = {start: None}
        queue = deque([start])
        while queue:
            place = queue.popleft()
            if place == goal:
                return traced(came, goal)
            for edge, way, to in self.ways[place]:
                if to not in came and edge is not without and edge.room(way):
                    came[to] = (place, edge, way)
                    queue.append(to)
        return None


def traced(came: dict, goal) -> list[tuple[Edge, int]]:
    path, place = [], goal
    while came[place]:
        place, edge, way = came[place]
        path.append((edge, way))
    return path
