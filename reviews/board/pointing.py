"""Whether every pointer of a paper points at a number that is there: said in a sentence when it does not."""

from django.utils.translation import gettext as _

from reviews.board.assemble import Rows, numbers_of, rows_of
from reviews.board.numbering import pointers_in
from reviews.models import Paper


def texts_of(rows: Rows) -> list[str]:
    parts = [text for part in rows.parts for text in (part.text, part.after, *part.items)]
    return [*parts, *(one.text for one in rows.recommendations), *(one.advice for one in rows.consulted)]


def wrong_pointer(paper: Paper, rows: Rows | None = None) -> str:
    """The first fault as a sentence that says what to do; "" while every pointer is right."""
    rows = rows or rows_of(paper)
    numbers = numbers_of(paper, rows)
    for name in pointers_in(texts_of(rows)):
        if name.lower() not in numbers:
            known = " " + _("Names that are there: %(numbers)s.") % {"numbers": ", ".join(sorted(numbers))} if numbers else ""
            return _("[[%(name)s]] points nowhere: give the paragraph that you mean the name “%(usual)s” first.%(known)s") % {
                "name": name,
                "usual": name.lower(),
                "known": known,
            }
        if not numbers[name.lower()]:
            return _("[[%(name)s]] points to something that has no number. Let it be numbered, or write the sentence without the pointer.") % {
                "name": name
            }
    return ""
