"""What stands in our own HTML, read back: headings, paragraphs, lists, tables, in order. Word files and data files are made from it.

Only HTML that our templates drew is read here; of what it does not know it takes the words.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """Words of one look. `href` is where they lead, or nothing."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""

    @property
    def to(self) -> str:
        """The anchor in the same document that they lead to."""
        return self.href[1:] if self.href.startswith("#") else ""


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True)
class Words:
    """A paragraph. `style` is "", "bullet", "number", "numeral", "quote" or "who" (said it); `level` counts the lists around it, from 1."""

    runs: list[Run]
    style: str = ""
    level: int = 1

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Grid:
    """A table: its columns by name, and its rows; a cell is its words."""

    caption: str
    heads: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Picture:
    source: str
    text: str


@dataclass(frozen=True)
class Turn:
    """From here pages lie across, or stand again."""

    wide: bool


Piece = Heading | Words | Grid | Picture | Turn
HEADINGS = {f"h{level}": level for level in range(1, 7)}
INLINE = {"strong", "b", "em", "i", "a", "span", "br", "small"}


def read(html: str) -> Iterator[Piece]:
    """The pieces of an HTML fragment."""
    from lxml import html as parser

    yield from pieces(parser.fragment_fromstring(html, create_parent="div"))


def pieces(element) -> Iterator[Piece]:
    if (text := clean(element.text)) and element.tag not in INLINE:
        yield Words([Run(text)])
    for child in element:
        if isinstance(child.tag, str):
            yield from piece(child)
        if text := clean(child.tail):
            yield Words([Run(text)])


def piece(element) -> Iterator[Piece]:
    tag = element.tag
    if tag in HEADINGS:
        yield Heading(HEADINGS[tag], words_of(element), element.get("id", ""))
    elif tag in ("p", "dt", "dd"):
        if found := runs(element):
            yield Words(found, "who" if "report-who" in element.get("class", "").split() else "")
    elif tag in ("ul", "ol"):
        yield from entries(element, 1)
    elif tag == "table":
        yield table(element)
    elif tag == "blockquote":
        for inner in pieces(element):
            yield Words(inner.runs, inner.style or "quote") if isinstance(inner, Words) else inner
    elif tag == "img":
        yield Picture(element.get("src", ""), element.get("alt", ""))
    elif tag in ("nav", "svg", "script", "style", "head"):
        return  # contents are made anew; a chart's figures stand in its table
    elif "report-wide" in element.get("class", "").split():
        yield Turn(True)
        yield from pieces(element)
        yield Turn(False)
    elif tag in INLINE:
        if found := runs(element):
            yield Words(found)
    else:
        yield from pieces(element)


def entries(listing, level: int) -> Iterator[Words]:
    style = "bullet" if listing.tag == "ul" else "numeral" if listing.get("type") == "i" else "number"
    for entry in listing.iterchildren("li"):
        own = [Run(text)] if (text := clean(entry.text)) else []
        first = True
        for child in entry:
            if child.tag in ("ul", "ol"):
                if own:
                    yield Words(own, style if first else "", level)
                    own, first = [], False
                yield from entries(child, level + 1)
            elif child.tag in ("p", "div"):
                if own:
                    yield Words(own, style if first else "", level)
                    first = False
                if found := runs(child):
                    yield Words(found, style if first else "", level)
                    first = False
                own = []
            else:
                own += around(child)
            if (text := clean(child.tail, ends=True)).strip():
                own.append(Run(text))
        if own:
            yield Words(own, style if first else "", level)


def around(child) -> list[Run]:
    return runs(child, bold=child.tag in ("strong", "b"), italic=child.tag in ("em", "i"), href=child.get("href", "") if child.tag == "a" else "")


def runs(element, *, bold: bool = False, italic: bool = False, href: str = "") -> list[Run]:
    found = [Run(text, bold, italic, href)] if (text := clean(element.text, ends=True)) else []
    for child in element:
        if child.tag == "br":
            found.append(Run("\n"))
        elif isinstance(child.tag, str):
            look = {"bold": bold or child.tag in ("strong", "b"), "italic": italic or child.tag in ("em", "i")}
            found += runs(child, **look, href=child.get("href", "") if child.tag == "a" else href)
        if text := clean(child.tail, ends=True):
            found.append(Run(text, bold, italic, href))
    return found if any(run.text.strip() for run in found) else []


def table(element) -> Grid:
    caption = element.find("caption")
    rows = [[words_of(cell) for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
    headed = element.find("thead") is not None
    return Grid(words_of(caption) if caption is not None else "", rows[0] if headed and rows else [], rows[1:] if headed else rows)


def words_of(element) -> str:
    """Its words in even spaces; a line break stays one."""
    lines = [[]]
    for text in spoken(element):
        lines.append([]) if text is None else lines[-1].append(text)
    return "\n".join(line for words in lines if (line := " ".join("".join(words).split())))


def spoken(element) -> Iterator[str | None]:
    """The texts of an element in order; None for a line break."""
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield None
        elif isinstance(child.tag, str):
            yield from spoken(child)
        yield child.tail or ""


def clean(text: str | None, *, ends: bool = False) -> str:
    """White space as HTML means it; with `ends` a space at either end stays one."""
    if not text:
        return ""
    even = " ".join(text.split())
    if not ends or not even:
        return even if even or not ends else " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{even}{' ' if text[-1].isspace() else ''}"
