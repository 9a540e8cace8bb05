"""Every kind of Word document, opened by LibreOffice and read back from the PDF that it prints: nothing lost, nothing out of its place."""

import shutil
import subprocess

import pikepdf
import pytest

from compact_portal.days import today
from compact_portal.demo.loading import load_demonstration
from tests.documents.tags import pages_of_text, words
from tests.prove.word_readers import as_pdf, documents, first_missing, pieces_of, words_of

pytestmark = [
    pytest.mark.prove,
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine"),
]
MOST_PAGES = {"report": 26, "partnership paper": 4, "council paper": 5, "checklist": 7, "agreement": 6, "plan": 8, "progress": 5}


def test_word_documents_open_whole_in_libreoffice(figure, tmp_path):
    load_demonstration(on=today())
    told = []
    for kind, content in documents().items():
        folder = tmp_path / kind.replace(" ", "-")
        folder.mkdir()
        pdf = as_pdf(content, folder)
        headings, said = pieces_of(content)
        assert not (missing := first_missing(said, words_of(pdf))), f"{kind}: {missing}"
        with pikepdf.open(pdf) as document:
            pages = len(document.pages)
            with document.open_outline() as outline:
                bookmarks = [words(entry.title).strip() for entry in every(outline.root)]
        assert bookmarks == [words(heading).strip() for heading in headings], kind
        assert 1 <= pages <= MOST_PAGES[kind], kind
        sheets = pages_of_text(pdf.read_bytes())
        assert all(len(words(sheet)) > 60 for sheet in sheets), f"{kind} has an empty page"
        assert all(f"Page {number} of {pages}" in words(sheet) for number, sheet in enumerate(sheets, 1)), kind
        fonts = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
        assert fonts and all(line.split()[-5] == "yes" for line in fonts), f"{kind}: a font is not inside"
        told.append(f"{kind} {pages} pages, {len(headings)} headings, {len(said)} texts")
    figure(f"Word documents opened by LibreOffice, all in order: {'; '.join(told)}")


def every(entries):
    for entry in entries:
        yield entry
        yield from every(entry.children)
