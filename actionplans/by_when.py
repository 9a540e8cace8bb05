"""What "April-June & Ongoing" means: the words of a By-When cell as days, without losing the words.

The rules are those of domain.md A9. A text is understood as a whole or not at all: half an understanding would put a wrong
day into a list of overdue actions, where a day that is missing only leaves the action out of it.
"""

import datetime
import itertools
import re
from dataclasses import dataclass, replace

from django.utils.dates import MONTHS
from django.utils.translation import gettext

from actionplans.by_when_words import GAP, LIST, POINT, RANGE, TOO_LONG_FOR_A_YEAR, Point, point_of
from actionplans.months import DAY, month_start
from compact_portal.text import one_line

ONGOING = re.compile(
    r"(?:[\s,;.&+/–-]|\band\b|\bthen\b)*\b(?:on-?\s?going|continuous(?:ly)?|continuing|onwards?)\b[\s,;.]*(?:(?:&|and\b)\s*)?", re.IGNORECASE
)
RECURS = re.compile(
    r"\b(?:each|every|daily|weekly|fortnightly|monthly|bi-?monthly|quarterly|termly|annually|yearly|half-yearly|meetings)\b", re.IGNORECASE
)
YEARS_BEFORE, YEARS_AFTER = 5, 10


@dataclass(frozen=True)
class ByWhen:
    """`text` is printed. `due_on` is the last day that the words allow; `starts_on` is set where they name a span.

    `precision` is one of day, days, range, month, vague, year; "" where no day was found.
    """

    text: str
    starts_on: datetime.date | None = None
    due_on: datetime.date | None = None
    milestones: tuple[datetime.date, ...] = ()
    ongoing: bool = False
    recurrence: str = ""
    after_plan: bool = False
    precision: str = ""

    @property
    def understood(self) -> bool:
        return bool(not self.text or self.precision or self.ongoing or self.recurrence)


def parse_by_when(text: str, *, plan_start: datetime.date, plan_end: datetime.date) -> ByWhen:
    """Raise ValueError, with a sentence, for days that cannot be: 31 June, the year 20008, a span that ends before it begins."""
    text = one_line(text)
    if wrong := TOO_LONG_FOR_A_YEAR.search(text):
        raise ValueError(gettext("“%(wrong)s” is not a year: write it with four digits.") % {"wrong": wrong[0]})
    rest, ongoing = ONGOING.subn(" ", text)
    rest = one_line(rest).strip(" .,;:-–")
    result = ByWhen(text, ongoing=bool(ongoing))
    if RECURS.search(rest):
        # "monthly until March 2009" recurs; its end is not a day by which something is done once
        return replace(result, recurrence=shortened(rest))
    parsed = days_in(rest.lower(), plan_start, plan_end)
    if parsed is None:
        return result
    result = replace(result, **parsed)
    for day in (result.starts_on, result.due_on):
        if day and not near(day.year, plan_start, plan_end):
            raise ValueError(far(day.year))
    return replace(result, after_plan=bool(result.due_on and result.due_on > plan_end))


def near(year: int, plan_start: datetime.date, plan_end: datetime.date) -> bool:
    return plan_start.year - YEARS_BEFORE <= year <= plan_end.year + YEARS_AFTER


def far(year: int) -> str:
    return gettext("the year %(year)s is far from the plan's period: correct it.") % {"year": year}


def shortened(text: str, limit: int = 120) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def days_in(words: str, plan_start: datetime.date, plan_end: datetime.date) -> dict | None:
    """The fields that `words` fix, or None where any word of them is not understood."""
    matches = list(POINT.finditer(words))
    if not matches:
        return None
    gaps = [words[: matches[0].start()].strip()]
    gaps += [words[left.end() : right.start()].strip() for left, right in itertools.pairwise(matches)]
    tail = words[matches[-1].end() :].strip(" .,;")
    if not GAP.fullmatch(gaps[0]) or tail:
        return None
    points = inherit([point_of(match) for match in matches])
    if any(point.kind == "bare" for point in points):
        return None
    lead, between = gaps[0], gaps[1:]
    is_span = len(points) == 2 and bool(RANGE.fullmatch(between[0]) or (lead, between) == ("between", ["and"]) or is_either(points, between))
    spans = resolve(points, plan_start, plan_end, in_order=is_span)
    if is_span:
        return span_of(spans[0][0], spans[1][1])
    if between and all(LIST.fullmatch(gap) for gap in between):
        days = tuple(sorted({last for _, last in spans}))
        if len(days) == 1:  # the same one twice
            return {"due_on": days[0], "precision": "day"}
        return {"milestones": days, "due_on": days[-1], "precision": "days"}
    return None if between else one_point(points[0], spans[0], lead)


def is_either(points: list[Point], between: list[str]) -> bool:
    """ "October/November 2008" is one span; "7/8 October" is two days."""
    return between == ["/"] and all(point.kind == "month" for point in points)


def one_point(point: Point, span: tuple[datetime.date, datetime.date], lead: str) -> dict:
    first, last = span
    if lead in ("from", "since", "starting"):
        return {"starts_on": first, "precision": "range"}
    if lead.startswith("before"):
        return {"due_on": first - DAY, "precision": "day"}
    if lead in ("w/c", "week commencing", "week beginning"):
        return span_of(first, first + 6 * DAY)
    if point.kind in ("day", "month"):
        return {"due_on": last, "precision": point.kind}
    return {"starts_on": first, "due_on": last, "precision": point.kind}


def span_of(first: datetime.date, last: datetime.date) -> dict:
    if last < first:
        raise ValueError(
            gettext("it ends on %(last)s, before it begins on %(first)s: correct one of the two.")
            % {"last": f"{last:%d/%m/%Y}", "first": f"{first:%d/%m/%Y}"}
        )
    return {"starts_on": first, "due_on": last, "precision": "range"}


def inherit(points: list[Point]) -> list[Point]:
    """ "1st and 7th October 2008": what comes first borrows the month, and the year, from what follows."""
    result = points[-1:]
    for point in reversed(points[:-1]):
        following = result[0]
        if point.kind == "bare" and following.kind == "day":
            point = replace(point, kind="day", month=following.month, year=following.year)
        elif point.year is None and following.year is not None and point.kind in ("day", "month", "vague"):
            # "November - February 2009" begins in the year before
            back = point.month is not None and following.month is not None and point.month > following.month
            point = replace(point, year=following.year - back)
        result.insert(0, point)
    return result


def resolve(points: list[Point], plan_start: datetime.date, plan_end: datetime.date, *, in_order: bool) -> list[tuple[datetime.date, datetime.date]]:
    """First and last day of each point. Where no year is written, the first one that is not over when the plan begins or, for
    points `in_order`, when the one before begins."""
    spans, not_before = [], plan_start
    for point in points:
        if point.year is not None:
            if not near(point.year, plan_start, plan_end):
                raise ValueError(far(point.year))
            span = days_of(point, point.year, plan_start)
        else:
            span = without_year(point, not_before, plan_start, plan_end)
        spans.append(span)
        not_before = span[0] if in_order else plan_start
    return spans


def without_year(point: Point, not_before: datetime.date, plan_start: datetime.date, plan_end: datetime.date):
    for year in range(not_before.year - 1, plan_end.year + 3):
        try:
            first, last = days_of(point, year, plan_start)
        except ValueError:
            continue
        if last >= not_before and first >= plan_start.replace(day=1):
            return first, last
    raise ValueError(
        gettext("%(day)s %(month_name)s does not exist in the plan's period: write the year, or correct the day.")
        % {"day": point.day, "month_name": MONTHS[point.month]}
    )


def days_of(point: Point, year: int, plan_start: datetime.date) -> tuple[datetime.date, datetime.date]:
    if point.kind == "day":
        try:
            day = datetime.date(year, point.month, point.day)
        except ValueError as error:
            raise ValueError(
                gettext("there is no day %(day)s/%(month)s/%(year)s: correct it.") % {"day": point.day, "month": point.month, "year": year}
            ) from error
        return day, day
    # a quarter, and a year such as 2009-10, count from the month in which the plan begins
    month = (plan_start.month if point.counts_from_plan else 1) + point.first_month - 1
    return month_start(year, month), month_start(year, month + point.months) - DAY
