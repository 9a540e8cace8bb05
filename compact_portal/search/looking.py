"""Every room's sources, asked in one query; a second one only when a name was not found as it was typed."""

from dataclasses import dataclass
from functools import lru_cache

from django.db import connection
from django.utils.translation import gettext as _

import actionplans.finding
import disputes.finding
import reviews.finding
import signatories.finding
from compact_portal.finding import CANDIDATES, COLUMNS, FIRST, LONGEST, Hit, Seeker, Source, matching
from disputes.finding import case_called
from signatories.finding import CHAMPIONS, LISTED, STEERED, meant_by, named, people_named, said_in, typed
from signatories.models import Compact
from signatories.models.name_word import beginnings, names_query

BY_NAME = {LISTED: named, STEERED: named, CHAMPIONS: people_named}
ROOMS = (signatories.finding, actionplans.finding, reviews.finding, disputes.finding)
SOURCES = (*BY_NAME, *(source for room in ROOMS for source in room.SOURCES))
SHOWN = 5  # of each source, beside the others
WORDS, NAMES = "\ue000words", "\ue000names"  # what nobody types: they stand for what is typed while a query is built


@dataclass(frozen=True)
class Group:
    """`hits` are those shown; `more` says that there are others, which stand on the page of this source alone."""

    source: Source | None
    heading: str
    hits: list[Hit]
    more: bool = False


def look(person, words: str, *, on, only: Source | None = None) -> tuple[list[Group], str]:
    """(groups in the order of the sources, what was looked for in names instead or ""). One query, and one for what somebody who has
    signed in steers; two more after a slip of the hand. One source alone gives all of its candidates.
    """
    steered = frozenset(Compact.objects.steered_by(person, on=on).order_by().values_list("pk", flat=True)) if person.is_authenticated else frozenset()
    sources = tuple(source for source in SOURCES if only in (None, source) and (steered or source is not STEERED))
    names, most = typed(words), SHOWN if only is None else CANDIDATES
    by_name = tuple(source for source in sources if source in BY_NAME)
    rows = asked(steered, sources if names else tuple(source for source in sources if source not in by_name), words, names, most)
    said = ""
    if names and by_name and not {source.key for source in by_name} & rows.keys() and (meant := meant_by(names)):
        again = asked(steered, by_name, words, meant, most)
        said = said_in([row[COLUMNS.index("what")] for found in again.values() for row in found], names, meant) if again else ""
        rows |= again
    groups = [grouped(source, rows[source.key], most) for source in sources if source.key in rows]
    cases = case_called(person, words) if only is None else []
    return ([Group(None, _("Disagreements"), cases)] if cases else []) + groups, said


def asked(steered: frozenset[int], sources: tuple[Source, ...], words: str, names: list[list[str]], most: int) -> dict[str, list]:
    """The rows of each source, the best first; one query for all."""
    sql, parameters = built(steered, tuple(source.key for source in sources), FIRST if most == SHOWN else CANDIDATES)
    found: dict[str, list] = {}
    if sql:
        meaning = {WORDS: words[:LONGEST], NAMES: beginnings(names)}
        with connection.cursor() as cursor:
            cursor.execute(sql, [meaning.get(value, value) for value in parameters])
            rows = cursor.fetchall()
        for row in sorted(rows, key=lambda row: -row[COLUMNS.index("rank")]):
            found.setdefault(row[0], []).append(row)
    return found


@lru_cache(maxsize=500)
def built(steered: frozenset[int], keys: tuple[str, ...], most: int) -> tuple[str, tuple]:
    """The query over these sources, with WORDS and NAMES where what is typed goes. Django takes forty milliseconds to build it, ten
    times as long as PostgreSQL needs to answer it; for everybody who steers the same agreements it is the same.
    """
    seeker = Seeker(steered)
    parts = [
        BY_NAME[source](source, seeker, names_query(NAMES), most) if source in BY_NAME else matching(source, seeker, WORDS, most)
        for source in SOURCES
        if source.key in keys
    ]
    first, *rest = [part for part in parts if part is not None] or [None]
    if first is None:
        return "", ()
    return (first.union(*rest, all=True) if rest else first).query.sql_with_params()


def grouped(source: Source, rows: list, most: int) -> Group:
    """Several sections of one report are one hit."""
    places = list(dict.fromkeys(row[COLUMNS.index("slug") :] for row in rows))
    hits = [Hit(what, agreement, source.address(slug, first, second)) for slug, agreement, what, first, second in places[:most]]
    return Group(source, source.heading, hits, len(places) > most)
