"""Looking for words in everything that somebody may see. Each room offers its own `Source`s in its `finding.py`.

A source says which of its rows a person may see and where such a row stands. All sources are asked in one query, each for its best
CANDIDATES at most, through an index over exactly the expression that `holding` names: so the time does not grow with the rows.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import F, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce

CANDIDATES = 200  # of each source, of which the best are shown
FIRST = 30  # of them, where several sources stand on one page: a report may be found in many of its sections
LONGEST = 200  # characters of what was typed
COLUMNS = ("source", "rank", "slug", "agreement", "what", "first", "second")


# Letter case, accents and apostrophes do not tell two names apart: the same rule as `plain` in signatories/known.py.
FOLDED = "lower(regexp_replace(normalize(translate({}, '''’‘`´ʼ', ''), NFKD), '[\\u0300-\\u036f]', '', 'g'))"


@dataclass(frozen=True)
class Hit:
    """What it is, in its own words; the agreement it belongs to; and its page."""

    what: str
    where: str
    address: str


@dataclass(frozen=True)
class Source:
    """`rows` takes the seeker and gives what they may see of it, as QuerySets say it elsewhere.

    `text` are the fields that are searched, as one index holds them; `what` is the field that is shown. `of` leads to the agreement.
    `address` makes the page's address of the agreement's slug and of the values of `keys`, at most two.
    """

    key: str
    heading: str
    rows: Callable[["Seeker"], QuerySet | None]
    text: tuple[str, ...]
    what: str
    of: str
    address: Callable[..., str]
    keys: tuple[str, ...] = ()
    stored: bool = False  # `text` names a column that holds the words already


@dataclass(frozen=True)
class Seeker:
    """Who looks: the agreements that they steer. Nothing else may decide what a source gives, nor may the day: queries are built once."""

    steered: frozenset[int] = frozenset()


def vector(*text: str) -> SearchVector:
    """The words of these fields. An index and a query must say it alike."""
    return SearchVector(*text, config="english")


def indexed(*text: str, name: str) -> GinIndex:
    return GinIndex(vector(*text), name=name)


class Folded(Func):
    template = FOLDED.format("%(expressions)s")
    output_field = TextField()


def names_vector(*fields: str) -> SearchVector:
    """Words of names as they stand, without grammar. An index and a query must say it alike."""
    return SearchVector(*(Folded(field) for field in fields), config="simple")


def names_index(*fields: str, name: str) -> GinIndex:
    return GinIndex(names_vector(*fields), name=name)


def query_of(words: str) -> SearchQuery:
    """Every word must be there; quotation marks hold words together, a minus leaves one out."""
    return SearchQuery(words[:LONGEST], config="english", search_type="websearch")


def in_columns(rows: QuerySet, source: Source, rank) -> QuerySet:
    """The best first, in the shape that all sources share, so that one query can ask them all."""
    first, second = (*source.keys, None, None)[:2]

    def text(field: str | None):
        return Coalesce(Cast(F(field), TextField()), Value("", TextField())) if field else Value("", TextField())

    slug, name = (f"{source.of}__{field}" if source.of else field for field in ("slug", "name"))
    return rows.order_by(rank.desc()).values_list(
        Value(source.key, TextField()), rank, text(slug), text(name), text(source.what), text(first), text(second)
    )


def matching(source: Source, seeker: Seeker, words: str, most: int = FIRST) -> QuerySet | None:
    """At most `most` rows of COLUMNS, the best first, or None where this seeker sees nothing of it."""
    rows = source.rows(seeker)
    if rows is None:
        return None
    query = query_of(words)
    held = F(source.text[0]) if source.stored else vector(*source.text)
    found = rows.alias(held=held).filter(held=query).order_by().values("pk")[:CANDIDATES]
    model = rows.model
    return in_columns(model._default_manager.filter(pk__in=found), source, SearchRank(held, query))[:most]
