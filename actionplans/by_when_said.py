"""What was understood of a By-When cell, in words that mean the same days when they are read again."""

from compact_portal.days import in_words


def said(when) -> str:
    """Of a ByWhen or an Action: "1 April 2008 to 30 June 2008 & ongoing"; "" where no day was understood."""
    if when.recurrence:
        days = when.recurrence
    elif when.milestones:
        *first, last = [in_words(on) for on in when.milestones]
        days = f"{', '.join(first)} and {last}"
    elif when.starts_on and when.due_on:
        days = f"{in_words(when.starts_on)} to {in_words(when.due_on)}"
    elif when.starts_on:
        days = f"from {in_words(when.starts_on)}"
    else:
        days = in_words(when.due_on) if when.due_on else ""
    return " & ".join(part for part in (days, "ongoing" if when.ongoing else "") if part)


def explained(when) -> str:
    """The sentence that an officer reads after writing it."""
    words = said(when)
    if not when.by_when:
        return "It has no date, so nobody is reminded of it."
    if not words:
        return f"No day was understood in “{when.by_when}”: it is printed as it is written, and nobody is reminded of it."
    beyond = " That is after the end of the plan." if when.after_plan else ""
    return f"“{when.by_when}” is understood as: {words}.{beyond}"


def said_otherwise(when) -> str:
    """What was understood, where it does not simply repeat what is written."""
    words = said(when)
    return "" if words.casefold() == when.by_when.casefold().rstrip(".") else words
