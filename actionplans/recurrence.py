"""On which days an action wants attention: its due day, one of several, or the meeting at which it comes up again."""

import datetime
import re

from actionplans.models import Action, Plan
from actionplans.months import DAY, month_start, months_between

# What comes more often than once a month needs no reminding.
MONTHS_APART = [
    (re.compile(r"\b(?:bi-?monthly|every (?:two|2|second|other) months?)\b", re.IGNORECASE), 2),
    (re.compile(r"\b(?:quarterly|(?:every|each) (?:quarter|three months|3 months)|termly|(?:every|each) term)\b", re.IGNORECASE), 3),
    (re.compile(r"\b(?:half-?yearly|twice a year|every (?:six|6) months)\b", re.IGNORECASE), 6),
    (re.compile(r"\b(?:annually|annual|yearly|(?:every|each) year|once a year)\b", re.IGNORECASE), 12),
    (re.compile(r"\b(?:monthly|(?:every|each) month)\b", re.IGNORECASE), 1),
]


def months_apart(words: str) -> int | None:
    """3 for "At quarterly meetings of the Partnership"; None where no distance is said, such as "each meeting"."""
    return next((months for pattern, months in MONTHS_APART if pattern.search(words)), None)


def meeting_days(action: Action, plan: Plan) -> list[datetime.date]:
    """Those that were written down; or the last day of each stretch of the plan, where only the distance is known."""
    if action.meetings:
        return sorted(action.meetings)
    apart = months_apart(action.recurrence)
    if apart is None:
        return []
    steps = range(apart, months_between(plan.starts_on, plan.ends_on) + 2, apart)
    return [month_start(plan.starts_on.year, plan.starts_on.month + step) - DAY for step in steps]


def days_of(action: Action, plan: Plan) -> list[datetime.date]:
    """Every day of which its owners are reminded, in order."""
    due = [] if action.ongoing or action.due_on is None else [action.due_on]
    return sorted({*due, *action.milestones, *meeting_days(action, plan)})
