"""Two people on one page: each keeps what they changed; only where both changed the same answer must somebody choose.

A response notes of every question at which save of its page it changed, to what (as a fingerprint) and by whom, so that a page
that was opened earlier can be told from one that was changed since. The notes go when the response is sent.
"""

import hashlib
import json
from dataclasses import dataclass, field

KEPT = 20  # changes of one question; of a page opened before the oldest of them every difference counts as made on both sides


def fingerprint(value) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


@dataclass
class Merged:
    """`taken` is to be saved, `disputed` holds the keys of what was changed on both sides and differs."""

    taken: dict = field(default_factory=dict)
    disputed: list[str] = field(default_factory=list)


def merge(*, draft: dict, changes: dict, answers: dict, version: int, page: str = "") -> Merged:
    """What of `answers` belongs into `draft`. They were given on a page that was opened at its save number `version`.

    `page` tells that opened page from all others: what was saved from it before is known there.
    """
    merged = Merged()
    for key, mine in answers.items():
        if mine == draft.get(key):
            continue
        notes = changes.get(key, [])
        known = [note for note in notes if note[0] <= version or (page and note[3] == page)]
        if not notes or known[-1:] == notes[-1:]:
            merged.taken[key] = mine
        elif fingerprint(mine) != (known[-1][1] if known else unsaved(notes)):
            merged.disputed.append(key)
    return merged


def unsaved(notes: list) -> str:
    """The fingerprint of a question that was not answered when the page was opened; "" where it may have been."""
    return "" if len(notes) == KEPT else fingerprint(None)


def note(changes: dict, taken: dict, *, version: int, by: str, page: str = "") -> None:
    """Write into `changes` that `by` changed what was `taken`, at save number `version` of the section, from that `page`."""
    for key, value in taken.items():
        changes[key] = [*changes.get(key, []), [version, fingerprint(value), by, page]][-KEPT:]


def changed_by(changes: dict, name: str) -> list[str]:
    """The keys of the questions that somebody of this name changed."""
    return [key for key, notes in changes.items() if any(note[2] == name for note in notes)]


def last_changed_by(changes: dict, key: str) -> str:
    return changes[key][-1][2] if changes.get(key) else ""
