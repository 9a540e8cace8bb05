"""Whether a text names a body: by any of its names, word for word or with a slip of the pen.

It decides who is shut out from reading a text about their own body, so it finds too much rather than too little.
"""

import re

WORD = re.compile(r"\w[\w’'.-]*")
POSSESSIVE = re.compile(r"[’']s?$")
LONG = 8  # letters from which a slip of the pen is looked for; shorter names are found as they are
SHORT = 4  # letters below which large and small letters count: “WC” is no “wc”
LIKE = 86  # of 100: two slips in a name of sixteen letters


def words_of(text: str) -> list[str]:
    return [POSSESSIVE.sub("", word).strip(".-") for word in WORD.findall(text)]


def is_named(text: str, names: list[str]) -> bool:
    return first_named(text, names) is not None


def first_named(text: str, names: list[str]) -> str | None:
    """The first of `names` that stands in `text`, or None."""
    said = words_of(text)
    small = [word.casefold() for word in said]
    joined = "".join(small)
    return next((name for name in names if stands_in(words_of(name), said, small, joined)), None)


def stands_in(name: list[str], said: list[str], small: list[str], joined: str) -> bool:
    if not name:
        return False
    whole = "".join(name)
    if len(whole) < SHORT:
        return name in runs(said, len(name))
    wanted = whole.casefold()
    if wanted in joined and any("".join(run) == wanted for run in runs(small, len(name), slack=1)):
        return True
    return len(wanted) >= LONG and is_nearly_in(wanted, len(name), small, joined)


def is_nearly_in(wanted: str, count: int, small: list[str], joined: str) -> bool:
    """First a look at the whole, which is quick and says no to nearly every text."""
    from rapidfuzz import fuzz

    if not fuzz.partial_ratio(wanted, joined, score_cutoff=LIKE - 4):
        return False
    return any(fuzz.ratio("".join(run), wanted, score_cutoff=LIKE) for run in runs(small, count, slack=1))


def runs(words: list[str], count: int, *, slack: int = 0) -> list[list[str]]:
    """All runs of `count` words, with `slack` of one word fewer or more: people part and join words."""
    sizes = range(max(1, count - slack), count + slack + 1)
    return [words[start : start + size] for size in sizes for start in range(len(words) - size + 1)]
