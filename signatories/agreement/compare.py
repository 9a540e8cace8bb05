"""Two texts side by side: what stayed, what changed and in which words, what is new and what went."""

import difflib
import re
from dataclasses import dataclass, field

from signatories.agreement.sections import CodeText, Section

ALIKE = 0.5  # from here on two sentences count as one that was reworded; below, one went and another came
WORDS = re.compile(r"\s+|[^\s]+")

SAME, CHANGED, NEW, GONE = "same", "changed", "new", "gone"


@dataclass(frozen=True)
class Piece:
    """Some words of a passage; `marked` when the other side does not have them."""

    words: str
    marked: bool = False


@dataclass(frozen=True)
class Row:
    change: str
    left: list[Piece] = field(default_factory=list)
    right: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class Compared:
    heading: str
    rows: list[Row]

    @property
    def changes(self) -> int:
        return sum(row.change != SAME for row in self.rows)

    @property
    def only_changes(self) -> "Compared":
        return Compared(self.heading, [row for row in self.rows if row.change != SAME])


def compare(left: list[Section], right: list[Section]) -> list[Compared]:
    """Section by section, in the order of the later text; sections that the later one lacks come where they stood."""
    pairs = _paired(left, right)
    return [Compared((b or a).heading, compare_passages(_passages(a), _passages(b))) for a, b in pairs]


def compare_passages(left: list[str], right: list[str]) -> list[Row]:
    rows = []
    for a, b in _aligned(left, right):
        if a is None:
            rows.append(Row(NEW, right=[Piece(b, marked=True)]))
        elif b is None:
            rows.append(Row(GONE, left=[Piece(a, marked=True)]))
        elif a == b:
            rows.append(Row(SAME, [Piece(a)], [Piece(b)]))
        else:
            rows.append(Row(CHANGED, *_marked(a, b)))
    return rows


def _paired(left: list[Section], right: list[Section]) -> list[tuple[Section | None, Section | None]]:
    """Sections of the same kind belong together; parts of their own words by their heading."""

    def key(section: Section) -> tuple:
        return (section.kind, section.heading.casefold() if section.kind == "text" else "")

    theirs = {key(section): section for section in left}
    pairs: list[tuple[Section | None, Section | None]] = [(theirs.get(key(section)), section) for section in right]
    there = {key(section) for section in right}
    for place, section in enumerate(left):
        if key(section) not in there:
            pairs.insert(min(place, len(pairs)), (section, None))
    return pairs


def _passages(section: Section | None) -> list[str]:
    if section is None:
        return []
    return [*section.paragraphs, *(entry.plain for entry in section.entries), *(line for code in section.codes for line in _of_code(code))]


def _of_code(code: CodeText) -> list[str]:
    return [code.title, *code.introduction, *(entry.plain for entry in code.commitments)]


def _aligned(left: list[str], right: list[str]) -> list[tuple[str | None, str | None]]:
    """Pairs in order: equal passages first; between them each new one with the most alike of those that are left over."""
    pairs: list[tuple[str | None, str | None]] = []
    for what, a1, a2, b1, b2 in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what == "equal":
            pairs += zip(left[a1:a2], right[b1:b2], strict=True)
        else:
            pairs += _best(left[a1:a2], right[b1:b2])
    return pairs


def _best(left: list[str], right: list[str]) -> list[tuple[str | None, str | None]]:
    from rapidfuzz.fuzz import ratio

    waiting, pairs = list(left), []
    for new in right:
        best = max(waiting, key=lambda old: ratio(old, new), default=None)
        if best is not None and ratio(best, new) >= ALIKE * 100:
            waiting.remove(best)
            pairs.append((best, new))
        else:
            pairs.append((None, new))
    return [*pairs, *((old, None) for old in waiting)]


def _marked(a: str, b: str) -> tuple[list[Piece], list[Piece]]:
    """Both sides in pieces, the words that only one of them has marked."""
    ours, theirs = WORDS.findall(a), WORDS.findall(b)
    left, right = [], []
    for what, a1, a2, b1, b2 in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        for pieces, words in ((left, ours[a1:a2]), (right, theirs[b1:b2])):
            if words:
                pieces.append(Piece("".join(words), marked=what != "equal"))
    return left, right
