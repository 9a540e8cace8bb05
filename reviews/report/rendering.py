"""From a report to a page and a PDF. The body is drawn once; the site's layout and the print layout put it between their own edges."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from compact_portal.documents.pdf import render_pdf
from reviews.report.blocks import Report
from reviews.report.pictures import with_pictures_inside
from reviews.report.printed import Printed, printed


def render_body(report: Report | Printed) -> SafeString:
    """The report as HTML without a page around it: headings from h1 on, no form, nothing that depends on the reader."""
    form = report if isinstance(report, Printed) else printed(report)
    return render_to_string("reviews/report/_body.html", {"report": form})


def print_html(body: str, *, title: str, draft: bool) -> str:
    """The whole page that the PDF is made from. `body` comes from render_body, now or when the report was issued."""
    around = {"body": mark_safe(with_pictures_inside(body)), "title": title, "draft": draft}  # noqa: S308 (escaped when drawn)
    return render_to_string("documents/print.html", around)


def report_html(report: Report, body: str) -> str:
    return print_html(body, title=report.title, draft=report.draft)


def report_pdf(report: Report, body: str) -> bytes:
    return render_pdf(report_html(report, body))
