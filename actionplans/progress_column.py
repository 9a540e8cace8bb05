"""Progress in a column of its own: what a spreadsheet of a plan holds so that nothing has to be guessed when it comes back."""

import datetime
import re
from collections.abc import Iterable

SIGN = "▪"
DATED = re.compile(r"(\d{1,2} [A-Z][a-z]+ \d{4}): (.*)", re.DOTALL)


def written(notes: Iterable) -> str:
    """Each note on a line of its own behind the sign, with its day where that is known."""
    return "\n".join(f"{SIGN} {f'{note.noted_on:%-d %B %Y}: ' if note.noted_on else ''}{note.text}" for note in notes)


def read(lines: list[str]) -> list[tuple[str, datetime.date | None]]:
    """(text, day) of each note. A line without the sign goes on from the one above; where no line has it, each is a note."""
    has_signs = any(line.startswith(SIGN) for line in lines)
    notes = []
    for line in lines:
        if has_signs and notes and not line.startswith(SIGN):
            notes[-1] += f"\n{line}"
        else:
            notes.append(line.removeprefix(SIGN).strip())
    return [dated(note) for note in notes if note]


def dated(note: str) -> tuple[str, datetime.date | None]:
    match = DATED.fullmatch(note)
    if not match:
        return note, None
    try:
        return match[2], datetime.datetime.strptime(match[1], "%d %B %Y").date()  # noqa: DTZ007 (a day, not a moment)
    except ValueError:
        return note, None
