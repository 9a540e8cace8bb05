"""The report as data: its text in order, and every figure that stands in one of its tables as a line of its own."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from compact_portal.documents.outline import Grid, Heading, Picture, Words, read
from reviews.report.printed import Printed

COLUMNS = [_("Section"), _("Table"), _("Row"), _("Column"), _("Value")]


def report_data(form: Printed) -> dict:
    """`sections` in order; in each `content`, pieces that are a heading, a paragraph, an entry of a list or a table."""
    return {
        "title": form.title,
        "agreement": form.agreement,
        "edition": form.edition,
        "dated": form.dated,
        "sections": [
            {"anchor": part.anchor, "title": part.title, "content": [told for piece in read(part.html) if (told := as_data(piece))]}
            for part in form.parts
        ],
    }


def as_data(piece) -> dict | None:
    match piece:
        case Heading():
            return {"heading": piece.text, "level": piece.level}
        case Words():
            return {"entry" if piece.style in ("bullet", "number", "numeral") else "quotation" if piece.style else "text": piece.text}
        case Grid():
            return {"table": piece.caption, "columns": piece.heads, "rows": piece.rows}
        case Picture():
            return {"picture": piece.text}
    return None


def figures_of_report(form: Printed) -> Iterator[list[str]]:
    """One line for each cell of each table but those that head a row; words in place of a figure are told as they are printed."""
    for part in form.parts:
        heading = ""
        for piece in read(part.html):
            if isinstance(piece, Heading):
                heading = piece.text
            elif isinstance(piece, Grid):
                for first, *cells in piece.rows:
                    for place, cell in enumerate(cells, 1):
                        column = piece.heads[place] if place < len(piece.heads) else ""
                        yield [part.title, " – ".join(filter(None, [heading, piece.caption])), first, column, cell]
