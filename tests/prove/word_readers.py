"""Every kind of Word document of the demonstration, and what LibreOffice makes of one."""

import io
import re
import subprocess
from collections import Counter
from pathlib import Path

from actionplans.exporting import plan_docx
from actionplans.models import Plan, Update
from actionplans.papers import paper_docx, paper_of, periods_of
from compact_portal.days import today
from reviews.board.assemble import assemble
from reviews.board.word import to_docx
from reviews.checklists.printing import blank_docx
from reviews.models import Checklist, Paper, Review
from reviews.report.assemble import all_forms
from reviews.report.outputs import OUTPUTS
from signatories.agreement.files import file_of
from signatories.models import Edition

SLACK = 40  # words between two pieces: marks of lists, and heads of tables that are repeated on a further page


def documents() -> dict[str, bytes]:
    """{kind: a Word file}, of the richest of each kind that the demonstration has."""
    year = Review.objects.select_related("compact__area", "plan__strategy", "plan__compact", "next_plan").order_by("year").first()
    council, partnership = (
        Paper.objects.filter(numbering=form).order_by("pk").first() for form in (Paper.Numbering.THROUGH, Paper.Numbering.SECTIONS)
    )
    plans = sorted(Plan.objects.all(), key=lambda plan: plan.targets.count())
    reported = max(plans, key=lambda plan: Update.objects.filter(action__target__plan=plan).count())
    return {
        "report": OUTPUTS["word"].make(all_forms(year, today())),
        "partnership paper": to_docx(assemble(partnership)),
        "council paper": to_docx(assemble(council)),
        "checklist": blank_docx(Checklist.objects.order_by("pk").first()),
        "agreement": file_of(Edition.objects.filter(status="published").order_by("pk").first(), "docx"),
        "plan": plan_docx(plans[-1]),
        "progress": paper_docx(paper_of(reported, periods_of(reported, today())[0][0], on=today())),
    }


def as_pdf(content: bytes, folder: Path) -> Path:
    """`content` as LibreOffice prints it; an AssertionError says what it said instead."""
    source = folder / "document.docx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    options = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'
    command = ["soffice", profile, "--headless", "--convert-to", options, "--outdir", folder, source]
    said = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert (folder / "document.pdf").exists(), said.stdout + said.stderr
    return folder / "document.pdf"


def words_of(pdf: Path) -> list[str]:
    """What pdftotext reads, in its order, without page numbers."""
    read = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return re.sub(r"^Page \d+ of \d+$", "", read, flags=re.MULTILINE).split()


def pieces_of(content: bytes) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """(headings, everything) of a Word file, in the order of the document; everything is paragraphs and rows of tables, as words."""
    import docx
    from docx.table import Table

    headings, said = [], []
    for piece in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(piece, Table):
            said += [("row", " ".join(cell.text for cell in row.cells).split()) for row in piece.rows]
        else:
            said.append(("paragraph", whole_text(piece).split()))
            if piece.style.name.startswith("Heading"):
                headings.append(piece.text)
    return headings, [(kind, words) for kind, words in said if words]


def whole_text(paragraph) -> str:
    """With what stands in fields and places to write, which python-docx passes over."""
    from docx.oxml.ns import qn

    return "".join(text.text or "" for text in paragraph._p.iter(qn("w:t")))


def first_missing(said: list[tuple[str, list[str]]], read: list[str]) -> str:
    """The first piece that is not where it should be, or nothing. Cells of a row are read line by line, so their words come mixed."""
    at = 0
    for kind, words in said:
        for start in range(at, min(at + SLACK, len(read))):
            found = read[start : start + len(words)]
            if found == words or (kind == "row" and Counter(found) == Counter(words)):
                at = start + len(words)
                break
        else:
            return f"{' '.join(words)!r} does not come after {' '.join(read[max(0, at - 8) : at])!r}"
    return ""
