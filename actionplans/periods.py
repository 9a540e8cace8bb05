"""The period of a plan as people write it, such as 2008-04/2009-03 or 2009."""

import datetime
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from actionplans.months import DAY, month_start

MONTHS_AT_MOST = 36
FORM = re.compile(r"(\d{4})(?:-(\d\d)[/-](\d{4})-(\d\d))?", re.ASCII)


@dataclass(frozen=True)
class Period:
    starts_on: datetime.date
    ends_on: datetime.date

    @property
    def is_calendar_year(self) -> bool:
        return (self.starts_on.month, self.ends_on.month, self.starts_on.year) == (1, 12, self.ends_on.year)

    @property
    def slug(self) -> str:
        return str(self.starts_on.year) if self.is_calendar_year else f"{self.starts_on:%Y-%m}-{self.ends_on:%Y-%m}"

    @property
    def label(self) -> str:
        return f"Action plan {self.starts_on.year}" if self.is_calendar_year else f"Action plan {self.starts_on:%B %Y} – {self.ends_on:%B %Y}"


def parse_period(text: str) -> Period:
    """Raise ValueError with a sentence for anything else, and for a period of more than three years."""
    match = FORM.fullmatch(text.strip())
    if not match:
        raise ValueError(_("“%(text)s” is not a period: write 2009 for a calendar year, or 2008-04/2009-03.") % {"text": text})
    first_year, first_month, last_year, last_month = (int(part) if part else None for part in match.groups())
    first_month, last_year, last_month = first_month or 1, last_year or first_year, last_month or 12
    if not (1 <= first_month <= 12 and 1 <= last_month <= 12):
        raise ValueError(_("“%(text)s” has a month that does not exist: months run from 01 to 12.") % {"text": text})
    if not 1998 <= first_year <= 2100:
        raise ValueError(
            _("“%(text)s” begins in %(first_year)s: a plan begins between 1998, the year of the first agreement, and 2100.")
            % {"text": text, "first_year": first_year}
        )
    months = 12 * (last_year - first_year) + last_month - first_month + 1
    if not 1 <= months <= MONTHS_AT_MOST:
        raise ValueError(
            _("“%(text)s” is a period of %(months)s months: give one of 1 to %(most)s.") % {"text": text, "months": months, "most": MONTHS_AT_MOST}
        )
    return Period(month_start(first_year, first_month), month_start(last_year, last_month + 1) - DAY)
