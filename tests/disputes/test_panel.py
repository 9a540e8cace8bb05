"""Three and three: who may sit, what happens when somebody stands down, and that nobody's word weighs more."""

import itertools
from dataclasses import replace

import pytest

from disputes.panel import SIDES, SMALLEST, CannotSit, Declared, Member, chair_of_next, compose

PARTIES = frozenset({1, 2})


def people(statutory: int, voluntary: int, **fields) -> list[Member]:
    made = [Member(number, "statutory", frozenset({100 + number}), **fields) for number in range(1, statutory + 1)]
    return made + [Member(50 + number, "voluntary", frozenset({200 + number}), **fields) for number in range(1, voluntary + 1)]


def shape(panel) -> tuple:
    return tuple(member.person for member in panel.statutory), tuple(member.person for member in panel.voluntary)


@pytest.mark.parametrize("declared", Declared)
@pytest.mark.parametrize("sector", [*SIDES, "cross", ""])
@pytest.mark.parametrize("bodies", [frozenset(), frozenset({1}), frozenset({2, 9}), frozenset({9})])
def test_who_may_sit(declared, sector, bodies):
    """Every sort of person there is: of a side, of no party's organisation, without an interest."""
    may = not Member(7, sector, bodies, declared).why_not(PARTIES)
    assert may == (sector in SIDES and not bodies & PARTIES and declared != Declared.INTEREST)


@pytest.mark.parametrize(("statutory", "voluntary"), list(itertools.product(range(7), range(7))))
def test_sides_are_always_equal(statutory, voluntary):
    if min(statutory, voluntary) < SMALLEST:
        with pytest.raises(CannotSit, match="Too few people who could sit"):
            compose(people(statutory, voluntary), parties=PARTIES)
        return
    panel = compose(people(statutory, voluntary), parties=PARTIES)
    assert len(panel.statutory) == len(panel.voluntary) == min(3, statutory, voluntary)
    assert len(panel.members) + len(panel.waiting) == statutory + voluntary


def test_substitute_is_of_the_same_sector():
    panel = compose(people(5, 5), parties=PARTIES).stand_down(2)
    assert shape(panel) == ((1, 3, 4), (51, 52, 53))
    assert [member.person for member in panel.waiting] == [5, 54, 55]


def test_without_a_substitute_the_other_side_loses_one_too():
    panel = compose(people(3, 4), parties=PARTIES).stand_down(2)
    assert shape(panel) == ((1, 3), (51, 52))
    assert [member.person for member in panel.released] == [53]


def test_one_who_left_for_parity_comes_back_before_a_substitute():
    panel = compose(people(3, 4), parties=PARTIES).stand_down(2).stand_down(51)
    assert shape(panel) == ((1, 3), (52, 53))
    assert [member.person for member in panel.waiting] == [54]


def test_never_below_two_and_two():
    panel = compose(people(2, 3), parties=PARTIES)
    with pytest.raises(CannotSit, match="fewer than 2"):
        panel.stand_down(1)


@pytest.mark.parametrize("order", list(itertools.permutations([1, 2, 3, 51, 52, 53], 4)))
def test_whoever_stands_down_in_whatever_order_the_sides_stay_equal(order):
    panel = compose(people(4, 4), parties=PARTIES)
    for person in order:
        if person not in {member.person for member in panel.members}:
            continue
        try:
            panel = panel.stand_down(person)
        except CannotSit:
            continue
        assert SMALLEST <= len(panel.statutory) == len(panel.voluntary) <= 3
        assert person not in {member.person for member in panel.members}


def test_substitute_with_an_interest_is_passed_over():
    candidates = people(5, 3)
    candidates[3] = replace(candidates[3], declared=Declared.INTEREST)
    assert shape(compose(candidates, parties=PARTIES).stand_down(1)) == ((2, 3, 5), (51, 52, 53))


def test_who_does_not_sit_cannot_stand_down():
    with pytest.raises(CannotSit, match="does not sit"):
        compose(people(4, 3), parties=PARTIES).stand_down(4)


@pytest.mark.parametrize("present", [set(each) for size in range(7) for each in itertools.combinations([1, 2, 3, 51, 52, 53], size)])
def test_quorum_is_two_of_each_side(present):
    assert compose(people(3, 3), parties=PARTIES).hears(present) == (len(present & {1, 2, 3}) >= 2 and len(present & {51, 52, 53}) >= 2)


def test_one_is_named_twice():
    with pytest.raises(CannotSit, match="twice"):
        compose([*people(3, 3), *people(1, 0)], parties=PARTIES)


def test_panel_of_one_and_one_is_refused():
    with pytest.raises(CannotSit, match="at least 2"):
        compose(people(3, 3), parties=PARTIES, size=1)


def test_chair_goes_to_the_other_side_with_each_case():
    assert [chair_of_next(last) for last in (None, "statutory", "voluntary")] == ["statutory", "voluntary", "statutory"]
