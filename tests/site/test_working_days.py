"""Working days know weekends and the bank holidays of England and Wales."""

import datetime

import pytest

from compact_portal.working_days import after, bank_holidays, easter_sunday, is_working_day

D = datetime.date


# The government's own list.
@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2021, ["1-1", "4-2", "4-5", "5-3", "5-31", "8-30", "12-27", "12-28"]),
        (2022, ["1-3", "4-15", "4-18", "5-2", "6-2", "6-3", "8-29", "9-19", "12-26", "12-27"]),
        (2023, ["1-2", "4-7", "4-10", "5-1", "5-8", "5-29", "8-28", "12-25", "12-26"]),
        (2026, ["1-1", "4-3", "4-6", "5-4", "5-25", "8-31", "12-25", "12-28"]),
        (2027, ["1-1", "3-26", "3-29", "5-3", "5-31", "8-30", "12-27", "12-28"]),
    ],
)
def test_bank_holidays_are_those_of_the_list(year, days):
    assert bank_holidays(year) == {D(year, *map(int, day.split("-"))) for day in days}


def test_easter_by_known_days():
    assert [easter_sunday(year) for year in (2000, 2024, 2025, 2038)] == [D(2000, 4, 23), D(2024, 3, 31), D(2025, 4, 20), D(2038, 4, 25)]


def test_counting_on_leaves_out_weekends_and_holidays():
    christmas_eve = D(2026, 12, 24)  # a Thursday; Friday and Monday are holidays
    assert after(christmas_eve, 1, working=True) == D(2026, 12, 29)
    assert after(christmas_eve, 10, working=True) == D(2027, 1, 12)
    assert after(christmas_eve, 10) == D(2027, 1, 3)
    assert after(christmas_eve, 0, working=True) == christmas_eve
    assert not is_working_day(D(2026, 12, 26)) and is_working_day(D(2026, 12, 29))
