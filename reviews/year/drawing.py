"""The line of the year with today on it, drawn as the plan's timeline is (actionplans/timeline.py). A list beside it says the same."""

import datetime

from django.utils.translation import gettext as _

from actionplans.timeline import AXIS, DONE, GAP, HEIGHT, LATE, WAITING, WIDTH, Group, Line, Scale, Timeline, months_of, wrapped
from compact_portal.days import in_words
from compact_portal.documents.charts import number
from reviews.year.items import STATES, Item

FILLS = {"done": DONE, "late": LATE}


def line_of_year(items: list[Item], on: datetime.date, title: str) -> Timeline | None:
    """Each day as a diamond at its place, its state and name above it; None where there is no day."""
    if not items:
        return None
    first, last = items[0].day.replace(day=1), items[-1].day
    scale, rows, y = Scale(first, last), [], AXIS
    for item in items:
        state = item.state(on)
        lines, y = wrapped(f"{STATES[state].capitalize()}: {item.what}", y)
        place = min(max(scale.at(item.day), HEIGHT / 2), WIDTH - HEIGHT / 2)
        rows.append(Line(lines, y + 4, FILLS.get(state, WAITING), days=[number(place)]))
        y += 4 + HEIGHT + GAP
    count = {state: sum(item.state(on) == state for item in items) for state in STATES}
    said = ", ".join(f"{count[state]} {words}" for state, words in STATES.items() if count[state])
    description = _("%(items)s days from %(day)s to %(last)s: %(said)s. The list says the same.") % {
        "items": len(items),
        "day": in_words(items[0].day),
        "last": in_words(last),
        "said": said,
    }
    today = number(scale.at(on)) if first <= on <= last else ""
    return Timeline(title, description, y, months_of(scale, first, last), [Group([], rows)], today)
