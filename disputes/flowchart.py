"""The procedure drawn: each state a box, each step that leads on an arrow or a line of words beside the box.

Numbers only; `templates/disputes/_flowchart.html` draws them with presentation attributes. The drawing is 400 units wide, so that it
reads on a phone, and is made from the same table as the buttons of a case. The same steps stand as text beside it.
"""

import textwrap
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from disputes.models import Procedure
from disputes.procedure import ANY_TIME, STEPS, Stage, State, Step, reachable, stage_of, steps_from
from disputes.words import deed, needs_in_words, people_in_words, state_in_words
from disputes.words_stages import explained

WIDTH, BOX, LEFT = 400, 168, 190
LINE, PAD, GAP = 17, 9, 24
IN_BOX, BESIDE = 22, 29  # letters on a line
ENDS = (State.AGREED, State.NOT_SOLVED, State.CLOSED)
FILLS = {Stage.ADVICE: "#eef3f8", Stage.DIRECT: "#e8f1ef", Stage.FACILITATED: "#e4ecf7", Stage.PANEL: "#f2e8f0", None: "#f3f2f1"}


@dataclass(frozen=True)
class Box:
    y: int
    height: int
    fill: str
    lines: list[tuple[int, str]]
    exits: list[tuple[int, str]]
    arrow: int = 0  # length of the arrow to the next box; 0 for none

    @property
    def end(self) -> int:
        return self.y + self.height + 2


@dataclass(frozen=True)
class Heading:
    y: int
    words: str


@dataclass(frozen=True)
class Chart:
    width: int
    height: int
    headings: list[Heading]
    boxes: list[Box]


@dataclass(frozen=True)
class Told:
    """A step as a sentence of the list."""

    source: str
    button: str
    who: str
    needs: list[str]
    days: int | None
    target: str


def groups(procedure: Procedure) -> list[tuple[Stage | None, list[State]]]:
    """The states by stage, in the table's order; the last group is how it ends. Nothing that this Compact cannot come to."""
    there = reachable(procedure.setting)
    found = []
    for stage in (Stage.ADVICE, Stage.DIRECT, Stage.FACILITATED, Stage.PANEL):
        states = [state for state in State if state in there and state not in ENDS and stage_of(state) == stage]
        if states:
            found.append((stage, states))
    ends = [state for state in ENDS if state in there]
    return [*found, (None, ends)] if ends else found


def chart(procedure: Procedure) -> Chart:
    headings, boxes, y = [], [], 4
    for stage, states in groups(procedure):
        title = procedure.called(stage) if stage is not None else _("How it ends")
        for line in textwrap.wrap(title, 44):
            headings.append(Heading(y + 15, line))
            y += LINE + 1
        y += 8
        for state, following in zip(states, [*states[1:], None], strict=True):
            box = _box(procedure, stage, state, following, y)
            boxes.append(box)
            y += box.height + (box.arrow or 12)
        y += 12
    return Chart(WIDTH, y, headings, boxes)


def _box(procedure: Procedure, stage, state: State, following: State | None, y: int) -> Box:
    compact = procedure.compact
    leading = [step for step in steps_from(state, procedure.setting) if step.event not in ANY_TIME or step.event == "close"]
    onward = any(step.target == following for step in leading)
    lines = textwrap.wrap(capfirst(state_in_words(state, compact)), IN_BOX)
    words = []
    for step in leading:
        text = deed(step.event, compact).button
        if step.target != following:
            text += f" → {state_in_words(step.target, compact)}"
        words += textwrap.wrap(text, BESIDE, subsequent_indent="   ")
    height = max(len(lines), len(words), 1) * LINE + 2 * PAD
    first = y + (height - len(lines) * LINE) // 2 + 13
    return Box(
        y, height, FILLS[stage],
        [(first + number * LINE, line) for number, line in enumerate(lines)],
        [(y + PAD + 13 + number * LINE, line) for number, line in enumerate(words)],
        GAP if onward else 0,
    )  # fmt: skip


def told(procedure: Procedure) -> list[tuple[str, str, list[Told]]]:
    """(name of the stage, what it is, its steps) for the list beside the drawing. What can happen at any time comes last, once."""
    setting = procedure.setting
    there = [None, *(state for state in State if state in reachable(setting))]
    found = []
    for stage in sorted(setting.stages - {Stage.OUTSIDE}):
        steps = [step for state in there for step in steps_from(state, setting) if step.stage == stage and step.event not in ANY_TIME]
        if steps:
            found.append((procedure.called(stage), explained(stage), [_told(step, procedure) for step in steps]))
    if Stage.DIRECT in setting.stages:
        late = [next(step for step in STEPS if step.event == event) for event in ("close", "withdraw", "pause", "resume", "end break")]
        found.append((_("At any time, and at the end"), "", [_told(step, procedure, source="") for step in late]))
    return found


def _told(step: Step, procedure: Procedure, source: str | None = None) -> Told:
    compact = procedure.compact
    begins = state_in_words(step.source, compact) if step.source else _("at the beginning")
    return Told(
        capfirst(begins) if source is None else source,
        deed(step.event, compact).button,
        people_in_words(step, compact),
        needs_in_words(step, compact),
        procedure.limit(step.limit) if step.limit and step.event != "pause" else None,  # how long, not by when
        state_in_words(step.target, compact) if step.target else _("where it was before"),
    )
