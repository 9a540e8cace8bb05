"""`render_report COMPACT YEAR --output FILE.pdf [--html FILE.html]`: the annual review report as a file."""

import base64
import os
import re
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from compact_portal.days import today
from compact_portal.documents.pdf import ResourceRefused, render_pdf
from reviews.models import Review
from reviews.report import assemble
from reviews.report.rendering import print_html, render_body

STATIC = re.compile(r"url\(static:([^)]+)\)")
SHEET = re.compile(r'<link rel="stylesheet" href="static:([^"]+)">')


class Command(BaseCommand):
    help = "Write the annual review report of one year as PDF. A published report is written as it was issued."

    def add_arguments(self, parser):
        parser.add_argument("compact", help="the Compact's name in addresses, such as east-sussex")
        parser.add_argument("year", type=int)
        parser.add_argument("--output", required=True, type=Path, help="the PDF to write")
        parser.add_argument("--html", type=Path, help="also write the page that the PDF is made from, whole in one file")

    def handle(self, *, compact, year, output, html, **options):
        review = Review.objects.select_related("compact__area", "plan__strategy", "next_plan", "published_report")
        review = review.filter(compact__slug=compact, year=year).first()
        if review is None:
            raise CommandError(f"There is no review of {year} for a Compact called {compact}.")
        page, pdf = self.documents(review)
        if html:
            write(html, whole(page).encode())
        try:
            write(output, pdf or render_pdf(page))
        except ResourceRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Wrote {output}.")

    def documents(self, review: Review) -> tuple[str, bytes | None]:
        """The print page, and the PDF when it was issued already."""
        published = getattr(review, "published_report", None)
        report = assemble(review, today())
        if published is None:
            return print_html(render_body(report), title=report.title, draft=True), None
        return print_html(bytes(published.page.content).decode(), title=report.title, draft=False), bytes(published.pdf.content)


def write(path: Path, content: bytes) -> None:
    """All of it or nothing: a reader never sees half a file."""
    try:
        handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(scratch).chmod(0o644)
            Path(scratch).replace(path)
        except BaseException:
            Path(scratch).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error


def whole(page: str) -> str:
    """The page with its styles and fonts inside, so that it opens anywhere."""
    from compact_portal.documents.fetcher import own_file

    def embedded(match) -> str:
        return f"url(data:font/ttf;base64,{base64.b64encode(own_file(match[1]).read_bytes()).decode()})"

    return SHEET.sub(lambda match: f"<style>{STATIC.sub(embedded, own_file(match[1]).read_text())}</style>", page)
