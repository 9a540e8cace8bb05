"""What people type, made even: line ends and paragraphs."""

import re

BLANK_LINE = re.compile(r"\n\s*\n")


def plain_line_ends(text: str) -> str:
    """Browsers send each line end as two characters, which nobody typed and which would count against a limit."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def paragraphs(text: str | None) -> list[str]:
    """A blank line ends a paragraph; any other line end is a space. Nothing in it gives none."""
    parts = (" ".join(part.split()) for part in BLANK_LINE.split(plain_line_ends(text or "")))
    return [part for part in parts if part]


def one_line(words: str) -> str:
    """All white space, no-break spaces and tabs included, as single spaces: of a cell (domain.md Q25), or for the subject of a mail,
    where a line break would begin a header."""
    return " ".join(words.split())
