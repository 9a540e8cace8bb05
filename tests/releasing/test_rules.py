"""The releasing rules: what is shown, and what somebody who adds and subtracts can learn from it."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some

from compact_portal.releasing.rules import Asked, in_words, merged_groups, release, rounded

SECTORS = {"statutory": "public sector", "voluntary": "voluntary sector", "cross": "both sectors"}
OPTIONS = (("strongly_agree", "Strongly agree"), ("agree", "Agree"), ("neither", "Neither"), ("disagree", "Disagree"))
AGREEING = ("agree", "strongly_agree")
QUESTION = Asked(key="q6", number=6, section="B", kind="likert", text="They keep it.", options=OPTIONS, headline=True, agreement=AGREEING)
PLAIN = Asked(key="q9", number=9, section="B", kind="single", text="Compared with last year", options=OPTIONS)


def tally(**sectors) -> dict:
    """`tally(voluntary={"agree": 12})` with the number of answers worked out, as each gives one option."""
    return {sector: counts | {"answered": sum(counts.values())} for sector, counts in sectors.items()}


def figures(counts: dict, floor: int = 10, asked=QUESTION) -> dict:
    responses = {sector: counts.get(sector, {}).get("answered", 0) for sector in SECTORS}
    return release(asked=[asked], counts={asked.key: counts}, responses=responses, invited=responses, labels=SECTORS, floor=floor)


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (12, 10), (13, 15), (250, 250)])
def test_counts_are_rounded_to_five(count, shown):
    assert rounded(count) == shown


def test_words_stand_for_small_counts():
    assert (in_words(9, 10), in_words(10, 10), in_words(14, 15)) == ("fewer than 10", "10", "fewer than 15")


@pytest.mark.parametrize(
    ("responses", "groups"),
    [
        ({"statutory": 14, "voluntary": 22, "cross": 0}, [("statutory",), ("voluntary",)]),
        ({"statutory": 14, "voluntary": 22, "cross": 4}, [("statutory", "cross"), ("voluntary",)]),
        ({"statutory": 9, "voluntary": 22, "cross": 4}, [("statutory", "cross"), ("voluntary",)]),
        ({"statutory": 9, "voluntary": 31, "cross": 0}, []),
        ({"statutory": 0, "voluntary": 31, "cross": 0}, []),
    ],
)
def test_small_groups_are_merged_until_each_holds_the_floor(responses, groups):
    assert merged_groups(responses, 10) == groups


def test_both_groups_are_shown_when_both_are_large_enough():
    shown = figures(tally(statutory={"agree": 6, "disagree": 7}, voluntary={"agree": 5, "neither": 4, "disagree": 18}))
    assert shown["level"] == "full"
    (question,) = shown["questions"]
    assert [(group["key"], group["answered"], group["agree_share"]) for group in question["groups"]] == [
        ("all", 40, 25), ("statutory", 15, 35), ("voluntary", 25, 20),
    ]  # fmt: skip
    assert question["groups"][2]["options"][3] == {"value": "disagree", "label": "Disagree", "count": 20, "share": 80}


def test_under_twenty_five_only_headlines_without_breakdown():
    shown = figures(tally(statutory={"agree": 6, "disagree": 5}, voluntary={"agree": 5, "disagree": 8}))
    assert shown["level"] == "headline"
    (group,) = shown["questions"][0]["groups"]
    assert (group["key"], group["agree_share"], group["options"]) == ("all", 40, [])
    assert figures(tally(voluntary={"agree": 6, "disagree": 8}), asked=PLAIN)["questions"] == []


def test_under_the_floor_nothing():
    shown = figures(tally(voluntary={"agree": 5, "disagree": 4}))
    assert (shown["level"], shown["questions"], shown["responses"]) == ("none", [], {"rounded": None, "words": "fewer than 10"})


def test_question_that_few_answered_is_withheld():
    responses = {"statutory": 20, "voluntary": 20, "cross": 0}
    counts = {"q6": tally(voluntary={"agree": 9})}
    shown = release(asked=[QUESTION], counts=counts, responses=responses, invited=responses, labels=SECTORS)
    assert shown["questions"][0]["withheld"] == "fewer than 10"
    assert shown["questions"][0]["groups"] == []


def test_question_that_few_answered_in_one_group_is_shown_for_all_only():
    responses = {"statutory": 20, "voluntary": 20, "cross": 0}
    counts = {"q6": tally(voluntary={"agree": 10, "disagree": 10}, statutory={"agree": 9})}
    shown = release(asked=[QUESTION], counts=counts, responses=responses, invited=responses, labels=SECTORS)
    assert [group["key"] for group in shown["questions"][0]["groups"]] == ["all"]


def test_words_replace_figures_when_nearly_all_agree():
    shown = figures(tally(statutory={"agree": 20}, voluntary={"agree": 10, "disagree": 12}))
    statutory = shown["questions"][0]["groups"][1]
    assert (statutory["agree_share"], statutory["agree_words"], statutory["options"]) == (None, "nearly all", [])
    assert statutory["words"] == "nearly all: Agree"


def test_floor_is_never_lowered():
    with pytest.raises(ValueError, match="never lowered"):
        figures(tally(voluntary={"agree": 30}), floor=9)


def test_higher_floor_hides_more():
    counts = tally(statutory={"agree": 7, "disagree": 7}, voluntary={"agree": 15, "disagree": 11})
    assert [group["key"] for group in figures(counts, floor=15)["questions"][0]["groups"]] == ["all"]


counts_of_a_sector = some.fixed_dictionaries({value: some.integers(0, 25) for value, _ in OPTIONS})


@given(some.fixed_dictionaries({sector: counts_of_a_sector for sector in SECTORS}), some.integers(10, 20))
def test_no_group_and_no_complement_is_smaller_than_the_floor(sectors, floor):
    counts = tally(**sectors)
    total = sum(by["answered"] for by in counts.values())
    shown = figures(counts, floor)
    for question in shown["questions"]:
        for group in question["groups"]:
            members = list(SECTORS) if group["key"] == "all" else group["key"].split("+")
            size = sum(counts[sector]["answered"] for sector in members)
            assert size >= floor
            assert group["key"] == "all" or total - size >= floor
            assert group["agree_share"] is None or 5 < group["agree_share"] < 95


def fitting(group: dict) -> list[tuple[int, ...]]:
    """Every set of true counts that would give the published figures of `group`: what an attacker is left with."""
    cells = [range(max(0, option["count"] - 2), option["count"] + 3) for option in group["options"]]
    total = range(group["answered"] - 2, group["answered"] + 3)
    agree = group["agree_share"]
    sets = [cell for cell in itertools.product(*cells) if sum(cell) in total]
    return [cell for cell in sets if agree is None or rounded(round(100 * rounded(cell[0] + cell[1]) / group["answered"])) == agree]


@given(some.fixed_dictionaries({sector: counts_of_a_sector for sector in SECTORS}))
def test_no_published_figure_can_be_worked_back_to_a_count(sectors):
    counts = tally(**sectors)
    for question in figures(counts)["questions"]:
        for group in question["groups"]:
            if group["options"]:
                members = list(SECTORS) if group["key"] == "all" else group["key"].split("+")
                true = tuple(sum(counts[sector][value] for sector in members) for value, _ in OPTIONS)
                candidates = fitting(group)
                assert true in candidates
                assert all(len({cell[place] for cell in candidates}) > 1 for place in range(len(OPTIONS)))
