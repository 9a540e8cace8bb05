"""What was understood of a By-When cell, in words that mean the same days when they are read again."""

from django.utils.translation import gettext as _

from actionplans.by_when import ByWhen
from compact_portal.days import in_words


def said(when) -> str:
    """Of a ByWhen or an Action: "1 April 2008 to 30 June 2008 & ongoing"; "" where no day was understood."""
    if when.recurrence:
        days = when.recurrence
    elif when.milestones:
        *first, last = [in_words(on) for on in when.milestones]
        days = _("%(some)s and %(last)s") % {"some": ", ".join(first), "last": last}
    elif when.starts_on and when.due_on:
        days = _("%(first)s to %(last)s") % {"first": in_words(when.starts_on), "last": in_words(when.due_on)}
    elif when.starts_on:
        days = _("from %(day)s") % {"day": in_words(when.starts_on)}
    else:
        days = in_words(when.due_on) if when.due_on else ""
    return " & ".join(part for part in (days, _("ongoing") if when.ongoing else "") if part)


def understood(when) -> str:
    """For people to check, of a ByWhen or an Action; never empty."""
    words = said(when) or (_("kept as written, no day understood") if written(when) else _("no day given"))
    return _("%(days)s; after the end of the plan") % {"days": words} if when.after_plan else words


def written(when) -> str:
    return when.text if isinstance(when, ByWhen) else when.by_when


def explained(when) -> str:
    """The sentence that an officer reads after writing it."""
    if not written(when):
        return _("It has no date, so nobody is reminded of it.")
    if not said(when):
        said_so = _("No day was understood in “%(words)s”: it is printed as it is written, and nobody is reminded of it.")
        return said_so % {"words": written(when)}
    return _("“%(words)s” is understood as: %(days)s.") % {"words": written(when), "days": understood(when)}


def said_otherwise(when) -> str:
    """What was understood, where it does not simply repeat what is written."""
    words = said(when)
    return "" if words.casefold() == written(when).casefold().rstrip(".") else words
