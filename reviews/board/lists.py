"""Lists inside a sentence: the items of a lettered list end with ";", the last but one with "; and" (domain.md A15.0/7)."""

from django.utils.translation import gettext_lazy as _

AND = _("; and")
ENDS = ("; and", ", and", " and", ";", ",", ".")


def bare(item: str) -> str:
    """Without the mark and the "and" that somebody may have typed at its end."""
    item = " ".join(item.split())
    for end in (str(AND), *ENDS):
        if item.endswith(end) and len(item) > len(end):
            return item.removesuffix(end).rstrip()
    return item


def joined(items: list[str], *, last: str = ".") -> list[str]:
    """The items as one sentence, `last` at its end. One that ends as a question or exclamation keeps that."""
    plain = [bare(item) for item in items]
    return [f"{item}{_end(item, len(plain) - place, last)}" for place, item in enumerate(plain)]


def _end(item: str, left: int, last: str) -> str:
    if left == 1:
        return "" if item.endswith(("?", "!", ".")) else last
    return str(AND) if left == 2 else ";"
