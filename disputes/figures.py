"""Yearly figures of disagreements, through the releasing rules: what would tell of a few is put in words (design.md 5)."""

from dataclasses import dataclass, field

from compact_portal.releasing.rounding import in_words
from disputes.models import Advice, AdviceCount
from signatories.models import Compact
from signatories.models.edition import Subject
from signatories.reports_champions import small_ones


@dataclass(frozen=True)
class Year:
    """`parts` are (heading, [(words, count in words)]); none while the whole is below the floor."""

    year: str
    total: str
    parts: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)


def told(counts: dict[str, int], floor: int) -> dict[str, str]:
    """Each count in words: rounded, or "fewer than 10"; one more is hidden where the total would give the small ones away.

    >>> told({"a": 33, "b": 14, "c": 3}, 10)
    {'a': '35', 'b': 'not shown', 'c': 'fewer than 10'}
    """
    hidden = small_ones(counts, floor)
    return {
        option: f"fewer than {floor}" if option in hidden and count < floor else "not shown" if option in hidden else in_words(count, floor)
        for option, count in counts.items()
        if count
    }


def advice_figures(compact: Compact) -> list[Year]:
    """In one query, the newest first. A year below the floor has no parts: of one question, any breakdown says what it was about."""
    kinds = AdviceCount.Breakdown
    counted: dict[int, dict[str, dict[str, int]]] = {}
    for row in compact.advice_counts.all():
        counted.setdefault(row.year, {}).setdefault(row.breakdown, {})[row.option] = row.count
    headings = [(kinds.OUTCOME, "What came of it"), (kinds.SUBJECT, "What it was about"), (kinds.SECTOR, "Who asked")]
    floor, years = compact.release_floor, []
    for year, by_kind in sorted(counted.items(), reverse=True):
        total = by_kind.get(kinds.ALL, {}).get("", 0)
        parts = []
        if total >= floor:
            for kind, heading in headings:
                shown = told(by_kind.get(kind, {}), floor)
                parts.append((heading, [(_name(compact, kind, option), words) for option, words in sorted(shown.items())]))
        years.append(Year(str(year), in_words(total, floor), parts))
    return years


def _name(compact: Compact, kind: str, option: str) -> str:
    if kind == AdviceCount.Breakdown.SECTOR:
        return compact.terms.sector(option)
    labels = dict(Advice.Outcome.choices) | dict(Subject.choices)
    return str(labels.get(option, option or "not said"))
