"""A row for each action: objective, owner, activity, by when; where the table has them, status and progress."""

import re
from dataclasses import replace

from django.utils.translation import gettext

from actionplans import progress_column
from actionplans.by_when import parse_by_when
from actionplans.by_when_words import month
from actionplans.models import Action
from actionplans.periods import Period
from actionplans.plan_rows import Around, ReadAction, ReadRow, ReadTarget, Targets
from actionplans.progress_text import noted_on, split_progress
from compact_portal.documents.tables import HEADING_ABOVE, Column, Row
from signatories.terms import Terms

COLUMNS = [
    Column("Objective", also=("Target", "Targets", "Objectives"), fills_down=True),
    Column("Regional Organisation/Partnership", also=("Organisation", "Organisations", "Organisation/Partnership", "Owner", "Owners", "Lead", "Who")),
    Column("Activity", also=("Action", "Actions", "Activities", "Task")),
    Column("By When", also=("When", "Deadline", "Due")),
    Column("Status", also=("State",), required=False),
    Column("Progress", also=("Progress so far", "Updates"), required=False),
]
OBJECTIVE, OWNER, ACTIVITY, BY_WHEN, STATUS, PROGRESS = (column.name for column in COLUMNS)
MOST_TARGETS = 999
LONGEST = {OWNER: 300, BY_WHEN: 200}
NOTHING = re.compile(r"[.\-–—…*?]*|n/?a|none|tbc", re.IGNORECASE)
NUMBERED = re.compile(r"(\d{1,3})\s*[.):]\s*(\S.*)", re.ASCII)
NUMBERED_WORDS = ("objective", "target", "aim", "goal", "priority")
DONE = re.compile(r"(.*?)\s*\bcompleted\b\s*[.!]?", re.IGNORECASE)
FUTURE = re.compile(r"future considerations?\b", re.IGNORECASE)
DATE_WITH_LONG_YEAR = re.compile(rf"\b(?:{month})\.?,?\s+(\d{{5,}})", re.IGNORECASE | re.ASCII)
STATUSES = {status.label.casefold(): status.value for status in Action.Status} | {status.value: status.value for status in Action.Status}
# What others write for the same.
STATUSES |= {
    "not started": "planned", "to do": "planned", "in progress": "under_way", "started": "under_way", "on track": "under_way",
    "done": "completed", "complete": "completed", "postponed": "deferred", "deferred": "deferred", "cancelled": "dropped",
}  # fmt: skip


def columns(terms: Terms) -> list[Column]:
    """The columns, which the agreement's own words head as well."""
    own = {OBJECTIVE: (terms.target, terms.targets), OWNER: (terms.owner,)}
    return [replace(column, also=(*column.also, *own.get(column.name, ()))) for column in COLUMNS]


def says_nothing(text: str) -> bool:
    return bool(NOTHING.fullmatch(text))


def is_orphan(row: Row) -> bool:
    """No owner and no activity, whatever its day says (domain.md Q14)."""
    return says_nothing(row[OWNER]) and says_nothing(row[ACTIVITY])


def reason_of_orphan(row: Row) -> str:
    if row[BY_WHEN]:
        return gettext("it has no owner and no activity, only “%(by_when)s”") % {"by_when": row[BY_WHEN]}
    return gettext("it has no owner and no activity")


def wrong_years(row: Row):
    """ "September 20008", wherever it is written (domain.md Q2)."""
    for column, text in row.cells.items():
        if wrong := DATE_WITH_LONG_YEAR.search(text):
            yield column, gettext("“%(wrong)s” is not a year: write it with four digits.") % {"wrong": wrong[1]}


def read_row(row: Row, read: ReadRow, targets: Targets, *, around: Around) -> None:
    """Add the row's action to its target, and what was understood, or is wrong, to `read`."""
    read.written = [row[column] for column in (OBJECTIVE, OWNER, ACTIVITY, BY_WHEN)]
    problems = read.problems
    problems += [problem for problem in wrong_years(row) if problem[0] != BY_WHEN]
    problems += [
        (column, gettext("the text has more than %(most)s characters: shorten it.") % {"most": most})
        for column, most in LONGEST.items()
        if len(row[column]) > most
    ]
    if says_nothing(row[ACTIVITY]):
        problems.append((ACTIVITY, gettext("there is an owner but no activity: write the activity, or delete the row.")))
    read.target = objective(row[OBJECTIVE], targets, problems, word=around.terms.target)
    period = around.period
    status = status_of(row[STATUS], read)
    done = DONE.fullmatch(row[BY_WHEN]) if status in ("", "completed") else None
    by_when_text = (done[1] if done else row[BY_WHEN])[: LONGEST[BY_WHEN]]
    try:
        by_when = parse_by_when(by_when_text, plan_start=period.starts_on, plan_end=period.ends_on)
    except ValueError as error:
        problems.append((BY_WHEN, str(error)))
    if problems:
        return
    if not by_when.understood:
        kept = gettext("“%(by_when)s” was kept as it is written; no day was understood in it.")
        read.remarks.append((BY_WHEN, kept % {"by_when": by_when.text}))
    if by_when.after_plan:
        late = gettext("“%(by_when)s” lies after the end of the plan; the action is marked so.")
        read.remarks.append((BY_WHEN, late % {"by_when": by_when.text}))
    text, notes = text_and_notes(row, period)
    completed = bool(done) or status == "completed"
    read.action = ReadAction(text, notes, row[OWNER], by_when, completed, status or ("completed" if done else ""))
    read.target.actions.append(read.action)


def text_and_notes(row: Row, period: Period) -> tuple[str, list]:
    """The action and the notes on it, as (text, day). Where a column tells of progress, the activity may end with the same words."""
    if PROGRESS in row.cells:
        notes = progress_column.read(row.lines(PROGRESS))
        printed = " ".join(text for text, _ in notes)
        return "\n".join(row.lines(ACTIVITY)).removesuffix(f" {printed}"), notes
    text, notes = split_progress(row[ACTIVITY])
    return text, [(note, noted_on(note, plan_start=period.starts_on, plan_end=period.ends_on)) for note in notes]


def status_of(written: str, read: ReadRow) -> str:
    """ "planned, overdue" is planned: what is overdue is worked out anew every day."""
    said = written.partition(",")[0].strip().casefold()
    if says_nothing(said):
        return ""
    if said in STATUSES:
        return STATUSES[said]
    unknown = gettext("“%(written)s” is no status here, so the action is kept as planned.")
    read.remarks.append((STATUS, unknown % {"written": written[:40]}))
    return ""


def objective(text: str, targets: Targets, problems: list, *, word: str = "") -> ReadTarget:
    """The target that "2. To formulate …" or "Objective 2: To formulate …" names; without a number the next one is free."""
    if says_nothing(text):
        problems.append((OBJECTIVE, gettext("there is no objective here or above: write the one that this activity serves.")))
        return ReadTarget(0, text)
    numbered = NUMBERED.fullmatch(without_word(text, word))
    words = numbered[2] if numbered else text
    same = targets.by_words.get(words.casefold())
    if same and (not numbered or same.number == int(numbered[1])):
        return same
    number = int(numbered[1]) if numbered else targets.highest + 1
    if number in targets:
        if targets[number].same_words == words.casefold():
            return targets[number]
        twice = gettext("number %(number)s stands before another objective already, “%(objective)s”: correct one of them.")
        problems.append((OBJECTIVE, twice % {"number": number, "objective": targets[number].text[:60]}))
        return targets[number]
    if not 1 <= number <= MOST_TARGETS:
        far = gettext("objectives are numbered from 1 to %(most)s: check that the column holds objectives.")
        problems.append((OBJECTIVE, far % {"most": MOST_TARGETS}))
    return targets.add(ReadTarget(number, words, future=bool(FUTURE.match(words))))


def without_word(text: str, word: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest[:1].isdigit() and first.casefold() in (*NUMBERED_WORDS, word.casefold()) else text


def with_objective(header: list[str], terms: Terms) -> list[str]:
    """A Word document tells the objective in the heading above its table, unless the table has a column for it."""
    has_one = {heading.casefold() for heading in header[1:]} & {"objective", "target", "objectives", "targets", terms.target.casefold()}
    return [OBJECTIVE, *header[1:]] if header[:1] == [HEADING_ABOVE] and not has_one else header
