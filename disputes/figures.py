"""Yearly figures of disagreements, through the releasing rules: what would tell of a few is put in words (design.md 5)."""

import statistics
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from compact_portal.releasing.rounding import in_words, rounded
from disputes.models import Advice, AdviceCount, PanelCount, PrivateCount
from disputes.models.afterwards import ASKED, After, Result
from disputes.procedure import Stage
from signatories.models import Compact
from signatories.models.edition import Subject
from signatories.reports_champions import small_ones


@dataclass(frozen=True)
class Year:
    """`parts` are (heading, [(words, count in words)]); none while the whole is below the floor. `about` is the number that `total`
    tells, None where it tells none."""

    year: str
    total: str
    parts: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)
    about: int | None = None


def told(counts: dict[str, int], floor: int) -> dict[str, str]:
    """Each count in words: rounded, or "fewer than 10"; one more is hidden where the total would give the small ones away.

    >>> told({"a": 33, "b": 14, "c": 3}, 10)
    {'a': '35', 'b': 'not shown', 'c': 'fewer than 10'}
    """
    hidden = small_ones(counts, floor)
    few, withheld = _("fewer than %(floor)d") % {"floor": floor}, _("not shown")
    words = {option: (few if count < floor else withheld) if option in hidden else in_words(count, floor) for option, count in counts.items()}
    return {option: words[option] for option, count in counts.items() if count}


def advice_figures(compact: Compact) -> list[Year]:
    """In one query, the newest first. A year below the floor has no parts: of one question, any breakdown says what it was about."""
    kinds = AdviceCount.Breakdown
    counted: dict[int, dict[str, dict[str, int]]] = {}
    for row in compact.advicecounts.all():
        counted.setdefault(row.year, {}).setdefault(row.breakdown, {})[row.option] = row.count
    headings = [
        (kinds.OUTCOME, _("What came of it")), (kinds.SUBJECT, _("What it was about")),
        (kinds.CODE, _("Which %(code)s") % {"code": compact.terms.code}), (kinds.SECTOR, _("Who asked")),
    ]  # fmt: skip
    floor, years = compact.release_floor, []
    for year, by_kind in sorted(counted.items(), reverse=True):
        total = by_kind.get(kinds.ALL, {}).get("", 0)
        parts = []
        if total >= floor:
            for kind, heading in headings:
                shown = told(by_kind.get(kind, {}), floor)
                if kind == kinds.CODE and not any(by_kind.get(kind, {"": 0})):
                    continue  # an agreement without codes
                parts.append((heading, [(_name(compact, kind, option), words) for option, words in sorted(shown.items())]))
        years.append(Year(str(year), in_words(total, floor), parts))
    return years


def _name(compact: Compact, kind: str, option: str) -> str:
    if kind == AdviceCount.Breakdown.SECTOR:
        return compact.terms.sector(option)
    if kind == AdviceCount.Breakdown.CODE:
        return option or _("no one of them")
    labels = dict(Advice.Outcome.choices) | dict(Subject.choices)
    return str(labels.get(option, option or _("not said")))


TOGETHER = 5  # years that are told together when each is too small


def case_figures(compact: Compact) -> list[Year]:
    """Closed cases of each year, from the rows of numbers alone (domain.md C3.9); the same for everybody who looks.

    A year below the floor is told together with those before it, up to TOGETHER years, until they reach it; what stays below it is told
    as "fewer than". Breakdowns are by one thing at a time, never by two.
    """
    rows: dict[int, list] = {}
    for row in compact.tallies.all():
        rows.setdefault(row.year, []).append(row)
    floor, found, waiting, first = compact.release_floor, [], [], None
    for year in sorted(rows, reverse=True):
        first = first or year
        waiting += rows[year]
        if len(waiting) >= floor or first - year + 1 >= TOGETHER:
            found.append(_year_of(compact, first, year, waiting))
            waiting, first = [], None
    if waiting:
        found.append(_year_of(compact, first, min(rows), waiting))
    return found


STAGES = {
    Stage.ADVICE: gettext_noop("stage 0: advice"), Stage.DIRECT: gettext_noop("stage 1: direct"),
    Stage.FACILITATED: gettext_noop("stage 2: facilitated"), Stage.PANEL: gettext_noop("stage 3: panel"),
    Stage.OUTSIDE: gettext_noop("stage 4: outside"),
}  # fmt: skip


def _year_of(compact: Compact, first: int, last: int, rows: list) -> Year:
    floor, name = compact.release_floor, str(first) if first == last else _("%(last)d to %(first)d") % {"last": last, "first": first}
    if len(rows) < floor:
        return Year(name, in_words(len(rows), floor))
    breakdowns = [
        (_("How they ended"), lambda row: str(Result(row.result).label)),
        (_("How far they went"), lambda row: _(STAGES[row.stage])),
        (_("Who raised them"), lambda row: compact.terms.sector(row.sector)),
        (_("What they were about"), lambda row: row.code or _("no one part")),
        (_("Whether a step came late"), lambda row: _("a step came late") if row.late else _("every step in time")),
        (_("Whether time was added"), lambda row: _("time was added") if row.extended else _("no time was added")),
    ]
    parts = []
    for heading, option_of in breakdowns:
        counts: dict[str, int] = {}
        for row in rows:
            counts[option_of(row)] = counts.get(option_of(row), 0) + 1
        parts.append((heading, sorted(told(counts, floor).items())))
    if typical := _typical_days(rows, floor):
        parts.append((_("How long it took"), typical))
    return Year(name, in_words(len(rows), floor), parts, rounded(len(rows)))


LENGTHS = (
    ("days_direct", gettext_noop("raising it and talking")), ("days_facilitated", gettext_noop("with a helper")),
    ("days_panel", gettext_noop("with the panel")),
)  # fmt: skip


def _typical_days(rows: list, floor: int) -> list[tuple[str, str]]:
    """The median of each stage to the nearest 5 days, where enough cases came to it: half took less, half more."""
    found = []
    for name, words in LENGTHS:
        spent = [days for row in rows if (days := getattr(row, name)) is not None]
        if len(spent) >= floor:
            middle = 5 * round(statistics.median(spent) / 5)
            about = _("about %(days)d days for half of them") % {"days": middle}
            found.append((_(words), about if middle else _("less than a week for half of them")))
    return found


def panel_figures(compact: Compact) -> list[tuple[str, list[tuple[str, str]]]]:
    """(heading, [(words, count in words)]) over all years; nothing of what stays below the floor. In one query."""
    counts: dict[str, dict[str, int]] = {}
    for row in compact.panelcounts.all():
        of_kind = counts.setdefault(row.breakdown, {})
        of_kind[row.option] = of_kind.get(row.option, 0) + row.count
    kinds = PanelCount.Breakdown
    headings = {
        kinds.REFUSED: _("Why the %(panel)s could not hear a case") % {"panel": compact.terms.panel},
        kinds.ANSWERED: _("Answers to its findings"),
    }
    floor = compact.release_floor
    return [(heading, sorted(told(counts[kind], floor).items())) for kind, heading in headings.items() if sum(counts.get(kind, {}).values()) >= floor]


def later_figures(compact: Compact) -> list[tuple[str, list[tuple[str, str]]]]:
    """(what was asked, [(answer, count in words)]) of what people said half a year later, all years together; nothing below the floor."""
    counts: dict[str, dict[str, int]] = {}
    for row in PrivateCount.objects.filter(compact=compact, moment=After.SIX):
        of_question = counts.setdefault(row.asks, {})
        label = str(ASKED[row.asks][1](row.option).label)
        of_question[label] = of_question.get(label, 0) + row.count
    floor = compact.release_floor
    return [(words, sorted(told(counts[asks], floor).items())) for asks, (words, *_) in ASKED.items() if sum(counts.get(asks, {}).values()) >= floor]
