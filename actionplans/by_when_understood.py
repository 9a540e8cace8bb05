"""What was understood of a by-when, for people to check: the days, in words that cannot be read in two ways."""

from actionplans.by_when import ByWhen
from compact_portal.days import in_words


def understood(when) -> str:
    """Takes a ByWhen, or an Action, which has the same fields. Begins with a small letter; never empty."""
    parts = []
    if when.milestones:
        parts.append(" and ".join(in_words(day) for day in when.milestones))
    elif when.starts_on and when.due_on:
        parts.append(f"from {in_words(when.starts_on)} to {in_words(when.due_on)}")
    elif when.due_on:
        parts.append(f"by {in_words(when.due_on)}")
    elif when.starts_on:
        parts.append(f"from {in_words(when.starts_on)}")
    if when.recurrence:
        parts.append(f"comes again: {when.recurrence}")
    if when.ongoing:
        parts.append("then ongoing, never late" if parts else "ongoing, never late")
    if when.after_plan:
        parts.append("after the end of the plan")
    return "; ".join(parts) or ("kept as written, no day understood" if text_of(when) else "no day given")


def text_of(when) -> str:
    return when.text if isinstance(when, ByWhen) else when.by_when
