"""Yearly figures: from rows that name no case, under the floor in words, several years together when too few (domain.md C3.9)."""

import pytest

from disputes.figures import advice_figures, case_figures, later_figures, panel_figures, told
from disputes.models import AdviceCount, PanelCount, PrivateCount, Tally

pytestmark = pytest.mark.django_db


def rows(cast, year: int, count: int, **fields) -> None:
    words = {"code": "Funding", "sector": "voluntary", "stage": 2, "result": "solved"}
    Tally.objects.bulk_create([Tally(compact=cast.compact, year=year, **words | fields) for _ in range(count)])


def test_few_are_told_as_fewer_than_and_without_parts(cast, client):
    rows(cast, 2025, 3, code="CANARY-CODE")
    (year,) = case_figures(cast.compact)
    assert (year.year, year.total, year.parts) == ("2025", "fewer than 10", [])
    page = client.get("/wealdshire/disagreements/").content.decode()
    assert "2025: fewer than 10" in page
    assert "CANARY-CODE" not in page


def test_small_years_are_told_together(cast):
    for year, count in ((2026, 4), (2025, 7), (2024, 12), (2023, 2)):
        rows(cast, year, count)
    assert [(year.year, year.total) for year in case_figures(cast.compact)] == [("2025 to 2026", "10"), ("2024", "10"), ("2023", "fewer than 10")]


def test_at_most_five_years_wait_for_each_other(cast):
    for year in range(2018, 2027):
        rows(cast, year, 1)
    assert [year.year for year in case_figures(cast.compact)] == ["2022 to 2026", "2018 to 2021"]


def test_breakdowns_hide_small_groups_and_their_complements(cast):
    rows(cast, 2026, 30)
    rows(cast, 2026, 2, result="not_solved", sector="statutory", late=True)
    (year,) = case_figures(cast.compact)
    parts = dict(year.parts)
    assert parts["How they ended"] == [("not solved", "fewer than 10"), ("solved", "not shown")]
    assert parts["Who raised them"] == [("public sector", "fewer than 10"), ("voluntary and community sector", "not shown")]
    assert dict(parts["What they were about"]) == {"Funding": "30"}


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"a": 40}, {"a": "40"}),
        ({"a": 40, "b": 0}, {"a": "40"}),
        ({"a": 40, "b": 9}, {"a": "not shown", "b": "fewer than 10"}),
        ({"a": 40, "b": 9, "c": 8}, {"a": "40", "b": "fewer than 10", "c": "fewer than 10"}),
    ],
)
def test_words_for_counts(counts, shown):
    assert told(counts, 10) == shown


def test_harm_is_told_from_the_floor_on(cast):
    PrivateCount.objects.create(compact=cast.compact, year=2026, moment="six", asks="harm", option="unchanged", count=9)
    assert later_figures(cast.compact) == []
    PrivateCount.objects.create(compact=cast.compact, year=2025, moment="six", asks="harm", option="unchanged", count=9)
    assert later_figures(cast.compact) == [("how they are treated", [("as before", "20")])]


def test_typical_length_of_a_stage_where_enough_came_to_it(cast):
    rows(cast, 2026, 9, days_direct=20)
    rows(cast, 2026, 2, days_direct=60, days_facilitated=33)
    (year,) = case_figures(cast.compact)
    assert dict(year.parts)["How long it took"] == [("raising it and talking", "about 20 days for half of them")]


def test_nothing_is_told_of_lengths_below_the_floor(cast):
    rows(cast, 2026, 9, days_direct=20)
    rows(cast, 2026, 9)
    (year,) = case_figures(cast.compact)
    assert "How long it took" not in dict(year.parts)


def test_advice_by_code_keeps_small_ones_back(cast):
    kinds = AdviceCount.Breakdown
    for breakdown, option, count in ((kinds.ALL, "", 23), (kinds.CODE, "Funding", 20), (kinds.CODE, "CANARY-CODE", 3)):
        AdviceCount.objects.create(compact=cast.compact, year=2026, breakdown=breakdown, option=option, count=count)
    (year,) = advice_figures(cast.compact)
    assert dict(year.parts)["Which code of practice"] == [("CANARY-CODE", "fewer than 10"), ("Funding", "not shown")]


def test_what_panels_refused_and_sides_answered_is_told_from_the_floor_on(cast, client):
    kinds = PanelCount.Breakdown
    for option, count, year in (("accept", 14, 2026), ("decline", 12, 2025)):
        PanelCount.objects.create(compact=cast.compact, year=year, breakdown=kinds.ANSWERED, option=option, count=count)
    PanelCount.objects.create(compact=cast.compact, year=2026, breakdown=kinds.REFUSED, option="CANARY-TEST", count=9)
    assert panel_figures(cast.compact) == [("Answers to its findings", [("accept", "15"), ("decline", "10")])]
    page = client.get("/wealdshire/disagreements/").content.decode()
    assert "Answers to its findings" in page
    assert "CANARY-TEST" not in page


def test_same_for_everybody(cast, client, sign_in):
    rows(cast, 2026, 12)
    shown = {
        part(page) for page in (
            client.get("/wealdshire/disagreements/").content.decode(),
            sign_in(cast.officer).get("/wealdshire/disagreements/").content.decode(),
            sign_in(cast.superuser).get("/wealdshire/disagreements/").content.decode(),
        )
    }  # fmt: skip
    assert len(shown) == 1


def part(page: str) -> str:
    return page[page.index("Year by year") : page.index("Where else you can turn")]
