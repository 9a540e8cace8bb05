"""From a draft to what is kept: counters, detached texts, and what stays with the organisation's name."""

from dataclasses import dataclass, field

from compact_portal.releasing.rules import ANSWERED
from reviews.answering.kinds import kind_of
from reviews.models import Question
from reviews.models.answers import Openness

DETACHED = (Openness.SECTOR, Openness.STEERING)


@dataclass
class Sorted:
    """`counted` is {question key: [option]}; `detached` has no name in it; `named` is [(question, body)]."""

    counted: dict[str, list[str]] = field(default_factory=dict)
    detached: list[dict] = field(default_factory=list)
    named: list[tuple[Question, dict]] = field(default_factory=list)


def sort_answers(*, questions: list[Question], sector: str, draft: dict) -> Sorted:
    """Take a response apart. A text goes where its openness says; one that is only counted goes nowhere else."""
    parts = Sorted()
    for question in questions:
        value = draft.get(question.key)
        if not value:
            continue
        counted = kind_of(question, sector).counted(value)
        if question.kind in ("likert", "single", "several", "number", "rating", "rank", "examples"):
            if counted:
                parts.counted[question.key] = [ANSWERED, *counted]
        else:
            parts.counted[question.key] = [ANSWERED]
        for body in bodies(question, value):
            place(parts, question, sector, body)
    return parts


def bodies(question: Question, value) -> list[dict]:
    """The texts in one answer, each with its openness."""
    if question.kind == "text":
        return [value]
    if question.kind == "examples":
        wishes = [{"openness": Openness.NAMED, "wish": one["wish"]} for one in value if one["wish"] not in ("", "no")]
        return [{name: words for name, words in one.items() if name != "wish"} for one in value] + wishes
    if question.kind == "help" or (question.kind == "contact" and value["answer"] == "yes"):
        return [value | {"openness": Openness.NAMED}]
    return []


def place(parts: Sorted, question: Question, sector: str, body: dict) -> None:
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
