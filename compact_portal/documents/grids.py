"""A grid of who covers what, as numbers: `templates/charts/grid.html` draws it as SVG for page and PDF alike.

Each place of the grid has one stripe for each side. A covered stripe is filled and carries its count; a gap is an empty frame with
a dash: neither colour nor hatching is the only sign. A data table stands beside it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from compact_portal.documents.charts import SET, WIDTH, Key, hatch_lines, label_lines, legend_of

STRIPE = 22
SPACE = 3
WIDEST = 12  # more columns leave no room for figures on a phone


@dataclass(frozen=True)
class Stripe:
    x: float
    y: int
    width: float
    fill: str  # empty for a gap
    hatch: str
    label: str

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def text_y(self) -> int:
        return self.y + STRIPE // 2 + 5

    height = STRIPE


@dataclass(frozen=True)
class GridRow:
    lines: list[tuple[int, str]]
    stripes: list[Stripe]


@dataclass(frozen=True)
class Grid:
    """`heads` are (x, y, text) of the columns' numbers; `columns` says what each number means, for the list below the picture."""

    id: str
    title: str
    description: str
    height: int
    heads: list[tuple[float, int, str]]
    columns: list[str]
    rows: list[GridRow]
    legend: list[Key]
    width: int = WIDTH


def grid(*, id: str, title: str, columns: list[str], sides: list[str], rows: list[tuple[str, list[list[int]]]]) -> Grid:
    """`rows` are (label, for each column the count of each side). Raises ValueError for more columns than WIDEST."""
    if len(columns) > WIDEST:
        raise ValueError(f"A grid has {WIDEST} columns at most.")
    colours = SET[: len(sides)]
    legend, y = legend_of(sides, colours)
    step = WIDTH / len(columns)
    heads = [(round(step * n + step / 2, 1), y + 12, str(n + 1)) for n in range(len(columns))] if len(columns) > 1 else []
    y += 24 if heads else 0
    drawn = []
    for label, cells in rows:
        lines, top = label_lines(label, y)
        stripes = [
            stripe(step * column, top + side * (STRIPE + SPACE), step - SPACE, colours[side], count)
            for column, counts in enumerate(cells)
            for side, count in enumerate(counts)
        ]
        drawn.append(GridRow(lines, stripes))
        y = top + len(sides) * (STRIPE + SPACE) + 10
    return Grid(id, title, describe(columns, sides, rows), y, heads, columns, drawn, legend)


def stripe(x: float, y: int, width: float, colour, count: int) -> Stripe:
    x, width = round(x + 1, 1), round(width, 1)
    if not count:
        return Stripe(x, y, width, "", "", "–")
    return Stripe(x, y, width, colour.fill, hatch_lines(x, y, width, STRIPE, colour.hatch, len(str(count))), str(count))


def describe(columns: list[str], sides: list[str], rows) -> str:
    """The gaps in words, for somebody who does not see the picture."""
    said = []
    for label, cells in rows:
        gaps = [
            f"{column} ({side})"
            for column, counts in zip(columns, cells, strict=True)
            for side, count in zip(sides, counts, strict=True)
            if not count
        ]
        said.append(f"{label}: " + (_("nobody for %(join)s") % {"join": ", ".join(gaps)} if gaps else _("somebody everywhere")))
    return "; ".join(said) + "."
