"""A board paper as it is printed: every number worked out, every pointer resolved. The page, the PDF and the Word document draw this."""

from dataclasses import asdict, dataclass, field

from compact_portal.documents.outline import Run


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
    language: str = ""  # of the agreement; papers issued before it was kept have none
    corrected: list[list[str]] = field(default_factory=list)  # (where and when, what it says, what is right)


def kept(paper: PrintedPaper) -> dict:
    """As JSON keeps it."""
    return asdict(paper)


def read(content: dict) -> PrintedPaper:
    blocks = {name: [block_of(block) for block in content[name]] for name in ("recommendations", "blocks")}
    tables = [PaperTable(**table) for table in content["tables"]]
    return PrintedPaper(**content | blocks | {"tables": tables})


def block_of(block: dict) -> Block:
    runs = {name: runs_of(block[name]) for name in ("runs", "after")}
    return Block(**block | runs | {"items": [runs_of(item) for item in block["items"]]})


def runs_of(runs: list[dict]) -> list[Run]:
    return [Run(**run) for run in runs]
