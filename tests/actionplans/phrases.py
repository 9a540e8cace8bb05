"""By-when phrases made at random together with the days that they mean, in as many spellings as people use."""

import calendar
import datetime
from dataclasses import dataclass

from hypothesis import strategies as st

START, END = datetime.date(2008, 4, 1), datetime.date(2009, 3, 31)
DAY = datetime.timedelta(days=1)
SUFFIX = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


@dataclass(frozen=True)
class Phrase:
    """A text and what it means; `due_on` is the last day that it allows."""

    text: str
    starts_on: datetime.date | None = None
    due_on: datetime.date | None = None
    milestones: tuple = ()
    ongoing: bool = False


days = st.dates(START, END)
months = st.integers(0, 11).map(lambda n: datetime.date(2008 + (n + 3) // 12, (n + 3) % 12 + 1, 1))


def last(month: datetime.date) -> datetime.date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


@st.composite
def spelt_month(draw, month: datetime.date, *, with_year: bool | None = None) -> str:
    name = draw(st.sampled_from([f"{month:%B}", f"{month:%b}", f"{month:%b}.", f"{month:%B}".upper(), f"{month:%B}".lower()]))
    with_year = draw(st.booleans()) if with_year is None else with_year
    year = draw(st.sampled_from([f" {month.year}", f", {month.year}", f" {month:%y}", f" '{month:%y}", f"  {month.year}"])) if with_year else ""
    return name.rstrip(".") + year if year.startswith(",") else name + year


@st.composite
def spelt_day(draw, day: datetime.date) -> str:
    number = f"{day.day}{draw(st.sampled_from(['', SUFFIX.get(day.day, 'th')]))}"
    of = draw(st.sampled_from([" ", " of "]))
    weekday = draw(st.sampled_from(["", f"{day:%A} ", f"{day:%a} "]))
    return draw(
        st.sampled_from(
            [
                f"{weekday}{number}{of}{day:%B}",
                f"{weekday}{number}{of}{day:%B} {day.year}",
                f"{number} {day:%b} {day.year}",
                f"{day:%B} {day.day}{SUFFIX.get(day.day, 'th')}, {day.year}",
                day.isoformat(),
                f"{day.day}/{day.month}/{day.year}",
                f"{day:%d.%m.%y}",
                f"{day:%d-%m-%Y}",
            ]
        )
    )


BY = st.sampled_from(["", "by ", "By ", "in ", "by the end of ", "during "])
TO = st.sampled_from([" - ", "-", " – ", " to ", " until ", " till ", " through "])
AND_SO_ON = st.sampled_from(
    [" & ongoing", " and ongoing", " & Ongoing", ", ongoing", " then on-going", " & on going", " and continuing", "; ongoing."]
)
JOIN = st.sampled_from([" and ", " & ", ", "])


@st.composite
def one_month(draw) -> Phrase:
    month = draw(months)
    return Phrase(draw(BY) + draw(spelt_month(month)), due_on=last(month))


@st.composite
def one_day(draw) -> Phrase:
    day = draw(days)
    return Phrase(draw(st.sampled_from(["", "by ", "on "])) + draw(spelt_day(day)), due_on=day)


@st.composite
def month_range(draw) -> Phrase:
    first, second = sorted(draw(st.lists(months, min_size=2, max_size=2, unique=True)))
    text = draw(spelt_month(first, with_year=first.year != second.year)) + draw(TO) + draw(spelt_month(second, with_year=True))
    return Phrase(text, starts_on=first, due_on=last(second))


@st.composite
def day_range(draw) -> Phrase:
    first, second = sorted(draw(st.lists(days, min_size=2, max_size=2, unique=True)))
    texts = [f"{day.day} {day:%B} {day.year}" for day in (first, second)]
    if (first.year, first.month) == (second.year, second.month) and draw(st.booleans()):
        texts[0] = str(first.day)
    return Phrase(draw(TO).join(texts), starts_on=first, due_on=second)


@st.composite
def several_days(draw) -> Phrase:
    chosen = sorted(draw(st.lists(days, min_size=2, max_size=4, unique=True)))
    words = [f"{day.day}{draw(st.sampled_from(['', SUFFIX.get(day.day, 'th')]))} {day:%B} {day.year}" for day in chosen]
    return Phrase(draw(JOIN).join(words), due_on=chosen[-1], milestones=tuple(chosen))


@st.composite
def days_of_one_month(draw) -> Phrase:
    month = draw(months)
    numbers = sorted(draw(st.lists(st.integers(1, last(month).day), min_size=2, max_size=4, unique=True)))
    *first, end = [f"{number}{SUFFIX.get(number, 'th')}" for number in numbers]
    chosen = tuple(month.replace(day=number) for number in numbers)
    return Phrase(f"{', '.join(first)} and {end} {month:%B} {month.year}", due_on=chosen[-1], milestones=chosen)


@st.composite
def opened(draw) -> Phrase:
    month = draw(months)
    return Phrase(draw(st.sampled_from(["from ", "since ", "starting "])) + f"{month:%B} {month.year}", starts_on=month)


@st.composite
def before(draw) -> Phrase:
    month = draw(months)
    return Phrase(f"before {month:%B} {month.year}", due_on=month - DAY)


plain = st.one_of(one_month(), one_day(), month_range(), day_range(), several_days(), days_of_one_month(), opened(), before())


@st.composite
def going_on(draw) -> Phrase:
    phrase = draw(plain)
    return Phrase(phrase.text + draw(AND_SO_ON), phrase.starts_on, phrase.due_on, phrase.milestones, ongoing=True)


phrases = st.one_of(plain, going_on())
