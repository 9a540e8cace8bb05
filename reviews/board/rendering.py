"""From a printed paper to a page and a PDF. The body is drawn once; the site's layout and the print layout put it between their own edges."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from compact_portal.documents.pdf import render_pdf
from reviews.board.printed import PrintedPaper


def render_body(paper: PrintedPaper) -> SafeString:
    """The paper as HTML without a page around it; nothing in it depends on the reader."""
    return render_to_string("reviews/board/_paper.html", {"paper": paper})


def paper_pdf(paper: PrintedPaper, body: str) -> bytes:
    around = {"body": mark_safe(body), "paper": paper}  # noqa: S308 (escaped when drawn)
    return pdf_of(render_to_string("reviews/board/print.html", around))


@lru_cache(maxsize=16)
def pdf_of(html: str) -> bytes:
    """The same page gives the same PDF, so one that was made lately is not made again."""
    return render_pdf(html)
