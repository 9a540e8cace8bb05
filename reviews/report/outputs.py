"""Every form in which a report leaves the portal. All of them are made from the same drawn parts, so none can say something else."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from compact_portal.documents.docx_html import to_docx
from compact_portal.documents.docx_out import DOCX
from compact_portal.documents.pdf import ARCHIVE, render_pdf
from compact_portal.documents.tables_out import to_csv
from reviews.report.figures import COLUMNS, figures_of_report, report_data
from reviews.report.pictures import picture_of
from reviews.report.printed import Part, Printed
from reviews.report.rendering import print_html, render_body

Forms = dict[str, Printed]  # "report", "summary" and "easy_read"


@dataclass(frozen=True)
class Output:
    """`make` takes the drawn forms; `ending` belongs to the file's name."""

    label: str
    ending: str
    media_type: str
    make: Callable[[Forms], bytes]


def page(forms: Forms) -> bytes:
    return render_body(forms["report"]).encode()


def pdf(forms: Forms) -> bytes:
    return render_pdf(whole(forms["report"]))


def archive(forms: Forms) -> bytes:
    """For keeping: PDF/A-3a, with the data file inside."""
    return render_pdf(whole(forms["report"]), variant=ARCHIVE, attached={"data.json": data(forms)})


def whole(form: Printed) -> str:
    return print_html(render_body(form), title=form.title, draft=form.draft)


def word(forms: Forms) -> bytes:
    form = forms["report"]
    return to_docx(form.title, opening_of(form) + "".join(section_of(part) for part in form.parts), picture_of=picture_of)


def opening_of(form: Printed) -> str:
    said = [form.dated, f"{form.agreement}: {form.edition}" if form.edition else ""]
    return "".join(f"<p>{escape(text)}</p>" for text in said if text)


def section_of(part) -> str:
    inside = f'<h2 id="{part.anchor}">{escape(part.title)}</h2>{part.html}'
    return f'<div class="report-wide">{inside}</div>' if part.wide else inside


def summary(forms: Forms) -> bytes:
    return render_pdf(brief(forms["summary"], "summary"))


def easy_read(forms: Forms) -> bytes:
    return render_pdf(brief(forms["easy_read"], "easy"))


def brief(form: Printed, kind: str) -> str:
    return print_html(render_to_string("reviews/report/_brief.html", {"report": form, "kind": kind}), title=form.title, draft=form.draft)


def data(forms: Forms) -> bytes:
    return json.dumps(report_data(forms["report"]), ensure_ascii=False, indent=1).encode()


def table(forms: Forms) -> bytes:
    return to_csv(map(str, COLUMNS), figures_of_report(forms["report"]))


OUTPUTS: dict[str, Output] = {
    "page": Output(_("as a page"), "html", "text/html", page),
    "pdf": Output(_("as PDF, for reading and for screen readers"), "pdf", "application/pdf", pdf),
    "archive": Output(_("as PDF for the archive, with its figures inside (PDF/A)"), "archive.pdf", "application/pdf", archive),
    "word": Output(_("as a Word file"), "docx", DOCX, word),
    "summary": Output(_("in four pages"), "summary.pdf", "application/pdf", summary),
    "easy_read": Output(_("in plain words, on one page"), "easy-read.pdf", "application/pdf", easy_read),
    "data": Output(_("its text and figures as data (JSON)"), "json", "application/json", data),
    "table": Output(_("every figure in a table (CSV)"), "csv", "text/csv", table),
}


def all_forms(forms: Forms) -> dict[str, bytes]:
    return {name: output.make(forms) for name, output in OUTPUTS.items()}


def issued(forms: Forms, words: str, *, before: list[Part], after: list[Part]) -> Forms:
    """All of them issued on that day; parts that were added go into the report itself, corrections into each."""
    return {name: form.issued(words, before=before, after=after if name == "report" else []) for name, form in forms.items()}
