"""Limits of a case: counted in working days, stopped by a pause, moved only by an extension."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_portal.working_days import DAY, is_working_day
from disputes.clocks import Clock, Pause

days = st.dates(datetime.date(2024, 1, 1), datetime.date(2040, 12, 31))
counts = st.integers(1, 60)


def d(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("started", "allowed", "due"),
    [
        ("2026-12-24", 1, "2026-12-29"),  # Thursday; Friday is Christmas Day, the 28th stands in for Boxing Day
        ("2026-12-22", 3, "2026-12-29"),  # the third working day would be Christmas Day
        ("2026-04-02", 1, "2026-04-07"),  # Easter
        ("2026-11-20", 5, "2026-11-27"),  # a Friday: counting starts on Monday
        ("2026-11-21", 5, "2026-11-27"),  # a Saturday: the same
        ("2027-03-26", 3, "2027-04-01"),  # the night the clocks go forward lies between
    ],
)  # fmt: skip
def test_limit_starts_the_day_after_and_skips_closed_days(started, allowed, due):
    assert Clock(d(started), allowed).due_on == d(due)


def test_last_day_is_in_time_and_the_next_is_late():
    clock = Clock(d("2026-12-22"), 3)
    assert [clock.is_late(d(f"2026-12-{day}")) for day in (28, 29, 30)] == [False, False, True]
    assert [clock.left(d(f"2026-12-{day}")) for day in (22, 24, 28, 29, 30)] == [3, 1, 1, 0, 0]


def test_pause_without_end_stops_the_clock():
    clock = Clock(d("2026-11-02"), 10, pauses=(Pause(d("2026-11-05")),))
    assert (clock.due_on, clock.left(d("2026-11-06")), clock.is_late(d("2027-11-06"))) == (None, None, False)


def test_pause_that_began_after_the_last_day_changes_nothing():
    assert Clock(d("2026-11-02"), 2, pauses=(Pause(d("2026-11-05")),)).due_on == d("2026-11-04")


def test_pause_that_is_over_moves_the_day_by_its_working_days():
    paused = Clock(d("2026-11-02"), 5, pauses=(Pause(d("2026-11-04"), d("2026-11-10")),))
    assert paused.due_on == d("2026-11-16")  # 3, then 11, 12, 13, 16


@given(days, counts)
def test_due_day_is_a_working_day_and_counts_exactly(started, allowed):
    due = Clock(started, allowed).due_on
    assert is_working_day(due)
    assert sum(is_working_day(started + number * DAY) for number in range(1, (due - started).days + 1)) == allowed


@given(days, counts, st.lists(st.integers(1, 20), max_size=3))
def test_extension_is_the_same_as_a_longer_limit(started, allowed, more):
    assert Clock(started, allowed, tuple(more)).due_on == Clock(started, allowed + sum(more)).due_on


@given(days, counts, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40)), max_size=4))
def test_no_paused_day_is_counted_and_all_others_are(started, allowed, spans):
    pauses = tuple(Pause(started + after * DAY, started + (after + length) * DAY) for after, length in spans)
    clock = Clock(started, allowed, pauses=pauses)
    counted = [
        day for number in range(1, (clock.due_on - started).days + 1)
        if is_working_day(day := started + number * DAY) and not any(pause.covers(day) for pause in pauses)
    ]  # fmt: skip
    assert (len(counted), counted[-1]) == (allowed, clock.due_on)
    assert clock.due_on >= Clock(started, allowed).due_on


@given(days, counts)
def test_days_left_go_down_to_none_on_the_last(started, allowed):
    clock = Clock(started, allowed)
    assert (clock.left(started), clock.left(clock.due_on), clock.left(clock.due_on - DAY)) == (allowed, 0, 1)


@pytest.mark.parametrize(
    "wrong", [lambda: Clock(d("2026-01-01"), -1), lambda: Clock(d("2026-01-01"), 1, (0,)), lambda: Pause(d("2026-01-09"), d("2026-01-01"))]
)
def test_impossible_clocks_are_refused(wrong):
    with pytest.raises(ValueError, match=r"not negative|cannot end"):
        wrong()
