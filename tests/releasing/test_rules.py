"""The releasing rules: what is shown, and what somebody who adds and subtracts can learn from it."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some

from compact_portal.releasing.rounding import in_words, rounded
from compact_portal.releasing.rules import HELD_BACK, Asked, merged_groups, release

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
    assert question["groups"][0]["options"][3] == {"value": "disagree", "label": "Disagree", "count": 25, "share": 65, "words": "", "before": None}
    assert [(option["value"], option["count"], option["share"]) for option in question["groups"][2]["options"]] == [
        ("strongly_agree", None, 0), ("agree", None, 20), ("neither", None, 20), ("disagree", None, 80),
    ]  # fmt: skip


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
    assert (statutory["agree_share"], statutory["agree_words"]) == (None, "nearly all")


def test_words_replace_the_table_when_nearly_all_gave_one_answer():
    shown = figures(tally(statutory={"agree": 20}, voluntary={"agree": 21, "disagree": 1}))
    everybody = shown["questions"][0]["groups"][0]
    assert (everybody["words"], everybody["options"]) == ("nearly all: Agree", [])


def test_table_that_gives_a_count_away_is_held_back():
    shown = figures(tally(cross={"strongly_agree": 7, "agree": 12, "neither": 12, "disagree": 12}))
    everybody = shown["questions"][0]["groups"][0]
    assert everybody["options"] == []
    assert everybody["words"] == HELD_BACK


def test_floor_is_never_lowered():
    with pytest.raises(ValueError, match="never lowered"):
        figures(tally(voluntary={"agree": 30}), floor=9)


def test_higher_floor_hides_more():
    counts = tally(statutory={"agree": 7, "disagree": 7}, voluntary={"agree": 15, "disagree": 11})
    assert [group["key"] for group in figures(counts, floor=15)["questions"][0]["groups"]] == ["all"]


counts_of_a_sector = some.fixed_dictionaries({value: some.integers(0, 25) for value, _ in OPTIONS})


@given(some.fixed_dictionaries(dict.fromkeys(SECTORS, counts_of_a_sector)), some.integers(10, 20))
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


def published_as(count: int) -> range:
    return range(max(0, count - 2), count + 3)


def totals_of(group: dict, size: int) -> range:
    """An insider knows how many of the group answered the survey, and that no question is shown below the floor."""
    near = published_as(group["answered"])
    return range(max(near.start, 10), min(near.stop, size + 1))


def same_share(group: dict, agree: int) -> bool:
    """As the rules say: rounded count over rounded count, rounded again; words at 95 and at 5."""
    percent = min(100, rounded(int(100 * rounded(agree) / group["answered"] + 0.5)))
    words = "nearly all" if percent >= 95 else "almost nobody" if percent <= 5 else None
    return (group["agree_share"], group["agree_words"]) == (None if words else percent, words)


def cells_that_fit(group: dict, size: int) -> list[tuple[int, ...]]:
    """Every set of true counts that would give the published table of `group`: what an attacker is left with."""
    sets = itertools.product(*(published_as(option["count"]) for option in group["options"]))
    return [cell for cell in sets if sum(cell) in totals_of(group, size) and same_share(group, cell[0] + cell[1])]


def agreements_that_fit(whole: dict, groups: list[dict], sizes: dict) -> set[tuple[int, ...]]:
    """Every set of numbers that agreed, one for each group, that would give the published shares."""
    left = set()
    for totals in itertools.product(*(totals_of(group, sizes[group["key"]]) for group in groups)):
        if sum(totals) in totals_of(whole, sizes["all"]):
            for agreed in itertools.product(*(range(total + 1) for total in totals)):
                each = all(same_share(group, n) for group, n in zip(groups, agreed, strict=True))
                if each and same_share(whole, sum(agreed)):
                    left.add(agreed)
    return left


@given(some.fixed_dictionaries(dict.fromkeys(SECTORS, counts_of_a_sector)))
def test_no_published_figure_can_be_worked_back_to_a_count(sectors):
    size = sum(sum(counts.values()) for counts in sectors.values())
    for question in figures(tally(**sectors))["questions"]:
        for group in question["groups"][:1]:
            if group["options"]:
                candidates = cells_that_fit(group, size)
                assert tuple(sum(sectors[s][value] for s in SECTORS) for value, _ in OPTIONS) in candidates
                assert all(len({cell[place] for cell in candidates}) > 1 for place in range(len(OPTIONS)))


small_sector = some.fixed_dictionaries({value: some.integers(0, 8) for value, _ in OPTIONS})


@given(some.fixed_dictionaries({"statutory": small_sector, "voluntary": small_sector}))
def test_no_share_can_be_worked_back_to_a_count(sectors):
    sizes = {sector: sum(counts.values()) for sector, counts in sectors.items()}
    sizes["all"] = sum(sizes.values())
    agreed = {sector: counts["agree"] + counts["strongly_agree"] for sector, counts in sectors.items()}
    for question in figures(tally(**sectors, cross={}))["questions"]:
        whole, *groups = question["groups"] or [None]
        if whole and (whole["agree_share"] is not None or whole["agree_words"]):
            alone = {n for total in totals_of(whole, sizes["all"]) for n in range(total + 1) if same_share(whole, n)}
            assert sum(agreed.values()) in alone
            assert len(alone) > 1
        if groups:
            candidates = agreements_that_fit(whole, groups, sizes)
            assert tuple(agreed[group["key"]] for group in groups) in candidates
            assert all(len({each[place] for each in candidates}) > 1 for place in range(len(groups)))


def test_option_of_several_that_nearly_all_chose_is_told_in_words():
    several = Asked(
        key="q10", number=10, section="B", kind="several", text="What went on?", options=(("named", "A Champion named"), ("policy", "A policy"))
    )
    responses = {"statutory": 20, "voluntary": 20, "cross": 0}
    counts = {"q10": {sector: {"answered": 20, "named": 20, "policy": 7} for sector in ("statutory", "voluntary")}}
    (question,) = release(asked=[several], counts=counts, responses=responses, invited=responses, labels=SECTORS)["questions"]
    named, policy = question["groups"][0]["options"]
    assert (named["words"], named["count"], named["share"]) == ("nearly all", None, None)
    assert (policy["words"], policy["count"], policy["share"]) == ("", 15, 40)
