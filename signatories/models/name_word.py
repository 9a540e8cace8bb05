"""Words of organisations' names, so that a name is found whatever its accents, and a word that was mistyped too.

The private PostgreSQL has no trigrams. In their place stands, beside each word, the word with each one of its letters left out: two
words that differ by one slip (a letter too many, too few, another one, two the other way round) have one of these in common.
"""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import QuerySet

from compact_portal.finding import FOLDED

SHORTEST = 4  # letters of a word that is looked for in spite of a slip


def names_query(words: str) -> SearchQuery:
    """`words` are those of `beginnings`."""
    return SearchQuery(words, config="simple", search_type="raw")


def beginnings(words: list[list[str]]) -> str:
    """Every word there, each of them whole or as a beginning, in one of its spellings. They hold letters and figures alone."""
    return " & ".join(f"({' | '.join(f'{one}:*' for one in spellings)})" for spellings in words)


def slips_of(word: str) -> list[str]:
    """The word, and the word with each one of its letters left out."""
    return [word, *(word[:place] + word[place + 1 :] for place in range(len(word)))]


class NameWordQuerySet(QuerySet):
    def near(self, words: list[str]) -> "NameWordQuerySet":
        """Words that differ by one slip from one of these, or are one of these."""
        return self.filter(slips__overlap=[slip for word in words for slip in slips_of(word)])


class NameWord(models.Model):
    """One word, of whomever's name. Kept by triggers; a word that nobody bears any more stays, and finds nobody."""

    word = models.CharField(max_length=200, unique=True)
    slips = ArrayField(models.CharField(max_length=200))

    objects = NameWordQuerySet.as_manager()

    class Meta:
        indexes = [GinIndex(fields=["slips"], name="nameword_slips")]

    def __str__(self):
        return self.word


def kept_words(*fields: str) -> pgtrigger.Trigger:
    """Keeps the words of these fields, whoever writes them."""
    said = " || ' ' || ".join(f"coalesce(NEW.{field}, '')" for field in fields)
    return pgtrigger.Trigger(
        name="keeps_words",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(*fields),
        func=f"""
            INSERT INTO signatories_nameword (word, slips)
            SELECT word, array_prepend(word, ARRAY(SELECT overlay(word placing '' from place for 1) FROM generate_series(1, length(word)) place))
            FROM (SELECT DISTINCT regexp_split_to_table({FOLDED.format(said)}, '[^[:alnum:]]+') AS word) words
            WHERE length(word) BETWEEN {SHORTEST} AND 200
            ON CONFLICT (word) DO NOTHING;
            RETURN NEW;
        """,  # noqa: S608 (constants of this module)
    )
