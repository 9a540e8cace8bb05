"""Bar charts as numbers: shares in, rectangles out. `templates/charts/bars.html` draws them as SVG for page and PDF alike.

A chart is 300 units wide, so that letters of 15 are no smaller on a phone: every label stands above its bar, never beside it.
Colour is never the only sign: segments carry their share, keep the order of the legend, and the outer ones are hatched. Each
colour has a contrast of at least 3:1 with the white between segments, and 4.5:1 with the white letters on it. A data
table stands beside every chart.
"""

import textwrap
from dataclasses import dataclass, field, replace

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from compact_portal.releasing.rounding import NEARLY_ALL

WIDTH = 300
BAR = 26
THIN_BAR = 14  # of a chart of single bars, which may have a dozen
LINE = 18  # height of one line of letters
GAP = 12  # between one bar and the next label
SPACE = 2  # white between segments
CHARACTERS = 37  # that fit on a line of WIDTH
ROOM = 96  # beside a single bar, for its share or the words in its place, also in a wide font
LETTER = 8.4  # how wide a bold letter is at most, on average
NARROWEST_LABEL = 34  # a segment narrower than this has no room for "15%"
TALL, PIECE = 720, 480  # the tallest chart that is drawn whole, and the tallest piece of one that is cut
BELONGS_ABOVE = "–"  # begins the label of a bar that stands under another one's label
SINGLE = "#1d5a96"


@dataclass(frozen=True)
class Colour:
    fill: str
    hatch: int = 0  # 1: lines rise to the right; -1: they fall; 0: none


# From disagreement to agreement: warm to cold, dark at both ends, so that it also reads in grey.
SCALE = (Colour("#7d1d4f", -1), Colour("#b8487e"), Colour("#6a6e73"), Colour("#2f74b5"), Colour("#12436d", 1))
SET = (Colour("#12436d"), Colour("#7d1d4f", 1), Colour("#206b5f"), Colour("#8a4b00", -1), Colour("#4c3f91"), Colour("#55595e", 1))


@dataclass(frozen=True)
class Segment:
    """One rectangle. `label` is empty where there is no room for it."""

    x: float
    width: float
    fill: str
    hatch: str = ""
    label: str = ""

    @property
    def middle(self) -> str:
        return number(self.x + self.width / 2)

    @property
    def end(self) -> float:
        return self.x + self.width


@dataclass(frozen=True)
class Row:
    """One bar with its label above it. `words` stand in the bar's place when there are no figures."""

    lines: list[tuple[int, str]]
    y: int
    segments: list[Segment]
    words: str = ""
    bar: int = BAR
    said: str = ""  # the row in words, for somebody who does not see it

    @property
    def text_y(self) -> int:
        """The baseline of letters inside or beside the bar."""
        return self.y + self.bar // 2 + 5

    @property
    def words_x(self) -> str:
        return number(self.segments[-1].end + 6 if self.segments else 0)


@dataclass(frozen=True)
class Key:
    """One entry of the legend."""

    x: int
    y: int
    fill: str
    hatch: str
    label: str


@dataclass(frozen=True)
class Chart:
    """`top` is where it begins: 0, or further down in a piece of a tall one."""

    id: str
    title: str
    height: int
    rows: list[Row]
    legend: list[Key] = field(default_factory=list)
    width: int = WIDTH
    top: int = 0

    @property
    def description(self) -> str:
        return "; ".join(row.said for row in self.rows) + "."

    @property
    def pieces(self) -> list["Chart"]:
        """What is too tall for a piece of paper, cut between two bars; bars that belong to the one above them stay with it."""
        if self.height <= TALL:
            return [self]
        cuts, top = [0], 0
        starts = [0] + [row.lines[0][0] - 14 for row in self.rows[1:] if not row.lines[0][1].startswith(BELONGS_ABOVE)]
        for begins, ends in zip(starts, [*starts[1:], self.height], strict=True):
            if begins > top and ends - top > PIECE:
                cuts.append(top := begins)
        spans = list(zip(cuts, [*cuts[1:], self.height], strict=True))
        return [
            replace(
                self,
                id=f"{self.id}-{place}",
                title=gettext("%(title)s (%(place)s of %(parts)s)") % {"title": self.title, "place": place, "parts": len(spans)},
                top=top,
                height=end - top,
                rows=[row for row in self.rows if top <= row.y < end],
                legend=self.legend if top == 0 else [],
            )
            for place, (top, end) in enumerate(spans, 1)
        ]


def number(value: float) -> SafeString:
    """`value` as an SVG attribute, without a trailing ".0"."""
    return mark_safe(f"{value:.1f}".removesuffix(".0"))  # noqa: S308 (digits and a dot)


def stacked(*, id: str, title: str, options: list[str], rows: list[tuple[str, list[int] | None, str]], colours=SET) -> Chart:
    """Bars that divide 100 per cent among `options`.

    `rows` are (label, shares in the order of `options`, words): with no shares the words are drawn in their place, and where nearly
    all gave one answer a hatched bar as wide as the whole. Shares are rounded, so they may not add up to 100: each bar is as wide
    as its own sum, never wider than the chart.
    `colours` follow the options and begin again when there are more of these.
    """
    colours = [colours[i % len(colours)] for i in range(len(options))]
    legend, y = legend_of(options, colours)
    drawn = []
    for label, shares, words in rows:
        lines, top = label_lines(label, y)
        segments = segments_of(shares, colours, top) if shares else nearly_whole(words, options, colours, top)
        drawn.append(Row(lines, top, segments, "" if segments else words, said=describe(label, shares, words, options)))
        y = top + BAR + GAP
    return Chart(id, title, y, drawn, legend)


def single(*, id: str, title: str, rows: list[tuple[str, int | None, str]]) -> Chart:
    """One bar for each row's share of 100, hatched for “nearly all”; other words in place of a bar, a dash for a share of 0."""
    y, drawn = 0, []
    for label, share, words in rows:
        said = words if share is None else f"{share}%" if share else "–"
        full, long = share is None and words == NEARLY_ALL, len(said) > CHARACTERS - 2
        lines, top = label_lines(f"{label}: {said}" if long else label, y)
        segments = [one_bar(100, hatched_at=top)] if full else [one_bar(share)] if share else []
        drawn.append(Row(lines, top, segments, "" if long else said, THIN_BAR, f"{label}: {words if share is None else in_words(share)}"))
        y = top + THIN_BAR + GAP
    return Chart(id, title, y, drawn)


def one_bar(share: int, hatched_at: int | None = None) -> Segment:
    """A bar that leaves room for its share beside it; hatched where words stand for the share."""
    width = round(share * (WIDTH - ROOM) / 100, 1)
    return Segment(0, width, SINGLE, hatch_lines(0, hatched_at, width, THIN_BAR, 1) if hatched_at is not None else "")


def nearly_whole(words: str, options: list[str], colours, y: int) -> list[Segment]:
    """The bar of “nearly all: Agree”, in the colour of that answer; none for other words."""
    start, _, answer = words.partition(": ")
    if start != NEARLY_ALL:
        return []
    place = next((place for place, option in enumerate(options) if option.casefold() == answer.casefold()), 0)
    said = words[:1].upper() + words[1:]
    label = said if len(said) * LETTER < WIDTH - 20 else start.capitalize()
    width = WIDTH - SPACE
    return [Segment(0, width, colours[place].fill, hatch_lines(0, y, width, BAR, colours[place].hatch or 1, len(label)), label)]


def segments_of(shares: list[int], colours, y: int) -> list[Segment]:
    """One percent is as wide in every row; only shares that rounding took above 100 together are drawn narrower."""
    unit = WIDTH / max(100, sum(shares))
    begins, segments = 0.0, []
    for share, colour in zip(shares, colours, strict=True):
        if share:
            x, width = round(begins, 1), round(share * unit - SPACE, 1)
            label = f"{share}%" if width >= NARROWEST_LABEL else ""
            segments.append(Segment(x, width, colour.fill, hatch_lines(x, y, width, BAR, colour.hatch, len(label)), label))
            begins += share * unit
    return segments


def hatch_lines(x: float, y: float, width: float, height: float, direction: int, letters: int = 0) -> SafeString | str:
    """The `d` of a path: slanted lines across a rectangle, clipped to it, kept clear of a label of `letters` in its middle."""
    if not direction:
        return ""
    parts, step = [], 6
    half = max(17, letters * LETTER / 2)
    clear = (x + width / 2 - half, x + width / 2 + half) if letters else None
    start = x - height + step
    while start < x + width:
        left, right = max(start, x), min(start + height, x + width)
        if right > left and not (clear and left < clear[1] and right > clear[0]):
            low, high = y + height - (left - start), y + height - (right - start)
            if direction < 0:
                low, high = 2 * y + height - low, 2 * y + height - high
            parts.append(f"M{number(left)} {number(low)}L{number(right)} {number(high)}")
        start += step
    return mark_safe("".join(parts))  # noqa: S308 (digits and letters of a path)


def label_lines(label: str, y: int) -> tuple[list[tuple[int, str]], int]:
    """The lines of a label as (baseline, text) from `y` on, and where its bar begins."""
    lines = textwrap.wrap(label, CHARACTERS) or [""]
    return [(y + 14 + LINE * i, line) for i, line in enumerate(lines)], y + LINE * len(lines) + 2


def legend_of(options: list[str], colours) -> tuple[list[Key], int]:
    """The legend in two columns, and where the first label begins below it."""
    keys, y, x = [], 0, 0
    half = WIDTH // 2
    for option, colour in zip(options, colours, strict=True):
        lines = textwrap.shorten(option, CHARACTERS - 3, placeholder=" …")
        wide = len(lines) > CHARACTERS // 2 - 3
        if wide and x:
            x, y = 0, y + 22
        keys.append(Key(x, y, colour.fill, hatch_lines(x, y, 16, 16, colour.hatch), lines))
        x, y = (0, y + 22) if wide or x else (half, y)
    return keys, y + (22 if x else 0) + 10


def in_words(share: int) -> str:
    """A rounded share of 0 may hold a few."""
    return f"{share}%" if share else gettext("none or very few")


def describe(label: str, shares: list[int] | None, words: str, options: list[str]) -> str:
    parts = ", ".join(f"{option} {in_words(share)}" for option, share in zip(options, shares, strict=True)) if shares else words
    return f"{label}: {parts}"
