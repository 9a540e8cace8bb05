"""A board paper as it is printed: every number worked out, every pointer resolved. The page, the PDF and the Word document draw this."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Run:
    """Some words; with `to`, the number of another paragraph, and its anchor."""

    text: str
    to: str = ""


@dataclass(frozen=True)
class Block:
    """A heading (level 2 or 3) or a paragraph (level 0). `number` is printed before it: "2.1", "17", or nothing."""

    runs: list[Run]
    number: str = ""
    level: int = 0
    anchor: str = ""
    items: list[list[Run]] = field(default_factory=list)
    marks: str = "letters"
    after: list[Run] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class PaperTable:
    """`head` is empty where the first cell of each row heads it."""

    caption: str
    head: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class PrintedPaper:
    title: str
    agreement: str
    header: list[tuple[str, str]]
    recommendation_heading: str
    stem: str
    recommendations: list[Block]
    blocks: list[Block]
    tables: list[PaperTable]
    draft: bool
    by_section: bool
