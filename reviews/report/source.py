"""What a block of the report can draw from. A room that has something to print writes one `Source` and is listed in `sources`."""

from collections.abc import Callable
from dataclasses import dataclass

from reviews.models import Block
from reviews.report.blocks import Section
from reviews.report.year import Year


@dataclass(frozen=True)
class Consent:
    """Whether everybody whose words or names a block prints has agreed; `words` is the sentence that says so."""

    stands: bool
    words: str


@dataclass(frozen=True)
class Found:
    """Something that a check of the report found: a sentence, and the address where it is put right. A report cannot be approved
    while a `blocking` one stands; any other is for the editors to judge.
    """

    words: str
    address: str
    blocking: bool = True


def nowhere(year: Year) -> str:
    return ""


def nobody_asked(year: Year) -> Consent | None:
    return None


def nothing_found(year: Year, block: Block) -> list[Found]:
    return []


@dataclass(frozen=True)
class Source:
    """One kind of block.

    `build` gives the section that it prints, or None where there is nothing to say; it asks a fixed number of queries.
    `label` is what editors choose it by, `tells` a sentence that says where its figures come from, `address` the page on which
    these records are kept, `consent` whether those concerned agreed, `check` what is wrong with it.
    """

    kind: str
    label: str
    tells: str
    build: Callable[[Year, Block], Section | None]
    address: Callable[[Year], str] = nowhere
    consent: Callable[[Year], Consent | None] = nobody_asked
    check: Callable[[Year, Block], list[Found]] = nothing_found
    appendix: bool = False  # printed at the end, numbered
    elsewhere: str = ""  # the form in which it is printed in place of the report itself
    own_words: bool = False  # all of it is the editors', so there may be many of them
    holds: tuple[str, ...] = ()  # the kinds of other sources that it prints too
