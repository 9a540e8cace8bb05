"""Page, table and data file together, two years of them: nothing that the attacked figures do not hold, and no few told apart."""

import copy
import json
import os
import random

import pytest
from django.template.loader import render_to_string

from compact_portal.documents.tables_out import to_csv
from compact_portal.releasing.comparing import Changed, with_last_year
from compact_portal.releasing.rules import most_chosen
from reviews.open_figures import COLUMNS, lines_of
from reviews.report.survey import survey_part
from tests.prove.attacker import ALL, search
from tests.prove.readers import numbers_of, read_csv, read_json, read_page
from tests.prove.surveys import LABELS, QUESTIONS, Invented, answers_of, habit, invent
from tests.prove.test_releases import KIND, knowledge

pytestmark = pytest.mark.prove
PAIRS = int(os.environ.get("PROVE_SURVEYS", "1000"))
SEED = int(os.environ.get("PROVE_SEED", "2009"))
EVERYBODY = "all organisations"


def next_year(survey: Invented, chance: random.Random) -> tuple[Invented, dict[str, Changed]]:
    """Some went, some came, and all who stayed say what they said: the worst case for whoever compares."""
    went = set(chance.sample(range(len(survey.answers)), chance.choice([0, 1, 3, 10, 12, 15]) % (len(survey.answers) // 2 + 1)))
    stayed = [answer for place, answer in enumerate(survey.answers) if place not in went]
    habits = {(question.key, sector): habit(chance, question) for question in QUESTIONS for sector in LABELS}
    sectors = chance.choices(list(LABELS), [5, 5, 1], k=chance.choice([0, 1, 4, 10, 14, 20]))
    came = [(sector, answers_of(chance, sector, habits)) for sector in sectors]
    gone = [survey.answers[place][0] for place in went]
    changed = {sector: Changed(came=sectors.count(sector), went=gone.count(sector)) for sector in LABELS}
    return Invented(stayed + came, survey.floor), changed


def texts(figures: dict) -> dict:
    """A name for each question, as they have in life; the invented ones have none."""
    named = copy.deepcopy(figures)
    for question in named["questions"]:
        question["text"], question["section"] = f"Statement {question['key']}", "Page"
    return named


def pages():
    chance = random.Random(SEED)
    for number in range(PAIRS):
        first = invent(chance)
        second, changed = next_year(first, chance)
        before = texts(first.released())
        figures = with_last_year(texts(second.released()), before, year=2008, changed=changed)
        yield number, second, changed, before, figures


def as_page_says(fact: tuple, labels: dict[str, str]) -> tuple:
    """A fact of the data file in the words of the page."""
    question, answer, group, said = fact
    name, *before = group.split(" before")
    name = f"{name} in 2008" if before else name
    return question, labels.get(answer, answer).lower(), name, "nearly all" if said.startswith("nearly all") else said


def test_page_table_and_data_file_together_tell_no_more_than_was_attacked(figure):
    told, compared, pinned, chance = 0, 0, [], random.Random(SEED)
    for number, survey, changed, before, figures in pages():
        page = render_to_string("reviews/report/_survey.html", {"data": survey_part(figures)})
        facts = read_json(json.loads(json.dumps(figures)))
        assert read_csv(to_csv(COLUMNS, lines_of(figures))) == facts, number
        check_page(page, figures, facts)
        told += len(facts)
        compared += check_comparison(figures, before, changed, survey.floor)
        own = chance.choice(survey.answers)
        for its in figures["questions"]:
            if its["groups"]:
                question = KIND[its["key"]]
                found = search(
                    its,
                    options=[value for value, _ in question.options],
                    agreement=question.agreement,
                    floor=survey.floor,
                    most=most_chosen(question),
                    knows=knowledge("insider", survey, own, question.key, its),
                )
                assert found.possible, (number, its)
                pinned += [(number, its["key"], *pin) for pin in found.pinned]
    figure(f"outputs: {PAIRS} surveys after another, {told} figures alike in page, table and data file, {compared} of them beside last year's")
    figure(f"outputs: {len(pinned)} counts determined; no group under the floor came or went where two years are compared")
    assert pinned == [] and compared > 0


def check_page(page: str, figures: dict, facts: set[tuple]) -> None:
    """Every cell of every table is in the data file; every percentage anywhere is one of those."""
    labels = {value: label for question in QUESTIONS for value, label in question.options if ":" not in value}
    known = {(q, a, g.replace(EVERYBODY, "all"), s) for q, a, g, s in (as_page_says(fact, labels) for fact in facts)}
    first = {(q, labels.get(a.removeprefix("first:"), a).lower(), "in first place", s) for q, a, g, s in facts if a.startswith("first:")}
    for question, answer, group, said in read_page(page):
        plain = group.replace(EVERYBODY, "all").replace(", among the first three", "")
        plain = "all" if plain in ("share", "among the first three") else plain
        nothing = said == "–"  # none of a group that gave nearly all one other answer, or none in first place
        assert (question, answer.lower(), plain, said) in known | first or nothing, (question, answer, group, said)
    assert numbers_of(page) <= {said for *_, said in facts if said.endswith("%")}


def check_comparison(figures: dict, before: dict, changed: dict[str, Changed], floor: int) -> int:
    """Figures of last year are last year's own, and none stands for fewer who came, or who went, than the floor."""
    earlier = read_json(before)
    compared = {fact for fact in read_json(figures) if fact[2].endswith(" before")}
    assert {(question, answer, group.removesuffix(" before"), said) for question, answer, group, said in compared} <= earlier
    keys = {group["label"].lower(): group["key"] for question in figures["questions"] for group in question["groups"]}
    for *_, group, _said in compared:
        key = keys[group.removesuffix(" before")]
        sectors = list(LABELS) if key == ALL else key.split("+")
        came, went = sum(changed[one].came for one in sectors), sum(changed[one].went for one in sectors)
        assert came + went >= floor and not 0 < came < floor and not 0 < went < floor
    return len(compared)
