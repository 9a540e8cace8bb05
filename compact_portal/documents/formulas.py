"""Text that a spreadsheet program would run: refused on the way in, made plain on the way out."""

import re
import unicodedata

RUN_AS_FORMULA = frozenset("=+-@|%")
BREAKS_A_CELL = frozenset("\t\r\n")
PLAIN_NUMBER = re.compile(r"[+-]?[0-9][0-9 ,.]*%?", re.ASCII)
# What nobody writes at the beginning of a sentence. A dash before a word is a bullet, "% of members" is words.
FORMULA = re.compile(r"[=+@]|-[\d(@=+|-]")


def bare_of(text: str) -> tuple[str, str]:
    """The text in its plain shape, and the same without what programs drop in front: full-width forms count, and leading spaces."""
    shape = unicodedata.normalize("NFKC", text).strip("\u200b\ufeff")
    return shape, shape.strip().lstrip("\u200b\ufeff")


def neutral(value) -> str:
    """`value` as text; an apostrophe in front where a program would start to calculate.

    Numbers and telephone numbers stay as they are. Where apostrophes stand before a formula already, one more makes `as_meant` exact.
    """
    text = "" if value is None else str(value).replace("\x00", "")
    shape, bare = bare_of(text.lstrip("'"))
    risky = bare[:1] in RUN_AS_FORMULA or shape[:1] in BREAKS_A_CELL
    return f"'{text}" if risky and not PLAIN_NUMBER.fullmatch(bare) else text


def as_meant(cell: str) -> str:
    """The text of which `neutral` made `cell`."""
    return cell[1:] if cell.startswith("'") and neutral(cell[1:]) == cell else cell


def is_formula(text: str) -> bool:
    """Whether text that came in would be run, were it opened in a spreadsheet program."""
    _, bare = bare_of(text)
    return bool(FORMULA.match(bare)) and not PLAIN_NUMBER.fullmatch(bare)
