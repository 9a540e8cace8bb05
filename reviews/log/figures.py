"""How many notes there were, beside the year before. Whole months alone, so that nobody can tell a note by the day of its count."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from compact_portal.releasing.rounding import in_words, rounded
from reviews.models import LogNote
from signatories.models import Compact
from signatories.reports_champions import small_ones

SLIGHT = 10  # per cent


@dataclass(frozen=True)
class Row:
    label: str
    this_year: str
    year_before: str


@dataclass(frozen=True)
class Figures:
    """`until` is the last day that is counted; both years are counted to the same day of the year. Few are not `told` in a report."""

    year: int
    until: datetime.date
    rows: list[Row]
    sentence: str
    told: bool

    @property
    def total(self) -> str:
        """Of this year, rounded, or in words."""
        return self.rows[-1].this_year


def figures_of(compact: Compact, *, on: datetime.date) -> Figures | None:
    """None in a month of January: no month of the year is over. One query."""
    first = on.replace(day=1)
    return None if first.month == 1 else figures_until(compact, year=on.year, before=first)


def figures_of_year(compact: Compact, year: int) -> Figures:
    """A whole year that is over."""
    return figures_until(compact, year=year, before=datetime.date(year + 1, 1, 1))


def figures_until(compact: Compact, *, year: int, before: datetime.date) -> Figures:
    """`before` is the first day of the month that is not counted any more."""
    now, then = dict.fromkeys(LogNote.Kind.values, 0), dict.fromkeys(LogNote.Kind.values, 0)
    since = datetime.date(year - 1, 1, 1)
    for month, kind, count in compact.note_counts.filter(month__gte=since, month__lt=before).values_list("month", "kind", "count"):
        if month.year == year:
            now[kind] += count
        elif month.month < before.month or before.year > year:
            then[kind] += count
    floor = compact.release_floor
    shown_now, shown_then = _said(now, floor), _said(then, floor)
    rows = [Row(label.capitalize(), shown_now[kind], shown_then[kind]) for kind, label in LogNote.Kind.choices]
    rows.append(Row(_("All"), in_words(sum(now.values()), floor), in_words(sum(then.values()), floor)))
    return Figures(
        year, before - datetime.timedelta(days=1), rows, compared(sum(now.values()), sum(then.values()), floor), sum(now.values()) >= floor
    )


def _said(counts: dict[str, int], floor: int) -> dict[str, str]:
    """Each kind rounded or in words; what would be given away by the others is not shown."""
    hidden = small_ones(counts, floor)
    return {kind: in_words(count, floor) if kind not in hidden or count < floor else _("not shown") for kind, count in counts.items()}


def compared(now: int, then: int, floor: int) -> str:
    """A clause worked out from rounded numbers alone; nothing where either year is below the floor.

    >>> compared(43, 40, 10)
    'a slight increase'
    """
    if now < floor or then < floor:
        return ""
    now, then = rounded(now), rounded(then)
    if now == then:
        return _("about as many as the year before")
    if abs(now - then) * 100 <= SLIGHT * then or abs(now - then) <= 5:
        return _("a slight increase") if now > then else _("a slight decrease")
    return _("an increase") if now > then else _("a decrease")
