"""Numbers of paragraphs, and the pointers to them: [[costs]] in a text becomes the number of the paragraph that is called "costs"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from compact_portal.documents.outline import Run
from reviews.board.printed import Block
from reviews.models import Paper, PaperPart

POINTER = re.compile(r"\[\[\s*([^\[\]]{1,60}?)\s*\]\]")
UNKNOWN = "?"


@dataclass
class Count:
    """Where the numbering stands. A paper numbered through counts on from its recommendations (domain.md A15.2/2)."""

    through: bool
    number: int = 0
    section: int = 0
    prefix: int | None = None

    def heading(self, part: PaperPart) -> str:
        """The next section is one more than the last number that was seen, of a heading or of its paragraphs (domain.md Q1)."""
        if self.through:
            return ""
        section = part.heading_number or max(self.section, self.prefix or 0) + 1
        self.section, self.prefix, self.number = section, part.prefix or section, 0
        return str(section)

    def paragraph(self) -> str:
        self.number += 1
        return str(self.number) if self.through or self.prefix is None else f"{self.prefix}.{self.number}"


def numbered(blocks: Iterable[tuple[PaperPart, Block]], count: Count) -> Iterator[Block]:
    """The blocks with their numbers. Each comes with the part of which it is drawn."""
    for part, block in blocks:
        if block.level == 2:
            yield replace(block, number=count.heading(part))
        elif block.level or not part.numbered:
            yield block
        else:
            yield replace(block, number=count.paragraph())


def pointers_in(texts: Iterable[str]) -> list[str]:
    """The names that these texts point to, as they are written."""
    return [found for text in texts for found in POINTER.findall(text)]


def resolved(text: str, numbers: dict[str, str]) -> list[Run]:
    """`text` in runs. `numbers` is {name: number}; a name that is not there becomes a question mark, which no paper can be issued with."""
    runs, done = [], 0
    for match in POINTER.finditer(text):
        name = match[1].lower()
        runs += [Run(text[done : match.start()]), Run(numbers.get(name) or UNKNOWN, href=f"#p-{name}" if numbers.get(name) else "")]
        done = match.end()
    return [run for run in [*runs, Run(text[done:])] if run.text]


def starts_at(paper: Paper, recommendations: int) -> Count:
    through = paper.numbering == Paper.Numbering.THROUGH
    return Count(through, number=recommendations if through else 0)
