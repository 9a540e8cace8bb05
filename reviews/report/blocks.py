"""What a report is made of. A section knows its template; everything in it is plain data, so page and PDF cannot differ."""

from dataclasses import dataclass, field

from compact_portal.documents.charts import Chart

# Templates that any room may fill.
TEXT = "reviews/report/_text.html"  # a list of Subsection
LONGEST_BESIDE = 16  # rows of a table that stands beside its chart on paper
NOTHING = "reviews/report/_nothing.html"  # what editors wrote is all
TABLE = "reviews/report/_table.html"  # a Figures


@dataclass(frozen=True)
class Section:
    """One entry of the contents list. `anchor` is the address in the page and the bookmark's target in the PDF.

    `words` are the editors' own, before what was drawn. A `wide` one has landscape pages of its own in print.
    """

    anchor: str
    title: str
    template: str
    data: object
    words: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Report:
    title: str
    agreement: str
    edition: str
    dated: str
    draft: bool
    sections: list[Section]


@dataclass(frozen=True)
class Listing:
    """A sentence that ends in a colon, and what it lists."""

    stem: str
    items: list[str]


@dataclass(frozen=True)
class TargetPart:
    """One target as printed. `achievements` hold paragraphs; the numerals come from the list's order."""

    heading: str
    text: str
    outcomes: list[str]
    achievements: list[list[str]]
    achievements_heading: str
    actions: list[str] = field(default_factory=list)
    nothing: str = ""


@dataclass(frozen=True)
class Figures:
    """A table. `heads` name its columns, `cells` are (head of the row, its cells)."""

    caption: str
    heads: list[str]
    cells: list[tuple[str, list[str]]]

    @property
    def rows(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """(head of the row, (name of the column, cell) …): on a narrow screen each cell says its column."""
        return [(head, list(zip(self.heads[1:], cells, strict=True))) for head, cells in self.cells]


@dataclass(frozen=True)
class QuestionPart:
    """One question of the survey: its text, sentences, chart and table; any of the last three may be missing."""

    heading: str
    sentences: list[str]
    chart: Chart | None = None
    figures: Figures | None = None

    @property
    def drawings(self) -> list[Chart]:
        return self.chart.pieces if self.chart else []

    @property
    def beside(self) -> bool:
        """Whether chart and table fit beside one another on paper; a long one of either has the width of the page, and may break."""
        return len(self.drawings) < 2 and self.figures is not None and len(self.figures.heads) <= 4 and len(self.figures.cells) <= LONGEST_BESIDE


@dataclass(frozen=True)
class SurveyPart:
    opening: list[str]
    gaps: QuestionPart | None
    headline: QuestionPart | None
    parts: list[tuple[str, list[QuestionPart]]]
    texts: list[dict] = field(default_factory=list)  # what may be printed of what was written: text of the question, said
    ratings: QuestionPart | None = None


@dataclass(frozen=True)
class SectorList:
    """The signatories of one sector: `count` in all, `names` of those that agreed to be listed."""

    heading: str
    names: list[str]
    unlisted: str
    count: int


@dataclass(frozen=True)
class SeatTable:
    """`rows` are signatories.reports.SeatRow."""

    caption: str
    rows: list


@dataclass(frozen=True)
class Subsection:
    """Paragraphs and lists under a heading of their own; under none when `heading` is empty."""

    heading: str
    paragraphs: list[str] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
