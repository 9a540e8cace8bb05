"""Invented surveys of 8 to 80 respondents: three sectors, some of them small, with questions that some leave out."""

import random
from dataclasses import dataclass

from compact_portal.releasing.rules import AGREEING, Asked, release

LABELS = {"statutory": "public sector", "voluntary": "voluntary sector", "cross": "both sectors"}
SCALE = tuple((value, value) for value in ("strongly_agree", "agree", "neither", "disagree", "strongly_disagree"))


def choice(key: str, kind: str, count: int) -> Asked:
    return Asked(key=key, number=1, section="", kind=kind, text="", options=tuple((f"o{n}", f"Option {n}") for n in range(count)))


SUBJECTS = tuple((f"s{n}", f"Subject {n}") for n in range(6))
QUESTIONS = [
    Asked(key="q1", number=1, section="", kind="likert", text="", options=SCALE, headline=True, agreement=AGREEING),
    Asked(key="q2", number=2, section="", kind="likert", text="", options=SCALE, agreement=AGREEING),
    choice("q3", "single", 5), choice("q4", "number", 4), choice("q5", "single", 3), choice("q6", "single", 2), choice("q7", "several", 3),
    Asked(key="q8", number=1, section="", kind="rank", text="", options=(*SUBJECTS, *((f"first:{value}", label) for value, label in SUBJECTS))),
]  # fmt: skip


@dataclass
class Invented:
    """`answers` is a list of (sector, {question: [options]}), one for each respondent."""

    answers: list[tuple[str, dict[str, list[str]]]]
    floor: int

    @property
    def responses(self) -> dict[str, int]:
        return {sector: sum(one == sector for one, _ in self.answers) for sector in LABELS}

    @property
    def counts(self) -> dict:
        counts: dict = {question.key: {} for question in QUESTIONS}
        for sector, given in self.answers:
            for key, options in given.items():
                cells = counts[key].setdefault(sector, {})
                for option in ["answered", *options]:
                    cells[option] = cells.get(option, 0) + 1
        return counts

    def released(self) -> dict:
        responses = self.responses
        return release(asked=QUESTIONS, counts=self.counts, responses=responses, invited=responses, labels=LABELS, floor=self.floor)

    def without_last(self) -> "Invented":
        return Invented(self.answers[:-1], self.floor)


def invent(chance: random.Random) -> Invented:
    size = chance.randint(8, 80)
    cross = chance.choice([0, chance.randint(1, 6), chance.randint(0, size // 3)])
    cross = min(cross, size)
    statutory = round((size - cross) * chance.choice([0.1, 0.25, 0.35, 0.5]))
    sectors = ["cross"] * cross + ["statutory"] * statutory + ["voluntary"] * (size - cross - statutory)
    chance.shuffle(sectors)
    habits = {(question.key, sector): habit(chance, question) for question in QUESTIONS for sector in LABELS}
    return Invented([(sector, answers_of(chance, sector, habits)) for sector in sectors], chance.choice([10, 10, 10, 11, 12, 15]))


def habit(chance: random.Random, question: Asked) -> tuple[float, list[float]]:
    """How often a sector answers the question, and its taste: even, or leaning to one option."""
    lean = chance.choice([1.0, 1.0, 3.0, 20.0])
    return chance.choice([1.0, 1.0, 0.9, 0.6, 0.3]), [chance.random() ** lean + 0.001 for _ in question.options]


def answers_of(chance: random.Random, sector: str, habits: dict) -> dict[str, list[str]]:
    given = {}
    for question in QUESTIONS:
        answers, tastes = habits[question.key, sector]
        if chance.random() < answers:
            values = [value for value, _ in question.options]
            if question.kind == "several":
                given[question.key] = [value for value in values if chance.random() < 0.4] or [chance.choice(values)]
            elif question.kind == "rank":
                chosen = chance.sample(values[:6], chance.randint(1, 3))
                given[question.key] = [*chosen, f"first:{chosen[0]}"]
            else:
                given[question.key] = chance.choices(values, tastes)
    return given
