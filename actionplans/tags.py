"""How an action stands, as coloured tags: the words carry the meaning. Made here, once for each row, because a plan has hundreds."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from actionplans.models import Action

COLOURS = {
    Action.Status.COMPLETED: "green",
    Action.Status.UNDER_WAY: "blue",
    Action.Status.AT_RISK: "orange",
    Action.Status.LATE: "red",
    Action.Status.DEFERRED: "yellow",
}


def tags_of(action: Action, *, overdue: bool, year: str = "", amended: bool = False) -> list[tuple[str, str]]:
    """(words, colour) of each tag, the most urgent first. `year` is that of `year_in_words`."""
    tags = [(_("Overdue"), "red")] if overdue else []
    tags.append((capfirst(action.get_status_display()), COLOURS.get(action.status, "grey")))
    if year:
        tags.append((year.capitalize(), "purple"))
    if amended:
        tags.append((_("Amended"), "teal"))
    return tags
