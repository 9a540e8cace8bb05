"""A row for each achievement: target, title, outcome, numeral, achievement."""

import re
from dataclasses import replace

from django.utils.translation import gettext

from actionplans import progress_column
from actionplans.action_rows import FUTURE, MOST_TARGETS, says_nothing, wrong_years
from actionplans.numerals import roman
from actionplans.plan_rows import Around, ReadRow, ReadTarget, Targets
from actionplans.progress_text import sentences
from compact_portal.documents.tables import Column, Row
from signatories.terms import Terms

COLUMNS = [
    Column("Target", also=("Objective", "Target number", "Target no"), fills_down=True),
    Column("Title", also=("Target title",), fills_down=True),
    Column("Outcome", also=("Outcomes",), required=False),
    Column("No.", also=("Number", "Numeral"), required=False),
    Column("Achievement", also=("Achievements",)),
]
GOES_ON = re.compile(r"(?:this|these|that|those|it|they|however|also|such)\b", re.IGNORECASE)


def columns(terms: Terms) -> list[Column]:
    """The columns, which the agreement's own word for a target heads as well."""
    return [replace(column, also=(*column.also, terms.target)) if column.name == "Target" else column for column in COLUMNS]


def is_orphan(row: Row) -> bool:
    """An achievement that nobody wrote, unless the row holds a target without any."""
    return says_nothing(row["Achievement"]) and not (row["Title"] and row["Target"] and not row["No."])


def reason_of_orphan(row: Row) -> str:
    numeral = row["No."]
    return gettext("it has no achievement, only “%(numeral)s”") % {"numeral": numeral} if numeral else gettext("it has no achievement")


def read_row(row: Row, read: ReadRow, targets: Targets, *, around: Around) -> None:
    """Add the row's achievement and its outcomes to their target, and what is wrong with the row to `read`."""
    read.written = [row[column] for column in ("Target", "Title", "Outcome", "Achievement")]
    read.problems += wrong_years(row)
    written = row["Target"].rstrip(".):")
    if not (written.isascii() and written.isdigit() and 1 <= int(written[:6]) <= MOST_TARGETS):
        wrong = gettext("“%(written)s” is not a whole number from 1 to %(most)s: write the target's number.")
        read.problems.append(("Target", wrong % {"written": row["Target"], "most": MOST_TARGETS}))
        return
    if not row["Title"]:
        read.problems.append(("Title", gettext("there is no title here or above: write what the target is.")))
        return
    number = int(written)
    target = targets.get(number) or ReadTarget(number, row["Title"], future=bool(FUTURE.match(row["Title"])))
    if target.same_words != row["Title"].casefold():
        wrong = gettext("target %(number)s is called “%(title)s” further up: use one title for it.")
        read.problems.append(("Title", wrong % {"number": number, "title": target.text[:60]}))
    if read.problems:
        return
    read.target = targets.get(number) or targets.add(target)
    known = {outcome.casefold() for outcome in target.outcomes}
    target.outcomes += [outcome for outcome in outcomes_in(row.lines("Outcome")) if outcome.casefold() not in known]
    if says_nothing(row["Achievement"]):
        if not target.actions:
            read.remarks.append(("", gettext("has no achievement: the target alone was kept.")))
        return
    read.achievement = "\n\n".join(row.lines("Achievement"))
    target.achievements.append(read.achievement)
    numeral = roman(len(target.achievements))
    if row["No."] and row["No."].strip(".)( ").lower() not in (numeral, str(len(target.achievements))):
        becomes = gettext("“%(written)s” becomes “%(numeral)s”, because numerals are counted from the order.")
        read.remarks.append(("No.", becomes % {"written": row["No."], "numeral": numeral}))


def outcomes_in(lines: list[str]) -> list[str]:
    """Each sentence of a cell is an outcome of its own (domain.md Q6), unless it goes on from the one before ("This …").

    Behind the sign of `progress_column` an outcome is what its line says, as it stands.
    """
    if any(line.startswith(progress_column.SIGN) for line in lines):
        return [text for text, _ in progress_column.read(lines)]
    outcomes = []
    for line in lines:
        for place, sentence in enumerate(sentences(line)):
            if place and GOES_ON.match(sentence):
                outcomes[-1] += f" {sentence}"
            elif not says_nothing(sentence):
                outcomes.append(sentence)
    return outcomes
