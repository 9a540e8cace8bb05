"""How numbers are blurred before anybody sees them, and what each blurred number may have been."""

from django.utils.translation import gettext, gettext_noop

ROUND_TO = 5
NEARLY = 95  # percent
NEARLY_ALL, ALMOST_NOBODY = gettext_noop("nearly all"), gettext_noop("almost nobody")


def rounded(count: int) -> int:
    """`count` to the nearest 5 (2 becomes 0, 3 becomes 5)."""
    return (count + ROUND_TO // 2) // ROUND_TO * ROUND_TO


def could_be(count: int, least: int = 0, most: int | None = None) -> range:
    """The true counts from `least` to `most` that are published as `count`."""
    top = count + ROUND_TO // 2
    return range(max(least, count - ROUND_TO // 2), (top if most is None else min(top, most)) + 1)


def share(part: int, whole: int) -> int:
    """Percent of rounded counts, to the nearest 5, at most 100."""
    return min(100, rounded((200 * part + whole) // (2 * whole)))


def near_unanimous(percent: int) -> str | None:
    """The words that stand for a share near 100 or near 0."""
    return NEARLY_ALL if percent >= NEARLY else ALMOST_NOBODY if percent <= 100 - NEARLY else None


def in_words(count: int, floor: int) -> str:
    return gettext("fewer than %(floor)s") % {"floor": floor} if count < floor else str(rounded(count))
