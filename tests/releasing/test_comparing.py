"""Two years side by side: only where both releases show a figure, and only where enough organisations changed."""

import pytest

from compact_portal.releasing.comparing import Changed, with_last_year
from compact_portal.releasing.rules import release
from tests.releasing.test_rules import QUESTION, SECTORS, tally

THEN = tally(statutory={"agree": 6, "disagree": 9}, voluntary={"agree": 15, "disagree": 11})
NOW = tally(statutory={"agree": 9, "disagree": 6}, voluntary={"agree": 10, "disagree": 16})
ENOUGH = {"statutory": Changed(10, 10), "voluntary": Changed(0, 12)}


def figures(counts, asked=QUESTION) -> dict:
    responses = {sector: counts.get(sector, {}).get("answered", 0) for sector in SECTORS}
    return release(asked=[asked], counts={asked.key: counts}, responses=responses, invited=responses, labels=SECTORS)


def compared(changed, now=None, then=None) -> dict:
    return with_last_year(now or figures(NOW), then or figures(THEN), year=2008, changed=changed)


def befores(shown: dict) -> list:
    return [group["before"] for question in shown["questions"] for group in question["groups"]]


def test_each_group_stands_beside_its_own_share_of_last_year():
    shown = compared(ENOUGH)
    assert shown["compared"] == {"year": 2008, "groups": ["all", "statutory", "voluntary"]}
    assert befores(shown) == [{"share": 50, "words": ""}, {"share": 35, "words": ""}, {"share": 60, "words": ""}]
    assert shown["questions"][0]["groups"][0]["options"][1]["before"] == {"share": 50, "words": ""}


@pytest.mark.parametrize(
    ("changed", "groups"),
    [
        ({"statutory": Changed(4, 5)}, []),
        ({"statutory": Changed(12, 3), "voluntary": Changed(0, 0)}, []),
        ({"statutory": Changed(6, 5), "voluntary": Changed(6, 5)}, ["all"]),
        ({"statutory": Changed(10, 0), "voluntary": Changed(0, 9)}, []),
        ({"statutory": Changed(10, 0), "voluntary": Changed(0, 10)}, ["all", "statutory", "voluntary"]),
        ({}, []),
    ],
)
def test_fewer_than_the_floor_who_came_or_went_are_never_told_by_a_difference(changed, groups):
    shown = compared(changed)
    assert shown["compared"]["groups"] == groups
    assert (befores(shown)[0] is not None) == bool(groups)


def test_other_words_or_other_options_are_another_question():
    from dataclasses import replace

    for other in (replace(QUESTION, text="They keep it well."), replace(QUESTION, options=QUESTION.options[:3])):
        assert befores(compared(ENOUGH, then=figures(THEN, other))) == [None, None, None]


def test_groups_of_other_sectors_are_not_compared():
    then = figures(THEN | tally(cross={"agree": 4}))
    assert [group["key"] for group in then["groups"]] == ["statutory+cross", "voluntary"]
    assert compared(ENOUGH, then=then)["compared"]["groups"] == ["all"]


def test_year_without_figures_is_not_compared():
    few = figures(tally(voluntary={"agree": 5, "disagree": 4}))
    assert compared(ENOUGH, then=few)["compared"]["groups"] == []
