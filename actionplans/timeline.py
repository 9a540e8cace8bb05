"""A plan's actions along the months, as numbers: `templates/charts/timeline.html` draws them, and a table beside it says the same.

The drawing is no wider than a phone, so that its letters are as large there as those around it: each label stands above its line.
Colour is never the only sign: every label begins with the status in words, and what is late or given up is hatched.
"""

import datetime
import textwrap
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans.models import Action, Plan
from compact_portal.days import in_words
from compact_portal.documents.charts import hatch_lines, number

WIDTH = 290  # units: what a screen of 320 pixels leaves between its margins
CHARACTERS = 33  # that fit on a line of WIDTH
LINE = 20  # height of one line of letters
LABEL = 62  # that a month's name needs
HEIGHT = 12  # of a bar
GAP = 14
AXIS = 26
MOST_LINES = 4
DONE, LATE, WAITING, AWAY = "#206b5f", "#7d1d4f", "#12436d", "#55595e"


@dataclass(frozen=True)
class Line:
    """One action. `x` and `width` are of its span, None where it has none; `days` are the middles of single days; `onward` says that it goes on."""

    lines: list[tuple[int, str]]
    y: int
    fill: str
    x: str = ""
    width: str = ""
    hatch: str = ""
    days: list[str] = field(default_factory=list)
    onward: str = ""

    @property
    def middle(self) -> int:
        return self.y + HEIGHT // 2


@dataclass(frozen=True)
class Group:
    lines: list[tuple[int, str]]
    rows: list[Line]


@dataclass(frozen=True)
class Timeline:
    title: str
    description: str
    height: int
    months: list[tuple[str, str]]
    groups: list[Group]
    today: str = ""
    width: int = WIDTH
    arrow: int = WIDTH - 4


class Scale:
    """Days as places from 0 to WIDTH."""

    def __init__(self, first: datetime.date, last: datetime.date):
        self.first, self.days = first, max((last - first).days + 1, 1)

    def at(self, day: datetime.date) -> float:
        return min(max((day - self.first).days, 0), self.days) * WIDTH / self.days


def scale_of(plan: Plan, actions: list[Action]) -> tuple[Scale, datetime.date, datetime.date]:
    """From the plan's first day to its last, or to those of actions that begin before or end after it."""
    days = [day for action in actions for day in (action.starts_on, action.due_on) if day]
    first, last = min([plan.starts_on, *days]), max([plan.ends_on, *days])
    return Scale(first, last), first, last


def timeline_of(plan: Plan, targets: list, on: datetime.date) -> Timeline:
    """`targets` have their actions loaded. What has no day, and does not go on either, is in the table alone."""
    actions = [action for target in targets for action in target.actions.all()]
    scale, first, last = scale_of(plan, actions)
    groups, y = [], AXIS
    for target in targets:
        drawn = [action for action in target.actions.all() if action.due_on or action.starts_on or action.ongoing]
        if not drawn:
            continue
        heading, y = wrapped(f"{plan.terms.target} {target.number}: {target.text}", y + 8, CHARACTERS - 4)
        rows = []
        for action in drawn:
            lines, y = wrapped(f"{state(action, on).capitalize()}: {action.text}", y)
            rows.append(line_of(action, lines, y + 4, scale, last, on))
            y += 4 + HEIGHT + GAP
        groups.append(Group(heading, rows))
    late = sum(action.is_overdue(on) for action in actions)
    done = sum(action.status == Action.Status.COMPLETED for action in actions)
    word = plan.terms.action if len(actions) == 1 else plan.terms.actions
    figures = _("%(actions)s %(word)s from %(first)s to %(last)s: %(done)s completed, %(late)s overdue.") % {
        "actions": len(actions),
        "word": word,
        "first": in_words(first),
        "last": in_words(last),
        "done": done,
        "late": late,
    }
    description = f"{figures} {_('The table below says the same.')}"
    today = number(scale.at(on)) if first <= on <= last else ""
    return Timeline(_("%(plan)s as a timeline") % {"plan": plan}, description, y, months_of(scale, first, last), groups, today)


def state(action: Action, on: datetime.date) -> str:
    return _("overdue") if action.is_overdue(on) else action.get_status_display()


def wrapped(text: str, y: int, characters: int = CHARACTERS) -> tuple[list[tuple[int, str]], int]:
    """The lines as (baseline, text) from `y` on, and where the next thing begins."""
    lines = textwrap.wrap(text, characters, max_lines=MOST_LINES, placeholder=" …") or [""]
    return [(y + 15 + LINE * place, line) for place, line in enumerate(lines)], y + LINE * len(lines)


def line_of(action: Action, lines, y: int, scale: Scale, last: datetime.date, on: datetime.date) -> Line:
    fill, direction = colour_of(action, on)
    goes_on = action.ongoing or bool(action.starts_on and not action.due_on)
    if action.milestones or (action.due_on and not action.starts_on):
        onward = number(scale.at(action.due_on)) if goes_on else ""
        days = [number(min(max(scale.at(day), HEIGHT / 2), WIDTH - HEIGHT / 2)) for day in action.milestones or [action.due_on]]
        return Line(lines, y, fill, days=days, onward=onward)
    if action.starts_on and action.due_on:
        x = scale.at(action.starts_on)
        width = max(scale.at(action.due_on + datetime.timedelta(days=1)) - x, 3)
        return Line(
            lines, y, fill, number(x), number(width), hatch_lines(round(x, 1), y, round(width, 1), HEIGHT, direction),
            onward=number(x + width) if goes_on and action.due_on < last else "",
        )  # fmt: skip
    return Line(lines, y, fill, onward=number(scale.at(action.starts_on) if action.starts_on else 0))


def colour_of(action: Action, on: datetime.date) -> tuple[str, int]:
    if action.is_overdue(on):
        return LATE, 1
    if action.status == Action.Status.COMPLETED:
        return DONE, 0
    if action.status in Action.NOT_AWAITED:
        return AWAY, -1
    return WAITING, 0


def months_of(scale: Scale, first: datetime.date, last: datetime.date) -> list[tuple[str, str]]:
    """(place, label) of the beginnings of months, as many as there is room for."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next(step for step in (1, 3, 6, 12, 24, 60, 600) if count / step <= 4 or step == 600)
    marks = []
    for place in range(0, count, step):
        year, month = divmod(first.year * 12 + first.month - 1 + place, 12)
        day = max(datetime.date(year, month + 1, 1), first)
        if scale.at(day) <= WIDTH - LABEL:
            marks.append((number(scale.at(day)), date_format(day, "M Y")))
    return marks
