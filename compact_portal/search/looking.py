"""Every room's sources, asked in one query; a second one only when a name was not found as it was typed."""

from dataclasses import dataclass

import actionplans.finding
import reviews.finding
import signatories.finding
from compact_portal.finding import CANDIDATES, COLUMNS, FIRST, Hit, Seeker, Source, matching
from disputes.finding import case_called
from signatories.finding import LISTED, STEERED, meant_by, named, typed
from signatories.parts import parts_of

BY_NAME = (LISTED, STEERED)
SOURCES = (*BY_NAME, *signatories.finding.SOURCES, *actionplans.finding.SOURCES, *reviews.finding.SOURCES)
SHOWN = 5  # of each source, beside the others


@dataclass(frozen=True)
class Group:
    """`hits` are those shown; `more` says that there are others, which stand on the page of this source alone."""

    source: Source | None
    heading: str
    hits: list[Hit]
    more: bool = False


def seeker_of(person, on) -> Seeker:
    return Seeker(person, frozenset(parts_of(person, on).steered)) if person.is_authenticated else Seeker(person)


def found_in_names(seeker: Seeker, words: list[str], only: Source | None) -> list:
    sources = [source for source in (BY_NAME if seeker.steered else (LISTED,)) if only in (None, source)]
    return [named(source, seeker, words, CANDIDATES if only else FIRST) for source in sources] if words else []


def look(person, words: str, *, on, only: Source | None = None) -> tuple[list[Group], str]:
    """(groups in the order of the sources, what was looked for in names instead or ""). Two queries; three after a slip of the hand.

    One source alone gives all of its candidates.
    """
    seeker, names = seeker_of(person, on), typed(words)
    cases = case_called(person, words) if only is None else []
    most, rows_of_each = (SHOWN, FIRST) if only is None else (CANDIDATES, CANDIDATES)
    by_words = [matching(source, seeker, words, rows_of_each) for source in SOURCES if source not in BY_NAME and only in (None, source)]
    by_names = found_in_names(seeker, names, only)
    rows, meant = asked([*by_names, *by_words]), []
    if by_names and not {LISTED.key, STEERED.key} & rows.keys() and (meant := meant_by(names)):
        again = asked(found_in_names(seeker, meant, only))
        meant = meant if again else []
        rows |= again
    groups = [grouped(source, rows[source.key], most) for source in SOURCES if source.key in rows]
    return ([Group(None, "Disagreements", cases)] if cases else []) + groups, " ".join(meant)


def asked(parts: list) -> dict[str, list]:
    """The rows of each source, the best first; one query for all."""
    first, *rest = [part for part in parts if part is not None] or [None]
    found: dict[str, list] = {}
    if first is None:
        return found
    for row in sorted(first.union(*rest, all=True) if rest else first, key=lambda row: -row[COLUMNS.index("rank")]):
        found.setdefault(row[0], []).append(row)
    return found


def grouped(source: Source, rows: list, most: int) -> Group:
    """Several sections of one report are one hit."""
    places = list(dict.fromkeys(row[COLUMNS.index("slug") :] for row in rows))
    hits = [Hit(what, agreement, source.address(slug, first, second)) for slug, agreement, what, first, second in places[:most]]
    return Group(source, source.heading, hits, len(places) > most)
