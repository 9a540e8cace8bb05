"""Attacks on what is published of a survey: by arithmetic, by one's own answer, and by a second survey."""

import os
import random
from collections import Counter

import pytest

from compact_portal.releasing.rules import most_chosen
from tests.prove.attacker import ALL, Knows, search
from tests.prove.surveys import LABELS, QUESTIONS, Invented, invent

pytestmark = pytest.mark.prove
SURVEYS = int(os.environ.get("PROVE_SURVEYS", "2000"))
SEED = int(os.environ.get("PROVE_SEED", "2009"))
KIND = {question.key: question for question in QUESTIONS}


def members(key: str) -> list[str]:
    return list(LABELS) if key == ALL else key.split("+")


def surveys():
    """(number, survey), the same in every run with one seed."""
    chance = random.Random(SEED)
    for number in range(SURVEYS):
        yield number, invent(chance)


def published(survey: Invented):
    """The release, and (question, its figures) of everything that shows figures."""
    figures = survey.released()
    return figures, [(KIND[question["key"]], question) for question in figures["questions"] if question["groups"]]


def true_count(survey: Invented, key: str, group: str, options: tuple[str, ...]) -> int:
    counts = survey.counts[key]
    return sum(counts.get(sector, {}).get(option, 0) for sector in members(group) for option in options)


def test_no_group_or_complement_is_below_the_floor(figure):
    shown, small = Counter(), []
    for number, survey in surveys():
        figures, questions = published(survey)
        shown[figures["level"]] += 1
        responses, counts = survey.responses, survey.counts
        sizes = [("responses", group["key"], responses) for group in figures["groups"]]
        for question, its in questions:
            answered = {sector: cells["answered"] for sector, cells in counts[question.key].items()}
            sizes += [(question.key, group["key"], answered) for group in its["groups"]]
        for of, key, by_sector in sizes:
            size = sum(by_sector.get(sector, 0) for sector in members(key))
            rest = sum(by_sector.values()) - size
            shown["groups"] += 1
            if size < survey.floor or (key != ALL and rest < survey.floor):
                small.append((number, of, key, size, rest))
    levels = f"{shown['full']} in full, {shown['headline']} headlines only, {shown['none']} nothing"
    figure(f"release, floor: {SURVEYS} surveys ({levels}), {shown['groups']} groups shown, {len(small)} with a size or complement below the floor")
    assert small == []


def knowledge(adversary: str, survey: Invented, own: tuple[str, dict], key: str, its: dict) -> Knows:
    leaves = [group["key"] for group in its["groups"][1:]] or [ALL]
    sector, answers = own
    mine = next(leaf for leaf in leaves if sector in members(leaf))
    sizes = {leaf: sum(survey.responses[one] for one in members(leaf)) for leaf in leaves}
    known = (mine, tuple(answers[key])) if adversary != "public" and key in answers else None
    return Knows(known, sizes if adversary == "insider" else {})


@pytest.mark.parametrize("adversary", ["public", "respondent", "insider"])
def test_no_count_can_be_worked_out(adversary, figure):
    """public: has what is published. respondent: knows one answer too, and takes it off. insider: knows also who answered."""
    cells, pinned, totals, chance = 0, [], 0, random.Random(SEED)
    for number, survey in surveys():
        own = chance.choice(survey.answers)
        for question, its in published(survey)[1]:
            found = search(
                its,
                options=[value for value, _ in question.options],
                agreement=question.agreement,
                floor=survey.floor,
                most=most_chosen(question),
                knows=knowledge(adversary, survey, own, question.key, its),
            )
            assert found.possible, (number, question.key, its)  # the truth itself must fit, or the attack proves nothing
            for group, what, count in found.pinned:
                assert count == true_count(survey, question.key, group, question.agreement if what == "agreed" else (what,)), (number, its)
            cells, totals = cells + found.cells, totals + len(found.totals)
            pinned += [(number, question.key, *pin) for pin in found.pinned]
    hit = len({pin[:2] for pin in pinned})
    figure(
        f"release, {adversary}: {cells} counts searched, {len(pinned)} determined exactly (in {hit} questions),"
        f" {totals} numbers of answers determined{first(pinned)}"
    )
    assert pinned == []


def first(pinned: list) -> str:
    if not pinned:
        return ""
    number, key, group, what, count = pinned[0]
    return f"; the first: survey {number} of seed {SEED}, {key}, group {group}, {what} = {count}"


def test_two_surveys_that_differ_in_one_respondent(figure):
    """Nobody ever gets both: a survey is released once (tests/reviews). This says what that rule is worth."""
    compared, guessed, told = 0, 0, 0
    for _, survey in surveys():
        last = survey.answers[-1][1]
        with_it, without = published(survey)[1], {question.key: its for question, its in published(survey.without_last())[1]}
        for question, its in with_it:
            before = without.get(question.key)
            if question.key not in last or question.kind in ("several", "rank") or not before or not its["groups"][0]["options"]:
                continue
            compared += 1
            grown = rose(before, its)
            guessed += len(grown) == 1
            told += grown == {last[question.key][0]}
    figure(
        f"release, differencing: {compared} answers of a last respondent, of which two releases of the same survey would tell {told}"
        f" ({guessed} guesses); a survey is released once"
    )
    assert compared > 0


def rose(before: dict, after: dict) -> set[str]:
    """The options whose published count grew."""
    old = {option["value"]: option["count"] for option in before["groups"][0]["options"]}
    return {option["value"] for option in after["groups"][0]["options"] if option["count"] > old.get(option["value"], option["count"])}
