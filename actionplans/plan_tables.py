"""The two layouts in which steering groups keep their plans, read into plain records. No database here.

One layout has a row for each action (objective, owner, activity, by when), the other a row for each achievement (target,
title, outcome, numeral, achievement). `read_plan` tells them apart by their headings.
"""

import re
from dataclasses import dataclass, field
from functools import partial

from actionplans.by_when import ByWhen, parse_by_when
from actionplans.by_when_words import month
from actionplans.numerals import roman
from actionplans.periods import Period
from actionplans.progress_text import noted_on, sentences, split_progress
from compact_portal.documents.tables import Column, Row, Table, TableError, as_table, has_columns, read_grid, repeats

ACTIONS = [
    Column("Objective", also=("Target", "Targets", "Objectives"), fills_down=True),
    Column("Regional Organisation/Partnership", also=("Organisation", "Organisations", "Organisation/Partnership", "Owner", "Owners", "Lead", "Who")),
    Column("Activity", also=("Action", "Actions", "Activities", "Task")),
    Column("By When", also=("When", "Deadline", "Due")),
]
OBJECTIVE, OWNER, ACTIVITY, BY_WHEN = (column.name for column in ACTIONS)
ACHIEVEMENTS = [
    Column("Target", also=("Target number", "Target no"), fills_down=True),
    Column("Title", also=("Target title",), fills_down=True),
    Column("Outcome", also=("Outcomes",), required=False),
    Column("No.", also=("Number", "Numeral"), required=False),
    Column("Achievement", also=("Achievements",)),
]
MOST_TARGETS = 999
LONGEST = {OWNER: 300, BY_WHEN: 200}
NOTHING = re.compile(r"[.\-–—…*?]*|n/?a|none|tbc", re.IGNORECASE)
NUMBERED = re.compile(r"(\d{1,3})\s*[.):]\s*(\S.*)", re.ASCII)
DONE = re.compile(r"(.*?)\s*\bcompleted\b\s*[.!]?", re.IGNORECASE)
FUTURE = re.compile(r"future considerations?\b", re.IGNORECASE)
GOES_ON = re.compile(r"(?:this|these|that|those|it|they|however|also|such)\b", re.IGNORECASE)
DATE_WITH_LONG_YEAR = re.compile(rf"\b(?:{month})\.?,?\s+(\d{{5,}})", re.IGNORECASE | re.ASCII)


@dataclass
class ReadAction:
    row: int
    text: str
    notes: list[tuple[str, object]]
    owners: str
    by_when: ByWhen
    completed: bool


@dataclass
class ReadTarget:
    number: int
    text: str
    future: bool = False
    outcomes: list[str] = field(default_factory=list)
    actions: list[ReadAction] = field(default_factory=list)
    achievements: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.same_words = self.text.casefold()


@dataclass
class ReadPlan:
    """`left_out` and `remarks` are sentences for the person who imports."""

    targets: list[ReadTarget]
    left_out: list[str]
    remarks: list[str]

    @property
    def actions(self) -> list[ReadAction]:
        return [action for target in self.targets for action in target.actions]

    def figures(self) -> dict[str, int]:
        return {
            "targets": sum(not target.future for target in self.targets),
            "actions": len(self.actions),
            "completed": sum(action.completed for action in self.actions),
            "ongoing": sum(action.by_when.ongoing for action in self.actions),
            "outcomes": sum(len(target.outcomes) for target in self.targets),
            "achievements": sum(len(target.achievements) for target in self.targets if not target.future),
            "future_considerations": sum(len(target.achievements) for target in self.targets if target.future),
        }


def read_plan(source, *, name: str = "", period: Period) -> ReadPlan:
    """Raise TableError with a sentence for every wrong row."""
    grid = read_grid(source, name=name)
    by_achievement = has_columns(grid, ACHIEVEMENTS[1:]) > has_columns(grid, ACTIONS[1:])
    table = as_table(grid, ACHIEVEMENTS if by_achievement else ACTIONS)
    plan, problems = ReadPlan([], [], list(table.remarks)), []
    used = [row for row in table.rows if row.blank is False and not is_orphan(row)]
    for row in table.rows:
        if row.blank:
            plan.left_out.append(f"{table.place(row)} was left out: it is blank.")
        elif is_orphan(row):
            words = next((f", only “{text}”" for text in (row[BY_WHEN], row["No."]) if text), "")
            plan.left_out.append(f"{table.place(row)} was left out: it has no {'achievement' if by_achievement else 'owner and no activity'}{words}.")
    problems += repeats(table, used)
    read_row = partial(read_achievement if by_achievement else read_action, table, plan, period=period)
    targets: dict = {}
    for row in used:
        problems += [f"{table.place(row, column)}: {problem}" for column, problem in read_row(row, targets)]
    plan.targets = sorted(targets.values(), key=lambda target: target.number)
    if not plan.targets and not problems:
        problems.append(f"{table.name} has no row that can be used: every row is blank or says nothing.")
    if problems:
        raise TableError(*problems)
    return plan


def says_nothing(text: str) -> bool:
    return bool(NOTHING.fullmatch(text))


def is_orphan(row: Row) -> bool:
    """No owner and no activity, whatever its day says (domain.md Q14); or an achievement that nobody wrote."""
    if "Achievement" in row.cells:
        return says_nothing(row["Achievement"]) and not (row["Title"] and row["Target"] and not row["No."])
    return says_nothing(row[OWNER]) and says_nothing(row[ACTIVITY])


def wrong_years(row: Row):
    """ "September 20008", wherever it is written (domain.md Q2)."""
    for column, text in row.cells.items():
        if wrong := DATE_WITH_LONG_YEAR.search(text):
            yield column, f"“{wrong[1]}” is not a year: write it with four digits."


def read_action(table: Table, plan: ReadPlan, row: Row, targets: dict, *, period: Period):
    """Add the row's action to its target. Yields (column, problem) for what is wrong with the row."""
    problems = [problem for problem in wrong_years(row) if problem[0] != BY_WHEN]
    problems += [(column, f"the text has more than {most} characters: shorten it.") for column, most in LONGEST.items() if len(row[column]) > most]
    if says_nothing(row[ACTIVITY]):
        problems.append((ACTIVITY, "there is an owner but no activity: write the activity, or delete the row."))
    target = objective(row[OBJECTIVE], targets, problems)
    done = DONE.fullmatch(row[BY_WHEN])
    text = (done[1] if done else row[BY_WHEN])[: LONGEST[BY_WHEN]]
    try:
        by_when = parse_by_when(text, plan_start=period.starts_on, plan_end=period.ends_on)
    except ValueError as error:
        return [*problems, (BY_WHEN, str(error))]
    if problems:
        return problems
    if not by_when.understood:
        plan.remarks.append(f"{table.place(row, BY_WHEN)}: “{by_when.text}” was kept as it is written; no day was understood in it.")
    if by_when.after_plan:
        plan.remarks.append(f"{table.place(row, BY_WHEN)}: “{by_when.text}” lies after the end of the plan; the action is marked so.")
    action, notes = split_progress(row[ACTIVITY])
    dated = [(note, noted_on(note, plan_start=period.starts_on, plan_end=period.ends_on)) for note in notes]
    target.actions.append(ReadAction(row.number, action, dated, row[OWNER], by_when, bool(done)))
    return []


def objective(text: str, targets: dict, problems: list) -> ReadTarget:
    """The target that "2. To formulate …" names; without a number the next one is free."""
    if says_nothing(text):
        problems.append((OBJECTIVE, "there is no objective here or above: write the one that this activity serves."))
        return ReadTarget(0, text)
    numbered = NUMBERED.fullmatch(text)
    words = numbered[2] if numbered else text
    same_words = words.casefold()
    same = next((target for target in targets.values() if target.same_words == same_words), None)
    if same and (not numbered or same.number == int(numbered[1])):
        return same
    number = int(numbered[1]) if numbered else max(targets, default=0) + 1
    if number in targets:
        problems.append((OBJECTIVE, f"number {number} stands before another objective already, “{targets[number].text[:60]}”: correct one of them."))
        return targets[number]
    if number > MOST_TARGETS:
        problems.append((OBJECTIVE, f"there are more than {MOST_TARGETS} objectives: check that the column holds objectives."))
    return targets.setdefault(number, ReadTarget(number, words, future=bool(FUTURE.match(words))))


def read_achievement(table: Table, plan: ReadPlan, row: Row, targets: dict, *, period: Period):
    """Add the row's achievement and its outcomes to their target. Yields (column, problem) for what is wrong with the row."""
    problems = list(wrong_years(row))
    written = row["Target"].rstrip(".):")
    if not (written.isascii() and written.isdigit() and 1 <= int(written[:6]) <= MOST_TARGETS):
        return [*problems, ("Target", f"“{row['Target']}” is not a whole number from 1 to {MOST_TARGETS}: write the target's number.")]
    if not row["Title"]:
        return [*problems, ("Title", "there is no title here or above: write what the target is.")]
    number = int(written)
    target = targets.get(number) or ReadTarget(number, row["Title"], future=bool(FUTURE.match(row["Title"])))
    if target.same_words != row["Title"].casefold():
        problems.append(("Title", f"target {number} is called “{target.text[:60]}” further up: use one title for it."))
    if problems:
        return problems
    targets[number] = target
    known = {outcome.casefold() for outcome in target.outcomes}
    target.outcomes += [outcome for outcome in outcomes_in(row.lines("Outcome")) if outcome.casefold() not in known]
    if says_nothing(row["Achievement"]):
        plan.remarks.append(f"{table.place(row)} has no achievement: the target alone was kept.")
        return []
    target.achievements.append("\n\n".join(row.lines("Achievement")))
    numeral = roman(len(target.achievements))
    if row["No."] and row["No."].strip(".)( ").lower() not in (numeral, str(len(target.achievements))):
        plan.remarks.append(f"{table.place(row, 'No.')}: “{row['No.']}” becomes “{numeral}”, because numerals are counted from the order.")
    return []


def outcomes_in(lines: list[str]) -> list[str]:
    """Each sentence of a cell is an outcome of its own (domain.md Q6), unless it goes on from the one before ("This …")."""
    outcomes = []
    for line in lines:
        for place, sentence in enumerate(sentences(line)):
            if place and GOES_ON.match(sentence):
                outcomes[-1] += f" {sentence}"
            elif not says_nothing(sentence):
                outcomes.append(sentence)
    return outcomes
