"""The words for days, months and seasons that a By-When cell is made of."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ],
        1,
    )
    for name in names.split()
}  # fmt: skip
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
# The third of a year that a vague word means: its first month, and for how many months.
PARTS = {"early": (1, 4), "beginning of": (1, 4), "start of": (1, 4), "mid": (5, 4), "middle of": (5, 4), "late": (9, 4), "end of": (12, 1)}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}

month = "|".join(sorted(MONTHS, key=len, reverse=True))
part = r"(?:early|mid|late|(?:the\s+)?(?:beginning|start|middle|end)\s+of)(?:\s+(?:in\s+)?(?:the\s+)?|-)"
year = r"'?\d{2,4}"
# Longest readings first: of "2008-09" the year, of "1st and 7th October" two points.
POINT = re.compile(
    rf"""(?<!\w)(?:
      (?P<iso>(?P<iso_y>\d{{4}})-(?P<iso_m>\d\d?)-(?P<iso_d>\d\d?))
    | (?P<slashed>(?P<sl_d>\d\d?)(?P<sep>[./-])(?P<sl_m>\d\d?)(?P=sep)(?P<sl_y>\d{{4}}|\d\d))
    | (?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?
      (?P<day>\d\d?)(?:st|nd|rd|th)?\s*(?:of\s+)?(?P<day_m>{month})\b\.?(?:,?\s*(?P<day_y>{year}))?
    | (?P<us_m>{month})\.?\s+(?P<us_d>\d\d?)(?:(?:st|nd|rd|th)(?:,?\s+(?P<us_y>{year}))?|,?\s+(?P<us_y2>\d{{4}}))
    | (?P<month_part>{part})?(?P<month>{month})\b\.?(?:,?\s*(?P<month_y>{year}))?
    | (?P<season>spring|summer|autumn|winter)(?:,?\s+(?:of\s+)?(?P<season_y>{year}))?
    | (?:q(?P<q>[1-4])|quarter\s+(?P<quarter>[1-4])|(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter)
      (?:,?\s+(?:of\s+)?(?P<q_y>{year})(?:[/–-]\d\d(?:\d\d)?)?)?
    | (?P<years>(?P<years_a>\d{{4}})\s*[/–-]\s*(?P<years_b>\d{{4}}|\d\d))
    | (?P<year_part>{part})?(?P<year>\d{{4}})
    | (?P<bare>\d\d?)(?:st|nd|rd|th)?
    )(?![\w])""",
    re.VERBOSE | re.ASCII,
)
RANGE = re.compile(r"-|–|—|to|until|till|through|up to|to (?:the )?")
LIST = re.compile(r",|/|&|and|\+|, and|;|, &")
GAP = re.compile(
    r"(?:(?:by|in|on|during|from|since|starting|until|till|up to|between|before|circa|about|around|approximately|w/c|week commencing|week beginning)"
    r"(?: the)?(?: end of)?)?(?:the )?(?:end of)?"
)
TOO_LONG_FOR_A_YEAR = re.compile(r"(?<![\d£$€,.])\d{5,}", re.ASCII)


@dataclass(frozen=True)
class Point:
    """One day, month, season, quarter or year as it was written; what is None was not. `kind` is day, month, vague, year or bare."""

    kind: str
    day: int | None = None
    month: int | None = None
    year: int | None = None
    first_month: int = 1
    months: int = 1
    counts_from_plan: bool = False


def full_year(text: str | None) -> int | None:
    """ "08" is 2008: no agreement of this kind is older than 1998, and its plans are younger."""
    if not text:
        return None
    number = int(text.strip("'"))
    return number + 2000 if number < 100 else number


def known_month(number: int, written: str) -> int:
    if not 1 <= number <= 12:
        raise ValueError(_("“%(written)s” has no month %(number)s: write day, month, year.") % {"written": written, "number": number})
    return number


def point_of(match: re.Match) -> Point:
    got = match.groupdict()
    if got["iso"]:
        return Point("day", int(got["iso_d"]), known_month(int(got["iso_m"]), match[0]), int(got["iso_y"]))
    if got["slashed"]:
        return Point("day", int(got["sl_d"]), known_month(int(got["sl_m"]), match[0]), full_year(got["sl_y"]))
    if got["day"]:
        return Point("day", int(got["day"]), MONTHS[got["day_m"]], full_year(got["day_y"]))
    if got["us_d"]:
        return Point("day", int(got["us_d"]), MONTHS[got["us_m"]], full_year(got["us_y"] or got["us_y2"]))
    if got["month"]:
        number = MONTHS[got["month"]]
        return Point("month", month=number, year=full_year(got["month_y"]), first_month=number)
    if got["season"]:
        number = SEASONS[got["season"]]
        return Point("vague", month=number, year=full_year(got["season_y"]), first_month=number, months=3)
    if quarter := got["q"] or got["quarter"] or got["nth"]:
        place = ORDINALS.get(quarter) or int(quarter[0])
        return Point("vague", year=full_year(got["q_y"]), first_month=3 * place - 2, months=3, counts_from_plan=True)
    if got["years"]:
        return years_of(got, match[0])
    if got["year"]:
        words = re.sub(r"^the ", "", (got["year_part"] or "").strip(" -"))
        words = re.sub(r"( of).*", r"\1", words)
        first, months = PARTS.get(words, (1, 12))
        return Point("vague" if words else "year", year=int(got["year"]), first_month=first, months=months)
    return Point("bare", int(got["bare"]))


def years_of(got: dict, written: str) -> Point:
    """ "2009-10" is the year that begins in 2009; "2009-05", where the second is not the next year, is May."""
    first, second = int(got["years_a"]), int(got["years_b"])
    if second in ((first + 1) % 100, first + 1):
        return Point("year", year=first, months=12, counts_from_plan=True)
    if second > 1000:
        if not 0 <= second - first <= 20:
            raise ValueError(_("“%(written)s” is no span of years: correct one of the two.") % {"written": written})
        return Point("year", year=first, months=12 * (second - first + 1))
    return Point("month", month=known_month(second, written), year=first, first_month=second)
