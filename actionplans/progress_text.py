"""Progress that stands inside the text of an action: told apart on import, put together again in print (domain.md Q15).

The first sentence is the action. From the first later sentence that says what somebody did, does or will do, the rest is
progress; each sentence that names a day begins another note. Text is cut at spaces alone, so that the parts joined by a
space are the source word for word.
"""

import datetime
import re

from actionplans.by_when import parse_by_when
from actionplans.by_when_words import month

SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+(?=[“\"‘(]?[A-Z])")
# A full stop that ends no sentence.
SHORTENED = re.compile(r"(?:\b(?:e\.g|i\.e|etc|no|nos|st|dr|mr|mrs|ms|approx|inc|ltd|cllr|para)\.|(?:^|\s)[a-z]\.)$", re.IGNORECASE)
REPORTS = re.compile(
    r"\b(?:has|have|had|is|are|was|were|will|due|expected|agreed|started|began|begun|updated|reviewed|discussed|reported|raised|completed|met|held"
    r"|took|sent|drafted|identified|launched|attended|presented|circulated|confirmed)\b"
)
DAY = re.compile(
    rf"\b(?:\d\d?(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{month})(?:\s+\d{{4}})?|\d\d?[./]\d\d?[./](?:\d{{4}}|\d\d))\b", re.IGNORECASE | re.ASCII
)
STILL_TO_COME = re.compile(r"\b(?:will|due|expected|to be|planned)\b")


def sentences(text: str) -> list[str]:
    parts, start = [], 0
    for gap in SENTENCE_END.finditer(text):
        before = text[start : gap.start()]
        if not SHORTENED.search(before):
            parts.append(before)
            start = gap.end()
    return [*parts, text[start:]]


def split_progress(text: str) -> tuple[str, list[str]]:
    """The action, and the notes on its progress; `" ".join([action, *notes])` is `text`."""
    first, *later = sentences(text)
    action, notes = [first], []
    for sentence in later:
        if notes and not DAY.search(sentence):
            notes[-1] += f" {sentence}"
        elif notes or REPORTS.search(sentence):
            notes.append(sentence)
        else:
            action.append(sentence)
    return " ".join(action), notes


def noted_on(note: str, *, plan_start: datetime.date, plan_end: datetime.date) -> datetime.date | None:
    """The day a note speaks of, where it names one only, tells of the past, and the day lies in the plan's period once."""
    days = list(DAY.finditer(note))
    if len(days) != 1 or STILL_TO_COME.search(note[: days[0].start()]):
        return None
    try:
        day = parse_by_when(days[0][0], plan_start=plan_start, plan_end=plan_end).due_on
    except ValueError:
        return None
    year_is_written = re.search(r"\d{4}|[./]\d\d$", days[0][0])
    fits_twice = day and not year_is_written and (plan_end - day).days >= 365
    return day if day and plan_start <= day <= plan_end and not fits_twice else None
