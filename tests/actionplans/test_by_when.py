"""What the words of a By-When cell mean, for a plan from April 2008 to March 2009."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.by_when import YEARS_AFTER, YEARS_BEFORE, parse_by_when
from actionplans.by_when_words import MONTHS

START, END = datetime.date(2008, 4, 1), datetime.date(2009, 3, 31)


def parse(text):
    return parse_by_when(text, plan_start=START, plan_end=END)


def iso(day):
    return day and day.isoformat()


@pytest.mark.parametrize(
    ("text", "starts_on", "due_on", "precision"),
    [
        ("August 2008", None, "2008-08-31", "month"),
        ("June  2008", None, "2008-06-30", "month"),
        ("Feb. 2009", None, "2009-02-28", "month"),
        ("by the end of March 2009", None, "2009-03-31", "month"),
        ("October", None, "2008-10-31", "month"),
        ("January", None, "2009-01-31", "month"),
        ("Sept 08", None, "2008-09-30", "month"),
        ("2009-01", None, "2009-01-31", "month"),
        ("September -October 2008", "2008-09-01", "2008-10-31", "range"),
        ("April-November 2008", "2008-04-01", "2008-11-30", "range"),
        ("November - February 2009", "2008-11-01", "2009-02-28", "range"),
        ("Oct to Feb", "2008-10-01", "2009-02-28", "range"),
        ("between May and July", "2008-05-01", "2008-07-31", "range"),
        ("October/November 2008", "2008-10-01", "2008-11-30", "range"),
        ("1-7 October 2008", "2008-10-01", "2008-10-07", "range"),
        ("w/c 7 July 2008", "2008-07-07", "2008-07-13", "range"),
        ("from May 2008", "2008-05-01", None, "range"),
        ("7 October 2008", None, "2008-10-07", "day"),
        ("Tuesday 7th of October, 2008", None, "2008-10-07", "day"),
        ("October 7th", None, "2008-10-07", "day"),
        ("6 January", None, "2009-01-06", "day"),
        ("2008-10-07", None, "2008-10-07", "day"),
        ("7/10/2008", None, "2008-10-07", "day"),
        ("14.05.08", None, "2008-05-14", "day"),
        ("before March 2009", None, "2009-02-28", "day"),
        ("early 2009", "2009-01-01", "2009-04-30", "vague"),
        ("end of 2008", "2008-12-01", "2008-12-31", "vague"),
        ("Summer 2008", "2008-06-01", "2008-08-31", "vague"),
        ("winter", "2008-12-01", "2009-02-28", "vague"),
        ("Q1", "2008-04-01", "2008-06-30", "vague"),
        ("Q4 2008/09", "2009-01-01", "2009-03-31", "vague"),
        ("2008", "2008-01-01", "2008-12-31", "year"),
        ("during 2008-09", "2008-04-01", "2009-03-31", "year"),
        ("2008 – 2009", "2008-04-01", "2009-03-31", "year"),
        ("2008 – 2012", "2008-01-01", "2012-12-31", "year"),
    ],
)
def test_words_that_fix_days(text, starts_on, due_on, precision):
    found = parse(text)
    assert (iso(found.starts_on), iso(found.due_on), found.precision, found.ongoing) == (starts_on, due_on, precision, False)


@pytest.mark.parametrize(
    ("text", "due_on"),
    [("Ongoing", None), ("On-going.", None), ("April-June & Ongoing", "2008-06-30"), ("July 2008 & ongoing", "2008-07-31"),
     ("July 2008 then on going", "2008-07-31"), ("Ongoing from May 2008", None), ("May 2008 onwards", "2008-05-31")],
)  # fmt: skip
def test_ongoing(text, due_on):
    found = parse(text)
    assert (found.ongoing, iso(found.due_on), found.understood) == (True, due_on, True)


@pytest.mark.parametrize(
    ("text", "days"),
    [("1st and 7th October 2008", ["2008-10-01", "2008-10-07"]), ("7/8 October", ["2008-10-07", "2008-10-08"]),
     ("9, 1 & 7 October", ["2008-10-01", "2008-10-07", "2008-10-09"]), ("30 April and 12 May 2008", ["2008-04-30", "2008-05-12"]),
     ("June, September and December 2008", ["2008-06-30", "2008-09-30", "2008-12-31"])],
)  # fmt: skip
def test_several_days(text, days):
    found = parse(text)
    assert ([iso(day) for day in found.milestones], iso(found.due_on), found.precision) == (days, days[-1], "days")


def test_meeting_that_recurs():
    found = parse("At quarterly meetings of the Partnership. Ongoing")
    assert (found.recurrence, found.due_on, found.ongoing) == ("At quarterly meetings of the Partnership", None, True)


def test_recurrence_fits_its_column():
    assert len(parse("At each meeting of " + "x" * 300).recurrence) == 120


@pytest.mark.parametrize(("text", "after"), [("March 2009", False), ("April 2009", True), ("May 2009", True), ("2009", True)])
def test_after_the_plan(text, after):
    assert parse(text).after_plan is after


@pytest.mark.parametrize(
    "text", ["TBC", "when funds allow", "October 2008 conference", "1/2", "the end of the year", "may be later", "7", "room 12 May"]
)
def test_what_is_not_understood_is_kept(text):
    found = parse(text)
    assert (found.text, found.understood, found.starts_on, found.due_on, found.milestones) == (text, False, None, None, ())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("11 September 20008", "“20008” is not a year: write it with four digits."),
        ("October 200", "the year 200 is far from the plan's period: correct it."),
        ("June 1908", "the year 1908 is far from the plan's period: correct it."),
        ("31 June 2008", "there is no day 31/6/2008: correct it."),
        ("29 February", "29 February does not exist in the plan's period: write the year, or correct the day."),
        ("13/13/2008", "“13/13/2008” has no month 13: write day, month, year."),
        ("March 2009 - April 2008", "it ends on 30/04/2008, before it begins on 01/03/2009: correct one of the two."),
        ("2012-2008", "“2012-2008” is no span of years: correct one of the two."),
    ],
)
def test_days_that_cannot_be(text, sentence):
    with pytest.raises(ValueError) as caught:
        parse(text)
    assert str(caught.value) == sentence


WORDS = [
    *MONTHS, "1st", "7th", "31", "2008", "2009", "08", "20008", "&", "and", "-", "–", "/", ",", ".", "to", "by", "end of", "early", "mid", "ongoing",
    "Q3", "third quarter", "summer", "each", "before", "from", "w/c", "between", "14.05.08", "2008-09", "2008-10-07", "x",
]  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)))
def test_no_text_crashes_or_is_changed(text):
    try:
        found = parse(text)
    except ValueError as error:
        assert str(error).endswith(".")
        return
    assert found.text == " ".join(text.split())
    days = [day for day in (found.starts_on, found.due_on, *found.milestones) if day]
    assert all(START.year - YEARS_BEFORE - 1 <= day.year <= END.year + YEARS_AFTER + 21 for day in days)
    assert not (found.starts_on and found.due_on) or found.starts_on <= found.due_on
    assert found.milestones == tuple(sorted(found.milestones))
    assert found.after_plan == bool(found.due_on and found.due_on > END)


@given(st.dates(datetime.date(2008, 4, 1), datetime.date(2009, 3, 31)))
def test_a_day_without_its_year_is_found_in_the_plan(day):
    assert parse(f"{day.day} {day:%B}").due_on == day
