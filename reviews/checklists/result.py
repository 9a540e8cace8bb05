"""What the answers come to: a percentage of the points that could be had, its name, and the items where something is to be done.

A result is never a legal judgement (domain.md R-01). Answers without points are left out.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from reviews.models import Assessment, ChecklistItem, Scale, ScalePoint
from reviews.models.checklists.assessments import FEWEST


@dataclass(frozen=True)
class Result:
    """`score` is None where nothing counts; `outcome` is then empty. `gaps` are (item, how it was found)."""

    score: int | None
    answered: int
    outcome: str
    gaps: list[tuple[ChecklistItem, str]] = field(default_factory=list)


def share(points: Iterable[int], most: int) -> tuple[int | None, int]:
    """(per cent of the points that could be had, rounded half up; how many answers count)."""
    points = list(points)
    if not points or not most:
        return None, len(points)
    return (200 * sum(points) + most * len(points)) // (2 * most * len(points)), len(points)


def outcome_of(score: int | None, scale: Scale) -> str:
    if score is None:
        return ""
    outcomes = Assessment.Outcome
    return outcomes.WELL if score >= scale.well_from else outcomes.PARTLY if score >= scale.partly_from else outcomes.NOT_YET


def most_of(points: Iterable[ScalePoint]) -> int:
    return max((point.points for point in points if point.points is not None), default=0)


def of_answers(items, answers: dict[str, dict[int, ScalePoint]], points, scale: Scale) -> Result:
    """`answers` is {side: {key of the item: point}}: one side for a shared answer, two that are compared."""
    counted = [point.points for side in answers.values() for point in side.values() if point.points is not None]
    score, _ = share(counted, most_of(points))
    gaps, answered = [], 0
    for item in items:
        given = [side[item.pk] for side in answers.values() if item.pk in side]
        values = [point.points for point in given if point.points is not None]
        answered += bool(values)
        if any(point.gap for point in given):
            gaps.append((item, "answer"))
        elif len(values) > 1 and max(values) - min(values) >= scale.talk_from:
            gaps.append((item, "difference"))
    return Result(score, answered, outcome_of(score, scale), gaps)


@dataclass(frozen=True)
class Average:
    """Of those who answered apart: mean points, to the nearest half, and how many it stands for."""

    mean: float
    count: int


def averages(counts: Iterable[tuple[int, str, ScalePoint, int]]) -> dict[int, dict[str, Average]]:
    """{key of the item: {sector, or "" for all: Average}} from (item, sector, point, count)."""
    sums: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
    for item, sector, point, count in counts:
        if point.points is not None:
            sums[item, sector][0] += point.points * count
            sums[item, sector][1] += count
    found: dict[int, dict[str, Average]] = defaultdict(dict)
    for (item, sector), (total, count) in sums.items():
        if count >= FEWEST:
            found[item][sector] = Average(round(2 * total / count) / 2, count)
    return dict(found)


def of_counts(items, counts: list[tuple[int, str, ScalePoint, int]], points, scale: Scale) -> Result:
    """The result where many answered apart. A gap is an average no better than an answer that asks for an action, or a marked difference."""
    lowest = max((point.points for point in points if point.gap), default=-1)
    score, _ = share([point.points for _, _, point, count in counts if point.points is not None for _ in range(count)], most_of(points))
    gaps, answered, means = [], 0, averages(counts)
    for item in items:
        values = [average.mean for average in means.get(item.pk, {}).values()]
        answered += bool(values)
        if values and min(values) <= lowest:
            gaps.append((item, "answer"))
        elif len(values) > 1 and max(values) - min(values) >= scale.talk_from:
            gaps.append((item, "difference"))
    return Result(score if answered else None, answered, outcome_of(score if answered else None, scale), gaps)


def told_apart(sheets: dict[str, int]) -> list[str]:
    """Whose averages may be shown, of {sector: how many sheets}: each sector's where every one has enough, else all together, or none.

    A rest of one or two would be told by what is left when the others are taken away from all.

    >>> told_apart({"statutory": 3, "voluntary": 4}), told_apart({"statutory": 2, "voluntary": 4}), told_apart({"voluntary": 2})
    (['statutory', 'voluntary'], [''], [])
    """
    there = {sector: count for sector, count in sheets.items() if count}
    if len(there) > 1 and all(count >= FEWEST for count in there.values()):
        return sorted(there)
    return [""] if sum(there.values()) >= FEWEST else []
