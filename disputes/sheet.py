"""The code of a printed recovery sheet: 128 random bits in letters that nobody mistakes for one another."""

import secrets

from disputes.models.case import LETTERS

GROUPS, SIZE = 7, 4  # 28 letters of 5 bits
LOOK_ALIKE = str.maketrans("OIL", "011")


def new_code() -> str:
    """Such as 7KQ3-…, in seven groups of four."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(SIZE)) for _ in range(GROUPS))


def as_printed(typed: str) -> str:
    """What was read off the sheet: small letters, spaces and hyphens do not count, and O, I and L are the figures they look like."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum()).translate(LOOK_ALIKE)
    return "-".join(letters[start : start + SIZE] for start in range(0, len(letters), SIZE))
