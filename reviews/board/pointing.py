"""Whether every pointer of a paper points at a number that is there: said in a sentence when it does not."""

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
            known = f" Names that are there: {', '.join(sorted(numbers))}." if numbers else ""
            return f"[[{name}]] points nowhere: give the paragraph that you mean the name “{name.lower()}” first.{known}"
        if not numbers[name.lower()]:
            return f"[[{name}]] points to something that has no number. Let it be numbered, or write the sentence without the pointer."
    return ""
