"""Could a text give its writer away? Words that might, with the reason for each: own names, places, people, sums, dates, addresses.

A guess to help the writer, never a rule: it marks too much rather than too little, and nothing is stopped by it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

OWN, PLACE, PERSON, SUM, DATE, CONTACT = (
    _("your organisation’s name"), _("a place"), _("a person"), _("a sum of money"), _("a date"), _("an address or number"),
)  # fmt: skip
MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
CAPITAL = r"[A-Z][a-z’'-]+(?:[A-Z][a-z]+)?"
TOWN = rf"(?:St\.?\s+)?{CAPITAL}(?:(?:[ -](?:on|upon|le|in|the|by))?[ -]{CAPITAL}){{0,3}}"
MANY = "hundred|thousand|million"
ROADS = "Street|Road|Lane|Avenue|Close|Drive|Square|Terrace|Park|Hall|House|Centre|Estate|Church|School|Hospital|Library|Village"
TITLES = "Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Sir|Dame|Lord|Lady|Rev|Reverend|Father|Sister|Canon|Professor|Prof|PC|Sgt|Inspector"
PATTERNS = [
    (CONTACT, re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w|(?:https?://|www\.)\S+")),
    (CONTACT, re.compile(r"(?<!\w)(?:\+44|0)(?:[ -]?\d){9,10}(?!\w)")),
    (CONTACT, re.compile(r"\b(?:charity|company|registration)\s+(?:no\.?|number)\s*\d{5,8}\b", re.IGNORECASE)),
    (PLACE, re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")),  # a postcode
    (PLACE, re.compile(rf"\b(?:\d+[a-z]?\s+)?(?:{CAPITAL}\s+){{1,4}}(?:{ROADS})\b")),
    (PLACE, re.compile(rf"\b(?:in|at|near|from|around|outside)\s+((?!{MONTH}\b){TOWN})")),
    (SUM, re.compile(rf"[£€$]\s?\d[\d,.]*\d?(?:\s?(?:k|m|bn|{MANY}))?\b", re.IGNORECASE)),
    (SUM, re.compile(rf"\b\d[\d,.]*\s?(?:k|{MANY})?\s?(?:pounds?|quid|euros?|GBP)\b|(?<![\w£])\d+(?:\.\d+)?k\b", re.IGNORECASE)),
    (SUM, re.compile(rf"\b(?:a|one|two|three|four|five|six|seven|eight|nine|ten|several)\s+(?:{MANY})\s+(?:pounds|euros)\b", re.IGNORECASE)),
    (DATE, re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}(?:\s+\d{{4}})?\b|\b{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?\b")),
    (DATE, re.compile(rf"\b{MONTH}\s+\d{{4}}\b")),
    (DATE, re.compile(rf"\b(?:in|since|until|last|this|early|late|mid)\s+({MONTH})\b")),
    (DATE, re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b|\b\d{4}-\d{2}-\d{2}\b")),
    (DATE, re.compile(r"\b(?:last\s+|on\s+)(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.I)),
    (PERSON, re.compile(rf"\b(?:{TITLES})\.?\s+(?:[A-Z]\.?\s+)*{CAPITAL}(?:\s+{CAPITAL})?")),
    (PERSON, re.compile(rf"(?<![.!?]\s)(?<!^)\b{CAPITAL}\s+(?:[A-Z]\.?\s+)?{CAPITAL}\b")),
]  # fmt: skip
# Two capitals that are no person: what every respondent writes about.
COMMON = re.compile(
    r"^(?:The|Our|We|They|This|That|These|Some|A|An|It|In|At|On|For)\b|\b(?:Council|Compact|Plan|Week|Group|Code|Review|Report|Fund|Service|Team)s?$"
)
SUREST = (OWN, CONTACT, SUM, DATE, PLACE, PERSON)  # which reason is said of words that more than one fits
SHORTEST = 4  # letters of a name to look for on its own; shorter ones only as they are written


@dataclass(frozen=True)
class Known:
    """What is known of whoever writes: names of the organisation, of places, of its people."""

    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    reason: str


@dataclass
class Flagged:
    """One text with its marks. `parts` are its pieces in order: (words, reason or "")."""

    text: str
    marks: list[Mark] = field(default_factory=list)

    @property
    def parts(self) -> list[tuple[str, str]]:
        pieces, place = [], 0
        for mark in self.marks:
            pieces += [(self.text[place : mark.start], ""), (self.text[mark.start : mark.end], mark.reason)]
            place = mark.end
        return [piece for piece in [*pieces, (self.text[place:], "")] if piece[0]]

    @property
    def reasons(self) -> list[str]:
        """“Jane Smith” may be a person: each once."""
        return list(
            dict.fromkeys(
                gettext("“%(words)s” may be %(reason)s") % {"words": self.text[mark.start : mark.end], "reason": mark.reason} for mark in self.marks
            )
        )


def look(text: str, known: Known) -> Flagged:
    """Marks that do not overlap, in order; where two would, the one that begins first, then the longer one."""
    found = sorted({*of_names(text, known), *of_patterns(text)}, key=lambda mark: (mark.start, -mark.end, SUREST.index(mark.reason)))
    marks, end = [], 0
    for mark in found:
        if mark.start >= end:
            marks.append(mark)
            end = mark.end
    return Flagged(text, marks)


def of_names(text: str, known: Known) -> Iterator[Mark]:
    """Names that we have on file, in any letter case; the organisation's own also with a slip of the pen."""
    for reason, names in ((OWN, known.names), (PLACE, known.places), (PERSON, known.people)):
        for name in filter(None, names):
            case = re.IGNORECASE if len(name) >= SHORTEST else re.NOFLAG
            spaced = r"\s+".join(re.escape(word) for word in name.split())
            yield from (Mark(found.start(), found.end(), reason) for found in re.finditer(rf"(?<!\w){spaced}(?!\w)", text, case))
    yield from misspelled(text, known.names)


def misspelled(text: str, names: tuple[str, ...]) -> Iterator[Mark]:
    """Runs of as many words as a long own name has that are nearly it."""
    from rapidfuzz import fuzz

    words = list(re.finditer(r"\w[\w’'&-]*", text))
    for name in (name.lower() for name in names if len(name) >= 2 * SHORTEST):
        count = len(name.split())
        for place in range(len(words) - count + 1):
            start, end = words[place].start(), words[place + count - 1].end()
            if fuzz.ratio(text[start:end].lower(), name, score_cutoff=85):
                yield Mark(start, end, OWN)


def of_patterns(text: str) -> Iterator[Mark]:
    for reason, pattern in PATTERNS:
        for found in pattern.finditer(text):
            group = 1 if pattern.groups and found[1] else 0
            if reason != PERSON or not COMMON.search(found[0]):
                yield Mark(found.start(group), found.end(group), reason)
