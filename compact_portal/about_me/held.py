"""Everything about one person, gathered from the registry of retention: the page and the file hold the same."""

from dataclasses import dataclass

import disputes.about_me
import reviews.about_me
import signatories.about_me
from compact_portal.holding import Ending, Held
from compact_portal.retention.rule import Rule
from compact_portal.retention.rules import RULES


@dataclass(frozen=True)
class Kind:
    rule: Rule
    held: list[Held]


def held_about(person) -> list[Kind]:
    """A fixed number of queries for each kind."""
    return [Kind(rule, [one for about in rule.about for one in about(person)]) for rule in RULES if rule.about]


def as_file(person) -> dict:
    """For the person to keep or to take elsewhere (article 20)."""
    return {
        "about": person.email,
        "kinds": [
            {
                "kind": kind.rule.yours,
                "what": kind.rule.what,
                "why": kind.rule.why,
                "how_long": kind.rule.until,
                "seen_by": kind.rule.seen_by,
                "held": [{"what": one.what, "since": one.since, "until": one.until} for one in kind.held],
            }
            for kind in held_about(person)
        ],
    }


def endings_of(person) -> list[Ending]:
    """Every part that could end today, in every agreement."""
    return [ending for room in (signatories, reviews, disputes) for ending in room.about_me.endings(person)]
