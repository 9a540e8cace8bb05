"""Attacks on what is published of a survey: by arithmetic, by one's own answer, and by a second survey."""

import os
import random
from collections import Counter

import pytest

from tests.prove.attacker import ALL, Knows, Search
from tests.prove.surveys import LABELS, QUESTIONS, Invented, invent

pytestmark = pytest.mark.prove
SURVEYS = int(os.environ.get("PROVE_SURVEYS", "2000"))
SEED = 2009
KIND = {question.key: question for question in QUESTIONS}


def members(key: str) -> list[str]:
    return list(LABELS) if key == ALL else key.split("+")


def surveys():
    """(number, survey), the same in every run."""
    chance = random.Random(SEED)
    for number in range(SURVEYS):
        yield number, invent(chance)


def published(survey: Invented):
    """(question, its figures) of everything that shows figures."""
    figures = survey.released()
    return figures, [(KIND[question["key"]], question) for question in figures["questions"] if question["groups"]]


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


@pytest.mark.parametrize("adversary", ["public", "respondent", "insider"])
def test_no_count_can_be_worked_out(adversary, figure):
    """public: has what is published. respondent: knows one answer too, and takes it off. insider: knows also who answered."""
    cells, pinned, totals, chance = 0, [], 0, random.Random(SEED)
    for number, survey in surveys():
        figures, questions = published(survey)
        sector, own = chance.choice(survey.answers)
        shown = {group["key"]: group["responses"] for group in figures["groups"]}
        for question, its in questions:
            if not its["groups"][0]["options"] and len(its["groups"]) == 1:
                continue
            leaves = [group["key"] for group in its["groups"] if group["key"] != ALL] or [ALL]
            mine = next(leaf for leaf in leaves if sector in members(leaf))
            answered = adversary != "public" and question.key in own
            sizes = {leaf: sum(survey.responses[one] for one in members(leaf)) for leaf in leaves} if adversary == "insider" else {}
            knows = Knows((mine, own[question.key][0]) if answered else None, sizes)
            found = Search(its, question.agreement, survey.floor, question.kind == "several", shown, knows).run()
            assert not found.impossible, (number, question.key, its)  # the truth itself must fit, or the attack proves nothing
            true = survey.counts[question.key]
            for leaf, value, count in found.pinned:
                assert count == sum(true.get(one, {}).get(value, 0) for one in members(leaf)), (number, question.key, leaf, value)
            cells, totals = cells + found.cells, totals + len(found.totals)
            pinned += [(number, question.key, *pin) for pin in found.pinned]
    worst = f"; the first: survey {pinned[0][0]}, {pinned[0][1]}, group {pinned[0][2]}, option {pinned[0][3]} = {pinned[0][4]}" if pinned else ""
    surveys_hit, questions_hit = len({pin[0] for pin in pinned}), len({pin[:2] for pin in pinned})
    figure(
        f"release, {adversary}: {cells} cells searched, {len(pinned)} determined exactly"
        f" (in {questions_hit} questions of {surveys_hit} surveys), {totals} numbers of answers determined{worst}"
    )
    assert pinned == []


def test_two_surveys_that_differ_in_one_respondent(figure):
    """Nobody ever gets both: a survey is released once (tests/reviews). This says what that rule is worth."""
    compared, guessed, told = 0, 0, 0
    for _, survey in surveys():
        last = survey.answers[-1][1]
        with_it, without = published(survey)[1], {q.key: its for q, its in published(survey.without_last())[1]}
        for question, its in with_it:
            before = without.get(question.key)
            if question.key not in last or question.kind == "several" or not before or not its["groups"][0]["options"]:
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
    """The options whose published count grew in some group that both show."""
    old = {(group["key"], option["value"]): option["count"] for group in before["groups"] for option in group["options"]}
    new = {(group["key"], option["value"]): option["count"] for group in after["groups"] for option in group["options"]}
    return {value for (key, value), count in new.items() if count > old.get((key, value), count)}
