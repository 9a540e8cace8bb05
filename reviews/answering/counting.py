"""From a draft to what is kept: counters, detached texts, and what stays with the organisation's name."""

from dataclasses import dataclass, field

from reviews.answering import kind_of
from reviews.models import Question
from reviews.models.answers import Openness

DETACHED = (Openness.SECTOR, Openness.STEERING)


@dataclass
class TakenApart:
    """`counted` is {key of a counter: [what it counts]}; `detached` has no name in it; `named` is [(question, body)]."""

    counted: dict[str, list[str]] = field(default_factory=dict)
    detached: list[dict] = field(default_factory=list)
    named: list[tuple[Question, dict]] = field(default_factory=list)


def take_apart(*, questions: list[Question], sector: str, draft: dict) -> TakenApart:
    """A text goes where its openness says; one that is only counted goes nowhere else."""
    parts = TakenApart()
    for question in questions:
        if value := draft.get(question.key):
            kind = kind_of(question, sector)
            parts.counted |= kind.counted(value)
            for body in kind.bodies(value):
                place(parts, question, sector, body)
    return parts


def place(parts: TakenApart, question: Question, sector: str, body: dict) -> None:
    openness = body["openness"]
    words = {name: value for name, value in body.items() if name != "openness"}
    if openness == Openness.NAMED:
        parts.named.append((question, words))
    elif openness in DETACHED:
        shown = sector if openness == Openness.SECTOR else ""
        parts.detached.append({"question": question.key, "openness": openness, "sector": shown, "body": words})


def add_to_tally(*, counts: dict, responses: dict, sector: str, counted: dict[str, list[str]]) -> None:
    """Count one response into the survey's counters, in place."""
    responses[sector] = responses.get(sector, 0) + 1
    for key, options in counted.items():
        sectors = counts.setdefault(key, {}).setdefault(sector, {})
        for option in options:
            sectors[option] = sectors.get(option, 0) + 1
